/** The module runs in Windows PowerShell 5.1 as far as its text can tell; and the check that says so sees each construct. */
import { beforeAll, describe, expect, it } from 'vitest';
import { notRun, pwsh } from '../electron/machine-windows/pwsh';
import { reference } from '../reference';
import { checkTimeoutMs, moduleFolder, place, runCheck, writeModules, type Finding } from './module-check';

const commands = reference('data', 'powershell-5.1-commands.json');
const noData = commands === undefined ? ' (skipped: no list of the commands of 5.1 here)' : '';

type Fixture = readonly [construct: string, script: string, ...findings: string[]];

/** What 5.1 cannot parse, or understands otherwise. */
const syntax: readonly Fixture[] = [
  ['the ternary operator', '$a = $b ? 1 : 2', 'ternary 1:6'],
  ['??', '$a = $b ?? 1', 'null-coalescing 1:6'],
  ['??=', '$a ??= 1', 'null-coalescing-assignment 1:1'],
  ['?. of a property', '$a = ${b}?.Length', 'null-conditional-member 1:6'],
  ['?. of a method', '$a = ${b}?.Trim()', 'null-conditional-member 1:6'],
  ['?[]', '$a = ${b}?[0]', 'null-conditional-index 1:6'],
  ['&&', 'Get-Item a && Get-Item b', 'pipeline-chain 1:1'],
  ['||', 'Get-Item a || Get-Item b', 'pipeline-chain 1:1'],
  ['a trailing &', 'Get-Item a &', 'background 1:1'],
  ['clean { }', 'function f { process { 1 } clean { 2 } }', 'clean-block 1:28'],
  ['a line that begins with a pipe', 'Get-Item a\n  | Get-Unique', 'leading-pipe 2:3'],
  ['`u{} in a text', '$a = "x`u{41}"', 'escape 1:6'],
  ['`u{} in a here-string', '$a = @"\n`u{41}\n"@', 'escape 1:6'],
  ['`e in a text', '$a = "`e[0m"', 'escape 1:6'],
  ['`e in a word', 'Write-Output a`e', 'escape 1:14'],
  ['a binary number', '$a = 0b101', 'number 1:6'],
  ['the suffix n', '$a = 5n', 'number 1:6'],
  ['the suffix uy', '$a = 10uy', 'number 1:6'],
  ['the suffix u behind a hexadecimal number', '$a = 0xFFu', 'number 1:6'],
  ['type arguments of a method', '$b.OfType[int](1)', 'generic-method 1:1'],
  ['the type of an enumeration', 'enum X : byte { a }', 'enum-type 1:1'],
  ['#requires of 7', '#requires -Version 7.0\n$a = 1', 'requires 1:1'],
  ['a syntax error', '$a = (1', 'parse-error 1:8'],
  ['a character outside of ASCII', '# caf\u00e9', 'not-ascii 1:6'],
  ['a byte order mark', '\ufeff$a = 1', 'not-ascii 1:1'],
  ['a line that ends with CR LF', '$a = 1\r\n', 'line-end 1:7'],
];

/** What 5.1 does not have. */
const missing: readonly Fixture[] = [
  ['a command of 7', 'Remove-Service a', 'command 1:1'],
  ['an alias', 'Get-Item a | % { 1 }', 'alias 1:14'],
  ['an alias that 7 has on Windows only', 'gwmi a', 'alias 1:1'],
  ['-Parallel', 'ForEach-Object -Parallel { 1 }', 'parameter 1:16'],
  ['-Parallel, cut short', 'ForEach-Object -Par { 1 }', 'parameter 1:16'],
  ['-Parallel behind an alias', '% -Parallel { 1 }', 'alias 1:1', 'parameter 1:3'],
  ['-AsHashtable', 'ConvertFrom-Json -AsHashtable', 'parameter 1:18'],
  ['-AsByteStream', 'Get-Content a -AsByteStream', 'parameter 1:15'],
  ['-LeafBase', 'Split-Path a -LeafBase', 'parameter 1:14'],
  ['a third part of Join-Path', 'Join-Path a b c', 'parameter 1:15'],
  ['a new parameter of every command', 'Get-Item a -ProgressAction Ignore', 'parameter 1:12'],
  ['a parameter that is cut short', 'Get-ChildItem -Rec', 'parameter-name 1:15'],
  ['another name of a parameter', 'Get-ChildItem -ea Stop', 'parameter-name 1:15'],
  ['an encoding of 6', 'Set-Content a -Encoding utf8NoBOM', 'encoding 1:25'],
  ['an encoding by number', 'Set-Content a -Encoding 1252', 'encoding 1:25'],
  ['$IsWindows', '$a = $IsWindows', 'variable 1:6'],
  ['a static method', "[IO.Path]::GetRelativePath('a', 'b')", 'member 1:1'],
  ['a static property', '$a = [System.Environment]::ProcessPath', 'member 1:6'],
  ['a static method of a basic type', '[Math]::Clamp(1, 2, 3)', 'member 1:1'],
  ['a type', '$a = [System.Half]', 'type 1:6'],
  ['a short name of a type', "$a = [semver]'1.2.3'", 'type 1:6'],
  ['a type for New-Object', 'New-Object -TypeName System.Half', 'type 1:1'],
  ['a generic type', "New-Object 'System.Collections.Generic.PriorityQueue[int,int]'", 'type 1:1'],
  ['an attribute', 'function f { param([ValidateNotNullOrWhiteSpace()] $a) $a }', 'attribute 1:20'],
  ['an argument of an attribute', "param([ValidateSet('a', ErrorMessage = 'b')] $a)\n$a", 'attribute 1:25'],
];

