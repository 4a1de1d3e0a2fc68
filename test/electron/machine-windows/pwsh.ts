/** Real PowerShell for the tests: Windows' own, or the one that `dotnet tool restore` brings; nothing where it cannot be had. */
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { powerShellPath } from '../../../build/ensure-powershell.mjs';
import { root } from '../../../build/run.mjs';

function find(): string | undefined {
  const executable = powerShellPath();
  // A single test file, run before `npm test` has ever been.
  if (!existsSync(executable)) spawnSync('dotnet', ['tool', 'restore'], { cwd: root, stdio: 'ignore' });
  return existsSync(executable) ? executable : undefined;
}

/** Undefined where PowerShell cannot be had: suites that need it are then NOT RUN, and say so in their title. */
export const pwsh: string | undefined = find();

export const notRun = pwsh === undefined ? ' (NOT RUN: no PowerShell here)' : '';
