import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseRunArguments } from '../../shared/command-line/run-arguments';
import { isAbsoluteWindowsPath, type DemoPaths } from './demo-paths';
import type { ServiceRecord } from './machine-record';

/** The service's arguments as the program on this host needs them: Windows paths become files of the demo computer. */
export function realArguments(args: readonly string[], paths: DemoPaths, programPath: string): string[] {
  const { configPath } = parseRunArguments(args);
  return args.map((argument) => {
    if (argument === configPath) return paths.real(argument, programPath);
    const equals = argument.startsWith('--') ? argument.indexOf('=') : -1;
    return argument.slice(0, equals + 1) + realValue(argument.slice(equals + 1), paths);
  });
}

function realValue(value: string, paths: DemoPaths): string {
  return isAbsoluteWindowsPath(value) ? paths.real(value) : value;
}

/** The working folder of the program: where it lies, as on Windows. */
export function programFolder(paths: DemoPaths, { programPath }: Pick<ServiceRecord, 'programPath'>): string {
  const folder = path.dirname(paths.real(programPath));
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * `NAME=value` lines as a map, their Windows paths as files of the demo computer. Later ones win, upper or lower case
 * apart or not, and what is no such line is left out: recorded of the real wrapper.
 */
export function environmentOf(lines: readonly string[], paths: DemoPaths): Record<string, string> {
  const pairs = new Map<string, readonly [string, string]>();
  for (const line of lines) {
    const equals = line.indexOf('=');
    if (equals < 1) continue;
    const name = line.slice(0, equals);
    pairs.set(name.toUpperCase(), [name, realValue(line.slice(equals + 1), paths)]);
  }
  return Object.fromEntries(pairs.values());
}
