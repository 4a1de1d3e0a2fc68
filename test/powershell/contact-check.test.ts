/** Contact with Windows stands in adapters and nowhere else, and the check that says so sees every way around it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { notRun, pwsh } from '../electron/machine-windows/pwsh';
import { checkTimeoutMs, moduleFolder, place, runCheck, writeModules, type Files } from './module-check';

type Fixture = readonly [title: string, script: string, ...findings: string[]];

const adapterFile = 'Private/Adapters/Read-Thing.ps1';
/** An adapter with this body, whose lines begin at the second. */
const adapter = (body: string): string => `function Read-Thing {\n${body}\n}\n`;
const program = "$tool = Join-Path -Path ([System.Environment]::SystemDirectory) -ChildPath 'sc.exe'";

/** Outside of adapters. */
const pure: readonly Fixture[] = [
  ['a cmdlet of services', "Get-Service -Name 'Alloy'", 'command 1:1'],
  ['a cmdlet of files', 'Get-Content -LiteralPath a', 'command 1:1'],
  ['a cmdlet of the registry', "Get-ItemProperty -LiteralPath 'HKLM:\\a'", 'command 1:1'],
  ['a cmdlet of processes', 'Start-Process -FilePath a', 'command 1:1'],
  ['a cmdlet of WMI', 'Get-CimInstance -ClassName Win32_Service', 'command 1:1'],
  ['a cmdlet by the name of its module', 'Microsoft.PowerShell.Management\\Get-Service', 'command 1:1'],
  ['a module', 'Import-Module -Name a', 'command 1:1'],
  ['files', "[System.IO.File]::Exists('a')", 'type 1:1'],
  ['files, by a short name', "[IO.File]::Exists('a')", 'type 1:1'],
  ['the registry', '$a = [Microsoft.Win32.Registry]::LocalMachine', 'type 1:6'],
  ['processes', "[System.Diagnostics.Process]::Start('a')", 'type 1:1'],
  ['the environment', '$a = [System.Environment]::MachineName', 'type 1:6'],
  ['the environment, as a drive', '$a = $env:TEMP', 'variable 1:6'],
  ['a file, as a variable', '$a = ${C:\\a.txt}', 'variable 1:6'],
  ['services', "New-Object -TypeName System.ServiceProcess.ServiceController -ArgumentList 'a'", 'type 1:1'],
  ['WMI', "$a = [wmi]'Win32_Service'", 'type 1:6'],
  ['a member that is not listed of a type that is', "[System.Convert]::ChangeType('1', [int])", 'type 1:1'],
  ['COM', "New-Object -ComObject 'Shell.Application'", 'com 1:1'],
  ['a program', 'sc.exe query', 'command 1:1'],
  ['a program by its path', "& 'C:\\Windows\\System32\\sc.exe' query", 'command 1:1'],
  ['a method that is none of values', '$controller.Stop()', 'method 1:13'],
  ['a text that goes to a file', "'a' > b.txt", 'redirection 1:5'],
  ['a file, through switch', "switch -File 'a' { 1 { $b } }", 'redirection 1:1'],
  ['a web cmdlet', "Invoke-WebRequest -Uri 'http://a'", 'network 1:1'],
  ['a web client', 'New-Object -TypeName System.Net.WebClient', 'type 1:1'],
];

