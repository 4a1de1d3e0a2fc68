/** What the tests of failures share: a computer before an operation, the contacts of the operation, and what must hold after. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { operations, type OperationName } from '../../../electron/machine-windows/operations';
import type { Result } from '../../../shared/contract/result';
import { bytes, never, text, type MachineUnderTest } from '../../contract/harness';
import type { Misfortune, OneMisfortune, StubComputer } from '../../contract/stub-under-test';
import { argumentsOf, formerConfig, needsRunning, wantedConfig } from './operation-arguments';

export const operationNames = Object.keys(operations) as OperationName[];

/** All but the one that meets no contact when it is called as in `operation-arguments.ts`. */
export const withContact = operationNames.filter((operation) => operation !== 'Unlock-Machine');
export const changing = withContact.filter((operation) => operations[operation].shell === 'change');

/** One contact of an operation with Windows: the adapter, and how many calls of it went before. */
export interface Contact {
  readonly adapter: string;
  readonly skip: number;
}

export interface Prepared {
  readonly under: MachineUnderTest;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A computer on which the operation has something to do, and arguments with which it does it. */
export async function prepare(computer: StubComputer, operation: OperationName): Promise<Prepared> {
  const under = await computer.make('installed');
  await under.putConfigBytes(bytes(formerConfig));
  await under.machine.folders.write('journal', 'a.json', bytes('before'));
  if (needsRunning.includes(operation)) await under.machine.service.start(never());
  return { under, args: await argumentsNow(computer, operation) };
}

/** Every contact of the operation when all goes well, in order. How often a state is waited for is left to chance. */
export async function contactsOf(computer: StubComputer, operation: OperationName): Promise<readonly Contact[]> {
  const { under, args } = await prepare(computer, operation);
  computer.arrange({}, { recordCalls: true });
  const answer = await run(computer, operation, args);
  const called = computer.recordedCalls();
  computer.arrange({});
  await settle(computer, operation, under, answer);
  const seen = new Map<string, number>();
  const contacts = called.map((adapter) => {
    const skip = seen.get(adapter) ?? 0;
    seen.set(adapter, skip + 1);
    return { adapter, skip };
  });
  return contacts.filter(({ adapter, skip }) => skip === 0 || !['Wait-Moment', 'Read-ServiceState'].includes(adapter));
}

/** The settings of a computer as `make` gives it; the hash is the module's own business. */
async function argumentsNow(computer: StubComputer, operation: OperationName): Promise<Record<string, unknown>> {
  if (operation !== 'Set-AlloySetting') return argumentsOf[operation];
  const settings = await computer.operations.call('Get-AlloySetting', {}, never());
  return { ...argumentsOf[operation], Expected: settings.ok ? settings.value.hash : '' };
}

/** Past the schemas and with a time limit of its own. */
export function run(
  computer: StubComputer,
  operation: OperationName,
  args: Prepared['args'],
  timeoutMs = 60_000,
): Promise<Result<unknown>> {
  return computer.change.call(operation, args, { timeoutMs });
}

/** Nothing is half done: every file is the former one, the wanted one or away, and the next calls work. */
export async function expectWhole(
  computer: StubComputer,
  operation: OperationName,
  under: MachineUnderTest,
): Promise<void> {
  expect(await under.machine.service.status()).toMatchObject({ ok: true });
  expect(await under.machine.configFile.read()).toMatchObject({ ok: true });
  const config = text(await under.configBytes());
  const configs: Partial<Record<OperationName, readonly (string | undefined)[]>> = {
    'Set-ConfigurationFile': [formerConfig, wantedConfig],
    'Remove-ConfigurationFile': [formerConfig, undefined],
  };
  expect(configs[operation] ?? [formerConfig]).toContain(config);
  const journals: Partial<Record<OperationName, readonly string[]>> = {
    'Set-ProtectedFile': ['before', 'after'],
    'Remove-ProtectedFile': ['before', 'gone'],
  };
  const file = path.join(computer.root, 'C', 'ProgramData', 'AlloyDesk', 'journal', 'a.json');
  expect(journals[operation] ?? ['before']).toContain(existsSync(file) ? readFileSync(file, 'utf8') : 'gone');
}

/** What a shell that died left beside the configuration goes with the next write. */
export async function expectNothingBeside(under: MachineUnderTest): Promise<void> {
  const now = await under.machine.configFile.read();
  const expected = now.ok && now.value.state === 'file' ? now.value.sha256 : 'absent';
  expect(await under.machine.configFile.replace('// next\n', expected)).toMatchObject({ ok: true });
  expect((await under.besideConfig()).filter((name) => name.startsWith('.alloydesk-'))).toEqual([]);
}

/** Gives a lock back that the operation took, and stops what runs. */
export async function settle(
  computer: StubComputer,
  operation: OperationName,
  under: MachineUnderTest,
  answer: Result<unknown>,
): Promise<void> {
  if (operation === 'Lock-Machine' && answer.ok) {
    const { token } = answer.value as { token: string };
    await computer.operations.call('Unlock-Machine', { Token: token }, never());
  }
  await under.cleanup();
}

/** How long a call that hangs is waited for; everything before its last contact takes less. */
const patienceMs = 1_000;

/**
 * One operation in whose middle this happens to its shell: it has a failure with this code, nothing is half done, and
 * another shell answers the next call. False when the contact was not met this time, which leaves to chance only whether
 * a state of the service is waited for, and how often it is looked at.
 */
export async function meet(
  computer: StubComputer,
  operation: OperationName,
  { adapter, skip }: Contact,
  misfortune: OneMisfortune,
): Promise<boolean> {
  const { under, args } = await prepare(computer, operation);
  const arranged: Misfortune = { [adapter]: { do: misfortune, skip } };
  computer.arrange(arranged);
  const starts = computer.change.starts;
  const answer = await run(computer, operation, args, misfortune === 'hang' ? patienceMs : 60_000);
  const wasMet = computer.change.shellNumber === undefined;
  computer.arrange({});
  if (!wasMet) {
    const ofChance = skip > 0 || adapter === 'Wait-Moment';
    expect({ operation, adapter, mayBeMissed: operation.endsWith('AlloyService') && ofChance }).toMatchObject({
      mayBeMissed: true,
    });
    await settle(computer, operation, under, answer);
    return false;
  }
  const code = misfortune === 'hang' ? 'timed-out' : 'unexpected';
  expect(answer).toMatchObject({ ok: false, failure: { code } });
  await expectWhole(computer, operation, under);
  if (operation.endsWith('ConfigurationFile')) await expectNothingBeside(under);
  expect(await computer.change.call('Get-AlloyService', {}, { timeoutMs: 60_000 })).toMatchObject({ ok: true });
  expect(computer.change.starts).toBe(starts + 1);
  await settle(computer, operation, under, answer);
  return true;
}
