/** Hostile values in every text that an operation takes: they arrive unchanged or are refused, and nothing is executed. */
import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { StubComputer } from '../../contract/stub-under-test';
import { bytes, text } from '../../contract/harness';
import { hostileValues } from './hostile-values';
import { notRun, pwsh } from './pwsh';

const computer = new StubComputer();
afterAll(() => computer.close());

const Path = 'C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy';
const Expected = '0'.repeat(64);
const texts: readonly [operation: string, parameter: string, args: Record<string, unknown>][] = [
  ['Get-ConfigurationFile', 'Path', { IncludeBytes: true }],
  ['Set-ConfigurationFile', 'Path', { Bytes: '', Expected }],
  ['Set-ConfigurationFile', 'Bytes', { Path, Expected: 'absent' }],
  ['Set-ConfigurationFile', 'Expected', { Path, Bytes: '' }],
  ['Remove-ConfigurationFile', 'Path', { Expected }],
  ['Remove-ConfigurationFile', 'Expected', { Path }],
  ['Get-ProtectedFolder', 'Folder', {}],
  ['Get-ProtectedFile', 'Folder', { Name: 'a.json' }],
  ['Get-ProtectedFile', 'Name', { Folder: 'journal' }],
  ['Set-ProtectedFile', 'Folder', { Name: 'a.json', Bytes: '' }],
  ['Set-ProtectedFile', 'Name', { Folder: 'journal', Bytes: '' }],
  ['Set-ProtectedFile', 'Bytes', { Folder: 'journal', Name: 'a.json' }],
  ['Remove-ProtectedFile', 'Folder', { Name: 'a.json' }],
  ['Remove-ProtectedFile', 'Name', { Folder: 'journal' }],
  ['Lock-Machine', 'Purpose', {}],
  ['Unlock-Machine', 'Token', {}],
  ['Get-PortOwner', 'Port', {}],
];

/** Everything on the stub and in our own folder: what an executed value would have added to. */
const everything = (): string[] => [
  ...readdirSync(computer.root, { recursive: true }).map(String),
  ...readdirSync('.'),
];

describe.skipIf(pwsh === undefined)(`hostile values${notRun}`, () => {
  // Past the schemas, so that the module stands alone.
  it.each(texts)('in %s %s are not executed, and the next call works', async (operation, parameter, args) => {
    const under = await computer.make('installed');
    const former = 'logging { }\n';
    await under.putConfigBytes(bytes(former));
    // The stub lays out its own state with the first contact.
    await under.machine.facts.read();
    const before = everything();
    for (const hostile of hostileValues) {
      const answer = await computer.change.call(operation, { ...args, [parameter]: hostile }, { timeoutMs: 15_000 });
      if (operation === 'Lock-Machine' && answer.ok) {
        const { token } = answer.value as { token: string };
        await computer.change.call('Unlock-Machine', { Token: token }, { timeoutMs: 15_000 });
      }
    }
    const added = everything().filter((name) => !before.includes(name));
    expect(added.filter((name) => !/^C\/ProgramData(\/AlloyDesk(\/journal(\/a\.json)?)?)?$/u.test(name))).toEqual([]);
    expect(text(await under.configBytes())).toBe(former);
    expect(await under.machine.facts.read()).toMatchObject({ ok: true });
  });

  it.each(hostileValues)('as the text of a configuration arrive unchanged: %j', async (hostile) => {
    const under = await computer.make('installed');
    await under.machine.configFile.replace(hostile, 'absent');
    expect(text(await under.configBytes())).toBe(hostile);
  });
});