/** Anywhere: code that is made from a text. */
const made: readonly Fixture[] = [
  ['Invoke-Expression', 'Invoke-Expression -Command $a', 'made-code 1:1'],
  ['its alias', 'iex $a', 'made-code 1:1'],
  ['[scriptblock]::Create', '[scriptblock]::Create($a)', 'type 1:1', 'made-code 1:1'],
  ['Add-Type', 'Add-Type -TypeDefinition $a', 'made-code 1:1'],
  ['& of a variable', '& $a', 'made-code 1:1'],
  ['. of a variable', '. $a', 'made-code 1:1'],
  ['& of a text that is put together', '& "Get-$a"', 'made-code 1:1'],
  ['& of what something answers', '& (Get-Thing)', 'command 1:4', 'made-code 1:1'],
  ['& of a parameter that is a text', 'function f { param([string] $A) & $A }', 'made-code 1:33'],
  [
    '& of a block that is replaced by something',
    'function f { param([scriptblock] $A) $A = 1; & $A }',
    'made-code 1:46',
  ],
  ['-EncodedCommand', 'powershell.exe -EncodedCommand $a', 'made-code 1:1', 'made-code 1:16'],
  ['-EncodedCommand as a text', "$a = '-enc abc'", 'made-code 1:6'],
  ['InvokeScript', '$ExecutionContext.InvokeCommand.InvokeScript($a)', 'made-code 1:1', 'method 1:33', 'made-code 1:1'],
  ['NewScriptBlock of a variable', '$a.NewScriptBlock($b)', 'method 1:4', 'made-code 1:1'],
  ['AddScript', '$a.AddScript($b)', 'method 1:4', 'made-code 1:1'],
  ['a method whose name is a variable', '$a.$b()', 'method 1:4', 'made-code 1:1'],
  ['a static method of a type in a variable', "$a::Exists('b')", 'made-code 1:1'],
  ['a static property of a type in a variable', '$c = $a::B', 'made-code 1:6'],
  ['a type that a text names', '$a = $b -as $c', 'made-code 1:6'],
  ['a type that a text is cast to', '$a = [type]$b', 'type 1:6'],
  ['New-Object of a variable', 'New-Object -TypeName $a', 'made-code 1:1'],
  ['reflection', '$a.GetType().GetMethod($b)', 'method 1:14', 'made-code 1:1'],
  ['a function that is written through its drive', '${function:f} = $a', 'variable 1:1'],
  ['a method by its name', '$a | ForEach-Object -MemberName Delete', 'made-code 1:6'],
  ['a method by its name, without saying so', '$a | ForEach-Object Delete', 'made-code 1:6'],
  ['New-Object of splatted arguments', 'New-Object @a', 'made-code 1:1'],
  ['using', 'using namespace System.IO', 'declaration 1:1'],
  ['#requires, which loads modules', '#requires -Modules a\n$a = 1', 'declaration 1:1'],
  ['a class', 'class A { [int] $B }', 'declaration 1:1'],
];

/** In the body of an adapter. */
const adapters: readonly Fixture[] = [
  ['if', 'if ($a) { $b }', 'branch 2:1'],
  ['switch', 'switch ($a) { 1 { $b } }', 'branch 2:1'],
  ['for', 'for ($a = 0; $a -lt 2; $a++) { $a }', 'branch 2:1'],
  ['foreach', 'foreach ($a in $b) { $a }', 'branch 2:1'],
  ['while', 'while ($a) { $b }', 'branch 2:1'],
  ['do', 'do { $b } while ($a)', 'branch 2:1'],
  ['try', 'try { $a } catch { $b }', 'branch 2:1'],
  ['trap', 'trap { $a }', 'branch 2:1'],
  ['throw', "throw 'a'", 'branch 2:1'],
  ['the ternary operator', '$a ? 1 : 2', 'branch 2:1'],
  ['-and', '$null = $a -and $b', 'branch 2:9'],
  ['Where-Object', 'Get-Service | Where-Object -Property Name', 'branch 2:15'],
  [
    'a block that calls something',
    'Get-Service | ForEach-Object -Process { Stop-Service -Name $_.Name }',
    'branch 2:39',
  ],
  ['a block that keeps something', 'Get-Service | ForEach-Object -Process { $a = $_ }', 'branch 2:39'],
  ['a block for something else', 'Get-Service | Sort-Object -Property { $_.Name }', 'branch 2:37'],
  ['a variable of the module', '$script:a = 1', 'state 2:1'],
  ['a function of the module', 'Get-Own', 'command 2:1'],
  ['a program by its bare name', 'sc.exe query', 'program 2:1'],
  [
    'a program that is not listed',
    "$tool = Join-Path -Path ([System.Environment]::SystemDirectory) -ChildPath 'cmd.exe'\n$null | & $tool",
    'made-code 3:9',
  ],
  ['a program that reads the input of the shell', `${program}\n& $tool 'query'`, 'program-input 3:1'],
  ['a web cmdlet', "Invoke-RestMethod -Uri 'http://a'", 'network 2:1'],
  ['a web client', '$a = [System.Net.Http.HttpClient]::new()', 'type 2:6'],
  ['more lines than fit', '# a\n'.repeat(15).trimEnd(), 'too-long 1:1'],
  ['more statements than fit', '1; 2; 3; 4; 5; 6; 7; 8; 9', 'too-long 1:1'],
];

