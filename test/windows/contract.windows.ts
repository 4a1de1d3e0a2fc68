/** The contract of every facet, over the real machine. */
import { afterAll, describe, expect, it } from 'vitest';
import { describeConfigFileContract } from '../contract/config-file.contract';
import { describeFoldersContract } from '../contract/folders.contract';
import { describeLockContract } from '../contract/lock.contract';
import { describeFactsContract, describeProcessesContract } from '../contract/observers.contract';
import { describeServiceContract } from '../contract/service.contract';
import { RealComputer } from './real-computer';

const computer = new RealComputer();
afterAll(() => computer.close());
const make = computer.make.bind(computer);

describe('the Windows machine', () => {
  const name = 'Windows';
  describeFoldersContract(name, make);
  describeLockContract(name, make);
  describeFactsContract(name, make);
  describeServiceContract(name, make);
  describeConfigFileContract(name, make);
  describeProcessesContract(name, make);

  it('says that this process is elevated', async () => {
    const { machine } = await make('absent');
    const facts = await machine.facts.read();
    console.log(`facts: ${JSON.stringify(facts)}`);
    expect(facts).toMatchObject({ ok: true, value: { isElevated: true } });
  });
});
