/** Real PowerShell for the tests: the executable that `dotnet tool restore` brings, or nothing where it cannot be had. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';

const root = path.resolve(import.meta.dirname, '../../..');

function find(): string | undefined {
  if (process.platform === 'win32') {
    return path.win32.join(
      process.env['SystemRoot'] ?? 'C:\\Windows',
      'System32',
      'WindowsPowerShell',
      'v1.0',
      'powershell.exe',
    );
  }
  const manifest = JSON.parse(readFileSync(path.join(root, '.config', 'dotnet-tools.json'), 'utf8')) as {
    tools: { powershell: { version: string } };
  };
  const { version } = manifest.tools.powershell;
  const packages = process.env['NUGET_PACKAGES'] ?? path.join(homedir(), '.nuget', 'packages');
  // The real program: the one on the tool's path only starts a program that starts it.
  const executable = path.join(packages, 'powershell', version, 'tools', 'net10.0', 'any', 'unix', 'pwsh');
  if (!existsSync(executable)) spawnSync('dotnet', ['tool', 'restore'], { cwd: root, stdio: 'ignore' });
  return existsSync(executable) ? executable : undefined;
}

/** Undefined where PowerShell cannot be had: suites that need it are then NOT RUN, and say so in their title. */
export const pwsh: string | undefined = find();

export const notRun = pwsh === undefined ? ' (NOT RUN: no PowerShell here)' : '';