/** Scripts with a place and a list of their own, and what stands in a wrong place. */
const places: readonly (readonly [title: string, files: Files, ...findings: string[]])[] = [
  [
    'an adapter with two functions',
    { [adapterFile]: 'function Read-Thing { 1 }\nfunction Read-Other { 2 }\n' },
    'one-function 1:1',
  ],
  ['an adapter with the name of another', { [adapterFile]: 'function Read-Other { 1 }\n' }, 'one-function 1:1'],
  [
    'an adapter that does something when it is loaded',
    { [adapterFile]: 'function Read-Thing { 1 }\n$a = 1\n' },
    'one-function 1:1',
  ],
  ['a script in no room', { 'Tools/A.ps1': '$a = 1' }, 'place 1:1'],
  ['an adapter in a folder of no edition', { 'Private/Adapters/Other/Read-Thing.ps1': adapter('1') }, 'place 1:1'],
  ['a program beside the scripts', { 'tool.exe': '' }, 'place 1:1'],
  ['a manifest that runs something', { 'A.psd1': '@{ A = Get-Service }' }, 'manifest 1:1'],
  ['a loader that loads what a variable names', { 'A.psm1': 'param([string] $A)\n. $A' }, 'made-code 2:1'],
  ['a loader that reads a file', { 'A.psm1': "[System.IO.File]::ReadAllText('a')" }, 'type 1:1'],
  ['a serve.ps1 that asks for a service', { 'serve.ps1': 'Get-Service' }, 'command 1:1'],
  [
    'a serve.ps1 that makes a script',
    { 'serve.ps1': '$a = [powershell]::Create()\n$a.AddScript($b)' },
    'method 2:4',
    'made-code 2:1',
  ],
  ['a serve.ps1 that changes the environment', { 'serve.ps1': "$env:PATH = 'a'" }, 'variable 1:1'],
];

const good: readonly (readonly [title: string, files: Files])[] = [
  [
    'values that are made of values',
    {
      'Private/A.ps1':
        'function Get-A { param([scriptblock] $B) $c = [System.Convert]::ToBase64String($d); & $B; $c.Trim() -as [int] }\nfunction Get-B { Get-A -B { 1 } | Select-Object -First 1 }',
    },
  ],
  [
    'a call of an adapter',
    { 'Public/Get-A.ps1': 'function Get-A { Read-Thing }', [adapterFile]: adapter('Get-Service') },
  ],
  [
    'an adapter that shapes what it got',
    { [adapterFile]: adapter('Get-Service | ForEach-Object -Process { [pscustomobject]@{ Name = $_.Name } }') },
  ],
  [
    'an adapter that runs a program',
    { [adapterFile]: adapter(`${program}\n$null = $null | & $tool 'query'\nreturn $LASTEXITCODE`) },
  ],
  ['COM in an adapter', { [adapterFile]: adapter("New-Object -ComObject 'Shell.Application'") }],
  [
    'a loader of files of a folder',
    { 'A.psm1': "foreach ($file in [System.IO.Directory]::GetFiles('a', '*.ps1')) { . $file }" },
  ],
];

interface Row {
  readonly title: string;
  readonly files: Files;
  readonly findings: readonly string[];
}
const inFile = (file: string, fixtures: readonly Fixture[], wrap = (script: string): string => script): Row[] =>
  fixtures.map(([title, script, ...findings]) => ({ title, files: { [file]: wrap(script) }, findings }));
const groups = {
  pure: inFile('Private/Fixture.ps1', pure),
  made: inFile('Private/Fixture.ps1', made),
  adapters: inFile(adapterFile, adapters, adapter).map((row) => ({
    ...row,
    files: { ...row.files, 'Private/Own.ps1': 'function Get-Own { 1 }' },
  })),
  places: places.map(([title, files, ...findings]) => ({ title, files, findings })),
  good: good.map(([title, files]) => ({ title, files, findings: [] })),
};
const all: readonly Row[] = Object.values(groups).flat();

describe.skipIf(pwsh === undefined)(`the check for contact${notRun}`, () => {
  let found: string[][] = [];
  beforeAll(() => {
    const modules = writeModules(all.map(({ files }) => files));
    found = runCheck({ check: 'contact', roots: modules.roots }).map((findings) => findings.map(place));
    modules.remove();
  }, checkTimeoutMs);
  const expectRow = (row: Row): void => {
    expect((found[all.indexOf(row)] ?? []).toSorted()).toEqual([...row.findings].toSorted());
  };

  it.each(groups.pure)('refuses outside of adapters: $title', expectRow);
  it.each(groups.made)('refuses code that is made from a text: $title', expectRow);
  it.each(groups.adapters)('refuses in an adapter: $title', expectRow);
  it.each(groups.places)('refuses $title', expectRow);
  it.each(groups.good)('accepts $title', expectRow);
});

describe.skipIf(pwsh === undefined)(`the PowerShell module${notRun}`, () => {
  it(
    'speaks to Windows in adapters alone and makes nothing from a text',
    () => {
      expect(runCheck({ check: 'contact', roots: [moduleFolder] })).toEqual([[]]);
    },
    checkTimeoutMs,
  );
});
