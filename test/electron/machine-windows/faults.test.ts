/** Every operation with every contact to Windows refusing: the failure has a name, nothing is half done, the next call works. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { operations, type ArgumentsOf, type OperationName } from '../../../electron/machine-windows/operations';
import { bytes, never, text } from '../../contract/harness';
import { StubComputer } from '../../contract/stub-under-test';
import { notRun, pwsh } from './pwsh';

const adaptersFolder = path.resolve('electron/machine-windows/AlloyMachine/Private/Adapters');
const adapters = [...readdirSync(adaptersFolder), ...readdirSync(path.join(adaptersFolder, 'Core'))]
  .filter((name) => name.endsWith('.ps1'))
  .map((name) => path.basename(name, '.ps1'));

const former = 'logging { }\n';
const wanted = 'logging {\n\tlevel = "warn"\n}\n';
const base64 = (value: string): string => Buffer.from(value).toString('base64');
const Path = 'C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy';
const Expected = createHash('sha256').update(former).digest('hex');

/** Arguments that succeed on a computer where nothing fails. */
const argumentsOf: { readonly [O in OperationName]: ArgumentsOf<O> } = {
  'Get-MachineFact': {},
  'Get-CollectorPresence': {},
  'Get-AlloyInstallation': {},
  'Get-AlloyService': {},
  'Get-AlloySetting': {},
  'Start-AlloyService': {},
  'Stop-AlloyService': {},
  'Restart-AlloyService': {},
  'Get-ConfigurationFile': { Path, IncludeBytes: true },
  'Set-ConfigurationFile': { Path, Bytes: base64(wanted), Expected },
  'Remove-ConfigurationFile': { Path, Expected },
  'Get-ProtectedFile': { Folder: 'journal', Name: 'a.json' },
  'Get-ProtectedFolder': { Folder: 'journal' },
  'Set-ProtectedFile': { Folder: 'journal', Name: 'a.json', Bytes: base64('after') },
  'Remove-ProtectedFile': { Folder: 'journal', Name: 'a.json' },
  'Get-AlloyProcess': {},
  'Get-PortOwner': { Port: 1 },
  'Lock-Machine': { Purpose: 'a test' },
  'Unlock-Machine': { Token: 'none' },
};

const needsRunning = ['Stop-AlloyService', 'Restart-AlloyService', 'Get-AlloyProcess'];

/** Operations that run into no contact with Windows when they are called as above. */
const withoutContact = ['Unlock-Machine'];

const computer = new StubComputer();
afterAll(() => computer.close());

describe.skipIf(pwsh === undefined)(`a computer on which one thing after the other fails${notRun}`, () => {
  it.each(Object.keys(operations) as OperationName[])(
    'names the failure of %s and is left whole',
    async (operation) => {
      let failed = 0;
      for (const adapter of adapters) {
        const under = await computer.make('installed');
        await under.putConfigBytes(bytes(former));
        await under.machine.folders.write('journal', 'a.json', bytes('before'));
        if (needsRunning.includes(operation)) await under.machine.service.start(never());
        const beside = await under.besideConfig();
        computer.arrange({ [adapter]: 5 });
        const answer = await computer.operations.call(operation, argumentsOf[operation], never());
        computer.arrange({});
        if (!answer.ok) {
          failed += 1;
          expect({ operation, adapter, code: answer.failure.code }).toEqual({
            operation,
            adapter,
            code: 'access-denied',
          });
        }
        const content = text(await under.configBytes());
        expect([former, wanted, undefined]).toContain(content);
        expect((await under.besideConfig()).filter((name) => !beside.includes(name))).toEqual([]);
        const journal = path.join(computer.root, 'C', 'ProgramData', 'AlloyDesk', 'journal', 'a.json');
        // Written whole, and then not to be looked at, is the one failure after a change.
        const wholeAfterFailure = operation === 'Set-ProtectedFile' ? ['before', 'after'] : ['before'];
        expect(answer.ok ? ['before', 'after', 'gone'] : wholeAfterFailure).toContain(
          existsSync(journal) ? readFileSync(journal, 'utf8') : 'gone',
        );
        expect(await under.machine.service.status()).toMatchObject({ ok: true });
        expect(await under.machine.configFile.read()).toMatchObject({ ok: true });
        if (operation === 'Lock-Machine' && answer.ok) {
          const { token } = answer.value as { token: string };
          await computer.operations.call('Unlock-Machine', { Token: token }, never());
        }
        await under.cleanup();
      }
      expect(failed > 0).toBe(!withoutContact.includes(operation));
    },
    60_000,
  );
});
