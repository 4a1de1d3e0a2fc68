/** Hostile values in every parameter of every operation: they arrive unchanged or are refused, and nothing is executed. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { operations, type OperationName } from '../../../electron/machine-windows/operations';
import type { Result } from '../../../shared/contract/result';
import { bytes, never, text, type MachineUnderTest } from '../../contract/harness';
import { StubComputer } from '../../contract/stub-under-test';
import { hostileValues, largeHostileValue } from './hostile-values';
import { argumentsOf, formerConfig } from './operation-arguments';
import { notRun, pwsh } from './pwsh';

const computer = new StubComputer();
let tried = 0;
afterAll(async () => {
  await computer.close();
  console.log(`${tried} hostile values through ${parameters.length} parameters`);
});

const names = Object.keys(operations) as OperationName[];
const parameters = names.flatMap((operation) =>
  Object.keys(operations[operation].arguments.shape).map((parameter) => [operation, parameter] as const),
);
const values = [...hostileValues, largeHostileValue];
const limit = { timeoutMs: 30_000 };

/** Everything on the stub and in our own folder: what an executed value would have added to. */
const everything = (): string[] => [
  ...readdirSync(computer.root, { recursive: true }).map(String),
  ...readdirSync('.'),
];
/** What the operations themselves make: the journal's file, and the note of a program that was started. */
const expected = /^(C\/ProgramData(\/AlloyDesk(\/journal(\/a\.json)?)?)?|elevated\.txt)$/u;

/** A file is only changed where these bytes are, and they are nowhere. */
const nowhere = '0'.repeat(64);

async function argumentsWith(operation: OperationName, parameter: string, hostile: string): Promise<object> {
  const usual: Record<string, unknown> = { ...argumentsOf[operation] };
  if (operation === 'Set-AlloySetting') {
    const settings = await computer.operations.call('Get-AlloySetting', {}, never());
    usual['Expected'] = settings.ok ? settings.value.hash : '';
  } else if ('Expected' in usual) usual['Expected'] = nowhere;
  return { ...usual, [parameter]: Array.isArray(usual[parameter]) ? [hostile] : hostile };
}

const arrives: Partial<Record<OperationName, Readonly<Record<string, string>>>> = {
  'Set-AlloySetting': { Arguments: 'arguments', Environment: 'environment' },
};

async function giveBack(operation: OperationName, answer: Result<unknown>): Promise<void> {
  if (operation !== 'Lock-Machine' || !answer.ok) return;
  const { token } = answer.value as { token: string };
  await computer.change.call('Unlock-Machine', { Token: token }, limit);
}

describe.skipIf(pwsh === undefined)(`hostile values${notRun}`, () => {
  let under: MachineUnderTest;
  let before: string[];
  beforeEach(async () => {
    under = await computer.make('installed');
    await under.putConfigBytes(bytes(formerConfig));
    // The stub lays out its own state with the first contact.
    await under.machine.facts.read();
    before = everything();
  });

  // Past the schemas, so that the module stands alone.
  it.each(parameters)(
    'in %s -%s arrive unchanged or are refused, are not executed, and the next call works',
    async (operation, parameter) => {
      for (const hostile of values) {
        const args = await argumentsWith(operation, parameter, hostile);
        const answer = await computer.change.call(operation, { ...args }, limit);
        tried += 1;
        const field = arrives[operation]?.[parameter];
        if (field !== undefined && answer.ok) expect(answer.value).toMatchObject({ [field]: [hostile] });
        await giveBack(operation, answer);
      }
      expect(everything().filter((name) => !before.includes(name) && !expected.test(name))).toEqual([]);
      expect(text(await under.configBytes())).toBe(formerConfig);
      expect(await under.machine.facts.read()).toMatchObject({ ok: true });
    },
    300_000,
  );

  it.each([...hostileValues.keys(), hostileValues.length])(
    'as the text of a configuration arrive unchanged (value %i)',
    async (index) => {
      const hostile = values[index] ?? '';
      await under.putConfigBytes(undefined);
      expect(await under.machine.configFile.replace(hostile, 'absent')).toMatchObject({ ok: true });
      expect(text(await under.configBytes())).toBe(hostile);
    },
  );
});
