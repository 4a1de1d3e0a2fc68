/** Every operation with its shell ending, hanging or talking nonsense in the middle of it, and what is left behind. */
import { afterAll, describe, expect, it } from 'vitest';
import { operations } from '../../../electron/machine-windows/operations';
import { StubComputer, type Misfortune, type OneMisfortune } from '../../contract/stub-under-test';
import { contactsOf, expectNothingBeside, expectWhole, operationNames, prepare, run, settle } from './fault-table';
import { notRun, pwsh } from './pwsh';

const computer = new StubComputer();
let shellsEnded = 0;
afterAll(async () => {
  await computer.close();
  console.log(`fault table: ${shellsEnded} shells ended, hung, flooded or cut in the middle of an operation`);
});

const withContact = operationNames.filter((operation) => operation !== 'Unlock-Machine');
const changing = withContact.filter((operation) => operations[operation].shell === 'change');

async function meet(operation: (typeof operationNames)[number], misfortune: Misfortune, code: string): Promise<void> {
  const { under, args } = await prepare(computer, operation);
  computer.arrange(misfortune);
  const starts = computer.change.starts;
  // Long enough for everything but the call that hangs.
  const isHung = JSON.stringify(misfortune).includes('hang');
  const answer = await run(computer, operation, args, isHung ? 1_500 : 20_000);
  computer.arrange({});
  shellsEnded += 1;
  expect(answer).toMatchObject({ ok: false, failure: { code } });
  await expectWhole(computer, operation, under);
  if (operation.endsWith('ConfigurationFile')) await expectNothingBeside(under);
  // Another shell has taken its place, and is asked to prove it.
  expect(await computer.change.call('Get-AlloyService', {}, { timeoutMs: 20_000 })).toMatchObject({ ok: true });
  expect(computer.change.starts).toBe(starts + 1);
  await settle(computer, operation, under, answer);
}

/** Adapters that change something, by their verb. */
const changes = /^(Write|Switch|Move|Remove|New|Start|Stop|Send|Enter|Exit)-/;

describe.skipIf(pwsh === undefined)(`a shell that ends in the middle${notRun}`, () => {
  it.each(changing)(
    'of %s, right before and right after each contact that changes something, leaves nothing half done',
    async (operation) => {
      const contacts = await contactsOf(computer, operation);
      const isMiddle = (at: number): boolean =>
        [contacts[at], contacts[at - 1]].some((contact) => changes.test(contact?.adapter ?? ''));
      const middles = contacts.filter((_contact, at) => isMiddle(at));
      expect(middles.length).toBeGreaterThan(0);
      for (const { adapter, skip } of middles) await meet(operation, { [adapter]: { do: 'exit', skip } }, 'unexpected');
    },
    120_000,
  );
});

describe.skipIf(pwsh === undefined)(`a call of every operation, at its last contact${notRun}`, () => {
  it.each(withContact)(
    '%s: that ends, hangs, answers garbage or half a frame, or floods its output, has a name and an end',
    async (operation) => {
      const last = (await contactsOf(computer, operation)).at(-1);
      const at = (misfortune: OneMisfortune): Misfortune => ({
        [last?.adapter ?? '']: { do: misfortune, skip: last?.skip ?? 0 },
      });
      await meet(operation, at('exit'), 'unexpected');
      await meet(operation, at('hang'), 'timed-out');
      await meet(operation, at('garbage'), 'unexpected');
      await meet(operation, at('half'), 'unexpected');
      await meet(operation, at('flood'), 'unexpected');
    },
    120_000,
  );
});