/** What only the recorded commands can tell. */
const recorded: readonly Fixture[] = [
  ['a command that nobody has', 'Get-Foo', 'command 1:1'],
  ['a parameter of a command of Windows', 'Get-Service -Foo x', 'parameter 1:13'],
  ['a parameter of Windows that is cut short', 'Get-Service -Nam x', 'parameter-name 1:13'],
];

const good: readonly Fixture[] = [
  ['what 5.1 brought itself', 'class A { [int] $B }\nenum C { D }\n$b = [ordered]@{ a = 1 }'],
  ['numbers and suffixes of 5.1', '$a = 5kb, 5l, 5d, 0x1F, 1.5e3, 0xABCD, -1'],
  ['escapes of 5.1', '$a = "`n`t``e `$a", \'no `e here\''],
  ['a pipe at the end of a line', 'Get-Item -Path a |\n    # a comment\n    Get-Unique'],
  [
    'commands and parameters of 5.1',
    'Get-ChildItem -LiteralPath a -Recurse -ErrorAction Stop\nJoin-Path -Path a -ChildPath b\nSet-Content -Path a -Value b -Encoding UTF8',
  ],
  ['functions of the module', 'function Get-Mine { 1 }\nGet-Mine'],
  [
    'types of 4.8 and of PowerShell',
    "[System.IO.File]::Exists('a')\n[int]::MaxValue\n[System.Security.Cryptography.SHA256CryptoServiceProvider]::Create()\nNew-Object -TypeName 'System.Collections.Generic.List[string]'\nfunction f { param([Parameter(Mandatory = $true)] [AllowNull()] [byte[]] $A, [ref] $B) $A, $B }",
  ],
];

const all = [...syntax, ...missing, ...recorded, ...good];

describe.skipIf(pwsh === undefined)(`the check for Windows PowerShell 5.1${notRun}`, () => {
  const findings: Record<'alone' | 'recorded', Finding[][]> = { alone: [], recorded: [] };
  beforeAll(() => {
    const modules = writeModules(all.map(([, script]) => ({ 'Private/Fixture.ps1': script })));
    findings.alone = runCheck({ check: 'desktop', roots: modules.roots });
    findings.recorded = runCheck({ check: 'desktop', roots: modules.roots, commands });
    modules.remove();
  }, checkTimeoutMs);

  const found = (by: 'alone' | 'recorded', construct: string): string[] =>
    findings[by][all.findIndex((fixture) => fixture[0] === construct)]?.map(place) ?? [];

  it.each([...syntax, ...missing])('refuses %s', (construct, _script, ...expected) => {
    expect(found('alone', construct)).toEqual(expected);
    expect(found('recorded', construct)).toEqual(expected);
  });

  it.skipIf(commands === undefined).each(recorded)(`refuses %s${noData}`, (construct, _script, ...expected) => {
    expect(found('recorded', construct)).toEqual(expected);
  });

  it.each(good)('accepts %s', (construct) => {
    expect(found('alone', construct)).toEqual([]);
    expect(found('recorded', construct)).toEqual([]);
  });

  it(
    'leaves out the adapters that PowerShell 7 alone reads, and no other',
    () => {
      const script = '$a ??= 1\n';
      const two = writeModules([{ 'Private/Adapters/Core/A.ps1': script, 'Private/Adapters/Desktop/A.ps1': script }]);
      const [only] = runCheck({ check: 'desktop', roots: two.roots });
      two.remove();
      expect(only?.map((finding) => finding.path)).toEqual(['Private/Adapters/Desktop/A.ps1']);
    },
    checkTimeoutMs,
  );
});

describe.skipIf(pwsh === undefined)(`the PowerShell module${notRun}`, () => {
  it(
    'has nothing that Windows PowerShell 5.1 cannot run',
    () => {
      expect(runCheck({ check: 'desktop', roots: [moduleFolder] })).toEqual([[]]);
    },
    checkTimeoutMs,
  );

  it.skipIf(commands === undefined)(
    `calls no command of a recorded 5.1 by another name or parameter${noData}`,
    () => {
      expect(runCheck({ check: 'desktop', roots: [moduleFolder], commands })).toEqual([[]]);
    },
    checkTimeoutMs,
  );
});
