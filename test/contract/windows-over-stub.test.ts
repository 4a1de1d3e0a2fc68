import { afterAll, describe, expect, it } from 'vitest';
import { notRun, pwsh } from '../electron/machine-windows/pwsh';
import { describeConfigFileContract } from './config-file.contract';
import { describeFoldersContract } from './folders.contract';
import { countPromises, never } from './harness';
import { describeLockContract } from './lock.contract';
import { describeFactsContract, describeProcessesContract } from './observers.contract';
import { describeServiceContract } from './service.contract';
import { StubComputer } from './stub-under-test';

const computer = new StubComputer();
afterAll(() => computer.close());
const make = computer.make.bind(computer);

describe.skipIf(pwsh === undefined)(`the Windows machine over a stub of Windows${notRun}`, () => {
  const name = 'Windows over a stub';
  describe('the contract', () => {
    countPromises('Windows over a stub, through real PowerShell');
    describeFactsContract(name, make);
    describeServiceContract(name, make);
    describeConfigFileContract(name, make);
    describeFoldersContract(name, make);
    describeProcessesContract(name, make);
    describeLockContract(name, make);
  });

  it.each([
    [5, 'access-denied'],
    [1058, 'unsupported'],
    [1060, 'not-found'],
    [1072, 'busy'],
    [1053, 'timed-out'],
    [31, 'unexpected'],
  ])('knows error %i of a start by its number: %s', async (native, code) => {
    const under = await make('installed');
    computer.arrange({ 'Start-ServiceRecord': native });
    expect(await under.machine.service.start(never())).toMatchObject({ ok: false, failure: { code } });
  });

  it('says that it cannot read the log yet, and does not call it empty', async () => {
    const under = await make('installed');
    expect(await under.machine.log.tail(10)).toMatchObject({ ok: false, failure: { code: 'unsupported' } });
  });
});
