/** Ends a process and everything it has started; a shell that is killed alone leaves its children behind. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Resolves when the system has been told; safe when the process is gone. */
export function killTree(processId: number, platform: NodeJS.Platform, systemRoot = 'C:\\Windows'): Promise<void> {
  if (platform === 'win32') {
    const taskkill = path.win32.join(systemRoot, 'System32', 'taskkill.exe');
    return new Promise((resolve) => {
      execFile(taskkill, ['/pid', String(processId), '/t', '/f'], { windowsHide: true }, () => resolve());
    });
  }
  // The shell first, so that it starts nothing more while its children are ended.
  for (const id of [processId, ...descendantsOf(processId)]) killOne(id);
  return Promise.resolve();
}

function killOne(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

function descendantsOf(processId: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const found: number[] = [];
  const look = (id: number): void => {
    for (const [child, parent] of parents) {
      if (parent !== id || found.includes(child)) continue;
      found.push(child);
      look(child);
    }
  };
  look(processId);
  return found;
}

function parentOf(processId: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
