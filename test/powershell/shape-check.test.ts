/** The module has the shape that its callers and its stub count on, and the check that says so sees what is missing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { notRun, pwsh } from '../electron/machine-windows/pwsh';
import { checkTimeoutMs, moduleFolder, place, runCheck, stubScript, writeModules, type Files } from './module-check';

const help = '    <#\n    .SYNOPSIS\n        Does a thing.\n    #>\n';
const binding = '    [CmdletBinding()] [OutputType([pscustomobject])] param()\n';
const changing = '    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])] param()\n';
const last = 'catch { throw (ConvertTo-Failure -Record $_) }';
const wholeTry = `    try { return 1 }\n    ${last}\n`;

/** One file of Public, made of its parts. */
const look = (parts: readonly string[], name = 'Get-Thing'): Files => ({
  [`Public/${name}.ps1`]: `function ${name} {\n${parts.join('')}}\n`,
});
const strict = "Set-StrictMode -Version 3.0\n$ErrorActionPreference = 'Stop'\n";
const codes = `$script:failureCodes = @('invalid-request', 'not-elevated', 'access-denied', 'blocked-by-policy', 'unsupported', 'not-found', 'conflict', 'state-changed', 'verification-failed', 'busy', 'cancelled', 'timed-out', 'config-invalid', 'unexpected')`;
const adapter = (parameters: string): string => `function Read-Thing { param(${parameters}) 1 }\n`;
const stubOf = (parameters: string): string =>
  `function Read-Thing {\nparam(${parameters})\nInvoke-Arranged 'Read-Thing'\n1 }\n`;
const manifest = (
  names: string,
  more = "CmdletsToExport = @(); VariablesToExport = @(); AliasesToExport = @(); PowerShellVersion = '5.1'",
): Files => ({
  'A.psd1': `@{ FunctionsToExport = @(${names}); ${more} }\n`,
});

interface Row {
  readonly title: string;
  readonly files: Files;
  readonly findings: readonly string[];
  /** What stands in for the adapters; nothing, unless said. */
  readonly stub?: string;
}

const refused: readonly Row[] = [
  {
    title: 'two functions in a file of Public',
    files: { 'Public/Get-Thing.ps1': 'function Get-Thing { 1 }\nfunction Get-B { 2 }\n' },
    findings: ['one-function 1:1'],
  },
  {
    title: 'a function that is not named as its file',
    files: { 'Public/Get-Thing.ps1': 'function Get-Other { 1 }\n' },
    findings: ['one-function 1:1'],
  },
  { title: 'a function without help', files: look([binding, wholeTry]), findings: ['help 1:1'] },
  {
    title: 'help without a synopsis',
    files: look(['    <#\n    .DESCRIPTION\n        Text.\n    #>\n', binding, wholeTry]),
    findings: ['help 1:1'],
  },
  {
    title: 'a function without [CmdletBinding()]',
    files: look([help, '    [OutputType([pscustomobject])] param()\n', wholeTry]),
    findings: ['cmdlet-binding 1:1'],
  },
  {
    title: 'a function without [OutputType()]',
    files: look([help, '    [CmdletBinding()] param()\n', wholeTry]),
    findings: ['output-type 1:1'],
  },
  {
    title: 'a change that cannot be asked about',
    files: look([help, binding, wholeTry], 'Set-Thing'),
    findings: ['should-process 1:1'],
  },
  {
    title: 'a change that says it asks, and does not',
    files: look([help, changing, wholeTry], 'Set-Thing'),
    findings: ['should-process 1:1'],
  },
  { title: 'a look that asks', files: look([help, changing, wholeTry]), findings: ['should-process 1:1'] },
  {
    title: 'a verb that nobody knows',
    files: look(
      [help, changing, "    try { if ($PSCmdlet.ShouldProcess('a', 'b')) { return 1 } }\n    ", last, '\n'],
      'Fiddle-Thing',
    ),
    findings: ['verb 1:1'],
  },
  {
    title: 'a function that lets failures out as they are',
    files: look([help, binding, '    return 1\n']),
    findings: ['failure 1:1'],
  },
  {
    title: 'a call outside of the try',
    files: look([help, binding, '    Get-Other\n', wholeTry]),
    findings: ['failure 1:1'],
  },
  {
    title: 'a catch that does something else',
    files: look([help, binding, '    try { return 1 }\n    catch { return 2 }\n']),
    findings: ['failure 1:1'],
  },
  {
    title: 'a failure without a code',
    files: { 'Private/A.ps1': "function Get-A { throw 'a' }\n" },
    findings: ['failure 1:18'],
  },
  {
    title: 'a failure with a code that the app does not know',
    files: { 'Private/A.ps1': "function Get-A { throw (New-Failure -Code 'gone') }\n" },
    findings: ['failure 1:25'],
  },
  {
    title: 'a failure whose code is a variable',
    files: { 'Private/A.ps1': 'function Get-A { throw (New-Failure -Code $a) }\n' },
    findings: ['failure 1:25'],
  },
  {
    title: 'a list of codes that is not the one of the app',
    files: { 'Private/A.ps1': "$script:failureCodes = @('busy')\n" },
    findings: ['failure 1:1'],
  },
  {
    title: 'a table with a code that the app does not know',
    files: { 'Private/A.ps1': "$script:codeOfNative = @{ 5 = 'busy'; 6 = 'gone' }\n" },
    findings: ['failure 1:43'],
  },
  {
    title: 'a loader without strict mode',
    files: { 'A.psm1': "$ErrorActionPreference = 'Stop'\n" },
    findings: ['strict-mode 1:1'],
  },
  {
    title: 'a loader that goes on after an error',
    files: { 'A.psm1': 'Set-StrictMode -Version 3.0\n' },
    findings: ['strict-mode 1:1'],
  },
  {
    title: 'a public function that is not exported',
    files: { ...manifest(''), ...look([help, binding, wholeTry]) },
    findings: ['export 1:1'],
  },
  { title: 'an export that is nowhere', files: manifest("'Get-Other'"), findings: ['export 1:1'] },
  {
    title: 'exports that are left open',
    files: manifest('', "VariablesToExport = @(); AliasesToExport = '*'; PowerShellVersion = '5.1'"),
    findings: ['export 1:1', 'export 1:1'],
  },
  {
    title: 'a manifest for PowerShell 7',
    files: manifest(
      '',
      "CmdletsToExport = @(); VariablesToExport = @(); AliasesToExport = @(); PowerShellVersion = '7.0'",
    ),
    findings: ['export 1:1'],
  },
  {
    title: 'an adapter for one edition alone',
    files: { 'Private/Adapters/Desktop/Read-Thing.ps1': adapter('') },
    findings: ['edition 1:1'],
  },
  {
    title: 'an adapter with other parameters for the other edition',
    files: {
      'Private/Adapters/Desktop/Read-Thing.ps1': adapter('[int] $A'),
      'Private/Adapters/Core/Read-Thing.ps1': adapter('[string] $A'),
    },
    stub: stubOf('[string] $A'),
    findings: ['edition 1:1', 'edition 1:1'],
  },
  {
    title: 'an adapter that the stub does not have',
    files: { 'Private/Adapters/Read-Thing.ps1': adapter('') },
    findings: ['stub 1:1'],
  },
  {
    title: 'a stub with a parameter of another name',
    files: { 'Private/Adapters/Read-Thing.ps1': adapter('[int] $A') },
    stub: stubOf('[int] $B'),
    findings: ['stub 1:1'],
  },
  {
    title: 'a stub with a parameter of another type',
    files: { 'Private/Adapters/Read-Thing.ps1': adapter('[int] $A') },
    stub: stubOf('[long] $A'),
    findings: ['stub 1:1'],
  },
  {
    title: 'a stub that does not demand what the adapter demands',
    files: { 'Private/Adapters/Read-Thing.ps1': adapter('[Parameter(Mandatory = $true)] [int] $A') },
    stub: stubOf('[int] $A'),
    findings: ['stub 1:1'],
  },
  {
    title: 'a stub in which no failure can be arranged',
    files: { 'Private/Adapters/Read-Thing.ps1': adapter('') },
    stub: 'function Read-Thing { param() 1 }\n',
    findings: ['stub 1:1'],
  },
  { title: 'a stub of nothing', files: { 'A.psm1': strict }, stub: stubOf(''), findings: ['stub 1:1'] },
];

