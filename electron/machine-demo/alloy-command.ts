import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { isAbsoluteWindowsPath, type DemoPaths } from './demo-paths';
import type { ServiceRecord } from './machine-record';

/** The service's arguments as the program on this host needs them: Windows paths become files of the demo computer. */
export function realArguments(args: readonly string[], paths: DemoPaths, programPath: string): string[] {
  return args.map((argument) => {
    if (isAbsoluteWindowsPath(argument)) return paths.real(argument, programPath);
    const equals = argument.startsWith('--') ? argument.indexOf('=') : -1;
    const value = argument.slice(equals + 1);
    if (equals < 0 || !isAbsoluteWindowsPath(value)) return argument;
    return `${argument.slice(0, equals)}=${paths.real(value, programPath)}`;
  });
}

/** The working folder of the program: where it lies, as on Windows. */
export function programFolder(paths: DemoPaths, { programPath }: Pick<ServiceRecord, 'programPath'>): string {
  const folder = path.dirname(paths.real(programPath));
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** `NAME=value` lines as a map; later ones win, as with the real wrapper. */
export function environmentOf(lines: readonly string[]): Record<string, string> {
  const pairs = lines
    .filter((line) => line.indexOf('=') > 0)
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return Object.fromEntries(pairs) as Record<string, string>;
}
