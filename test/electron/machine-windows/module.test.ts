/** The parts of the PowerShell module fit: operations, exports, adapters and the stub of Windows name the same things. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { operations } from '../../../electron/machine-windows/operations';

const module = path.resolve(import.meta.dirname, '../../../electron/machine-windows/AlloyMachine');
const stub = path.resolve(import.meta.dirname, '../../powershell/StubWindows/StubWindows.ps1');
const named = (file: string): string => path.basename(file, '.ps1');
/** Paths of the scripts of one folder of the module. */
const scriptsIn = (folder: string): string[] =>
  readdirSync(path.join(module, folder))
    .filter((name) => name.endsWith('.ps1'))
    .map((name) => path.join(folder, name));
const adapters = scriptsIn('Private/Adapters').map(named);
const editionAdapters = (edition: string): string[] => scriptsIn(`Private/Adapters/${edition}`).map(named);
const allScripts = (): string[] =>
  ['.', 'Public', 'Private', 'Private/Adapters', 'Private/Adapters/Core', 'Private/Adapters/Desktop'].flatMap(
    scriptsIn,
  );

/** `Name(Param, Param)` of every function of a file. */
function signatures(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^function ([A-Za-z-]+) \{([\s\S]*?)(?=^function |(?![\s\S]))/gmu)].map(([, name, body]) => {
    const parameters = [...(body ?? '').matchAll(/\[Parameter\(Mandatory = \$true\)\][^$]*\$([A-Za-z]+)/gu)];
    return `${name}(${parameters.map((match) => match[1]).join(', ')})`;
  });
}

describe('the PowerShell module', () => {
  it('has one public function for every operation, and no other', () => {
    expect(scriptsIn('Public').map(named).toSorted()).toEqual(Object.keys(operations).toSorted());
  });

  it('exports every operation', () => {
    const manifest = readFileSync(path.join(module, 'AlloyMachine.psd1'), 'utf8');
    const list = /FunctionsToExport = @\(([^)]*)\)/u.exec(manifest)?.[1] ?? '';
    const exported = [...list.matchAll(/'([^']+)'/gu)].map((match) => String(match[1]));
    expect(exported.toSorted()).toEqual(Object.keys(operations).toSorted());
  });

  it('has the same adapters for both editions', () => {
    expect(editionAdapters('Core')).toEqual(editionAdapters('Desktop'));
  });

  it('meets the same adapters in the stub, with the same parameters', () => {
    const helpers = /^(Read-StubState|Write-StubState|Invoke-Arranged|ConvertTo-StubPath|Test-StubProcess)\(/u;
    const files = [
      ...adapters.map((name) => path.join(module, 'Private', 'Adapters', `${name}.ps1`)),
      ...editionAdapters('Core').map((name) => path.join(module, 'Private', 'Adapters', 'Core', `${name}.ps1`)),
    ];
    expect(
      signatures(stub)
        .filter((signature) => !helpers.test(signature))
        .toSorted(),
    ).toEqual(files.flatMap(signatures).toSorted());
  });

  it('stays small where nothing but Windows can test it', () => {
    for (const name of adapters) {
      const lines = readFileSync(path.join(module, 'Private', 'Adapters', `${name}.ps1`), 'utf8')
        .trim()
        .split('\n');
      expect({ name, isSmall: lines.length <= 15 }).toEqual({ name, isSmall: true });
    }
  });

  it('speaks to Windows in adapters only', () => {
    const contact =
      /Get-CimInstance|Get-Service|Set-Service|HKLM:.*Get-Item|Get-ItemProperty|\[System\.IO\.File\]|\[Microsoft\.Win32|Get-NetTCPConnection/u;
    const files = [...scriptsIn('Public'), ...scriptsIn('Private')];
    expect(files.filter((file) => contact.test(readFileSync(path.join(module, file), 'utf8')))).toEqual([]);
  });

  it('never makes code from text', () => {
    const files = allScripts();
    const made = /Invoke-Expression|\biex\b|\[scriptblock\]::Create|AddScript|Add-Type/iu;
    expect(files.filter((file) => made.test(readFileSync(path.join(module, file), 'utf8')))).toEqual([]);
  });
});
