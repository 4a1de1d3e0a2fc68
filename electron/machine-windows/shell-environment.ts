/**
 * The environment of a shell, built and not inherited: what a user may have set for themselves would otherwise run
 * elevated (profilers of .NET, module folders, another executable for node-powershell).
 */
import path from 'node:path';

/** Machine-wide names that programs of Windows need; everything else stays outside. */
const passedOn = [
  'SystemRoot',
  'windir',
  'SystemDrive',
  'ComSpec',
  'ProgramData',
  'ProgramFiles',
  'ProgramFiles(x86)',
  'ProgramW6432',
  'CommonProgramFiles',
  'ALLUSERSPROFILE',
  'COMPUTERNAME',
  'USERNAME',
  'USERDOMAIN',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'NUMBER_OF_PROCESSORS',
  'OS',
  'PROCESSOR_ARCHITECTURE',
  'TEMP',
  'TMP',
];

/** Without escape codes in the output, and without talking home. */
const quiet = {
  TERM: 'dumb',
  NO_COLOR: '1',
  POWERSHELL_TELEMETRY_OPTOUT: '1',
  POWERSHELL_UPDATECHECK: 'Off',
};

export function shellEnvironment(
  platform: NodeJS.Platform,
  inherited: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  if (platform !== 'win32') {
    const kept = ['HOME', 'TMPDIR'].flatMap((name) => (inherited[name] === undefined ? [] : [[name, inherited[name]]]));
    return { ...Object.fromEntries(kept), PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', ...quiet };
  }
  const names = new Map(Object.entries(inherited).map(([name, value]) => [name.toLowerCase(), value]));
  const kept = passedOn.flatMap((name) => {
    const value = names.get(name.toLowerCase());
    return value === undefined ? [] : [[name, value]];
  });
  const root = names.get('systemroot') ?? 'C:\\Windows';
  const system = path.win32.join(root, 'System32');
  return {
    ...Object.fromEntries(kept),
    PATH: [system, root, path.win32.join(system, 'Wbem'), path.win32.join(system, 'WindowsPowerShell', 'v1.0')].join(
      ';',
    ),
    PATHEXT: '.COM;.EXE;.BAT;.CMD',
    PSModulePath: path.win32.join(system, 'WindowsPowerShell', 'v1.0', 'Modules'),
    ...quiet,
  };
}