const accepted: readonly Row[] = [
  { title: 'a look', files: { ...manifest("'Get-Thing'"), ...look([help, binding, wholeTry]) }, findings: [] },
  {
    title: 'a change',
    files: look(
      [help, changing, "    try { if ($PSCmdlet.ShouldProcess('a', 'b')) { return 1 } }\n    ", last, '\n'],
      'Set-Thing',
    ),
    findings: [],
  },
  {
    title: 'a loader that is strict, and the codes of the app',
    files: {
      'A.psm1': strict,
      'Private/A.ps1': `${codes}\n$script:codeOfNative = @{ 5 = 'access-denied' }\nfunction Get-A { try { throw (New-Failure -Code 'busy') } catch { throw } }\n`,
    },
    findings: [],
  },
  {
    title: 'adapters that the stub has too, attributes in any order',
    files: {
      'Private/Adapters/Core/Read-Thing.ps1': adapter('[AllowNull()] [Parameter(Mandatory = $true)] [object] $A'),
      'Private/Adapters/Desktop/Read-Thing.ps1': adapter('[Parameter(Mandatory = $true)] [AllowNull()] [object] $A'),
    },
    stub: stubOf('[Parameter(Mandatory = $true)] [AllowNull()] [object] $A'),
    findings: [],
  },
];

const all = [...refused, ...accepted];

describe.skipIf(pwsh === undefined)(`the check of the shape${notRun}`, () => {
  const found = new Map<Row, string[]>();
  beforeAll(() => {
    // The rows with one stub are one run.
    for (const stub of new Set(all.map((row) => row.stub ?? ''))) {
      const rows = all.filter((row) => (row.stub ?? '') === stub);
      const modules = writeModules(rows.map(({ files }) => files));
      const file = path.join(path.dirname(modules.roots[0] ?? ''), 'Stub.ps1');
      writeFileSync(file, stub);
      const findings = runCheck({ check: 'shape', roots: modules.roots, stub: file });
      for (const [index, row] of rows.entries()) found.set(row, (findings[index] ?? []).map(place));
      modules.remove();
    }
  }, checkTimeoutMs);

  it.each(refused)('refuses $title', (row) => {
    expect(found.get(row)).toEqual(row.findings);
  });
  it.each(accepted)('accepts $title', (row) => {
    expect(found.get(row)).toEqual(row.findings);
  });
});

describe.skipIf(pwsh === undefined)(`the PowerShell module${notRun}`, () => {
  it(
    'keeps its shape, fails with codes of the app, and its stub has the same adapters',
    () => {
      expect(runCheck({ check: 'shape', roots: [moduleFolder], stub: stubScript })).toEqual([[]]);
    },
    checkTimeoutMs,
  );
});
