/**
 * The environment of a shell, built from a list: what the app itself was started with reaches an elevated PowerShell
 * only where it is named here. No profilers, no proxies, no module folders of the user, no policy by environment.
 */
import { realpathSync } from 'node:fs';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Names that are passed on as they are on Windows. */
const windowsNames = [
  'ProgramFiles',
  'ProgramFiles(x86)',
  'ProgramW6432',
  'CommonProgramFiles',
  'COMPUTERNAME',
  'USERNAME',
  'USERDOMAIN',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'NUMBER_OF_PROCESSORS',
  'OS',
  'PROCESSOR_ARCHITECTURE',
] as const;

/** Where PowerShell 7 of the tests runs; `DOTNET_ROOT` is where its runtime lies. */
const otherNames = ['HOME', 'TMPDIR', 'DOTNET_ROOT'] as const;

/** No escape codes, no telemetry, no question for a newer version. */
const quiet = {
  TERM: 'dumb',
  NO_COLOR: '1',
  POWERSHELL_TELEMETRY_OPTOUT: '1',
  POWERSHELL_UPDATECHECK: 'Off',
};

const usualWindowsFolder = 'C:\\Windows';

/** `windowsFolder` is read on Windows alone; see `findWindowsFolder`. */
export function shellEnvironment(
  platform: NodeJS.Platform,
  given: Environment,
  windowsFolder = usualWindowsFolder,
): Record<string, string> {
  return platform === 'win32' ? onWindows(given, windowsFolder) : elsewhere(given);
}

function onWindows(given: Environment, windowsFolder: string): Record<string, string> {
  const system = path.win32.join(windowsFolder, 'System32');
  const temporary = path.win32.join(windowsFolder, 'Temp');
  const powerShell = path.win32.join(system, 'WindowsPowerShell', 'v1.0');
  const drive = path.win32.parse(windowsFolder).root.slice(0, 2);
  return {
    ...passedOn(given, windowsNames),
    SystemRoot: windowsFolder,
    windir: windowsFolder,
    SystemDrive: drive,
    // A person can set these for their own programs, elevated ones included; what lies there would then be theirs.
    ProgramData: `${drive}\\ProgramData`,
    ALLUSERSPROFILE: `${drive}\\ProgramData`,
    // The person's own, or wherever a variable of theirs points, is open to programs without rights. In this one they may
    // make files, but neither list it nor touch those of an administrator.
    TEMP: temporary,
    TMP: temporary,
    ComSpec: path.win32.join(system, 'cmd.exe'),
    PATH: [system, windowsFolder, path.win32.join(system, 'Wbem'), powerShell].join(';'),
    PATHEXT: '.COM;.EXE;.BAT;.CMD',
    PSModulePath: path.win32.join(powerShell, 'Modules'),
    ...quiet,
  };
}

function elsewhere(given: Environment): Record<string, string> {
  return { LC_ALL: 'C.UTF-8', ...passedOn(given, otherNames), PATH: '/usr/bin:/bin', ...quiet };
}

function passedOn(given: Environment, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = valueOf(given, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Windows does not tell upper from lower case in a name, and a copied environment does. */
function valueOf(given: Environment, name: string): string | undefined {
  const key = Object.keys(given).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : given[key];
}

/** Windows resolves this name itself, whatever the environment says. */
const kernelsName = '\\\\?\\GLOBALROOT\\SystemRoot';

/** The folder of Windows as Windows names it; where it does not answer, the usual one. Never as the environment claims. */
export function findWindowsFolder(resolve: (name: string) => string = (name) => realpathSync.native(name)): string {
  try {
    const known = resolve(kernelsName).replace(/^\\\\\?\\/, '');
    return /^[A-Za-z]:\\[^\\]+$/.test(known) ? known : usualWindowsFolder;
  } catch {
    // Not every file system of Windows lets itself be asked this way.
    return usualWindowsFolder;
  }
}

/** Windows PowerShell 5.1, which every Windows has. */
export function windowsPowerShell(windowsFolder: string): string {
  return path.win32.join(windowsFolder, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
}
