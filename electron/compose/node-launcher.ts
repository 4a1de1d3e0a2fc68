/** The launcher of programs: absolute files, arguments as values, never a shell. */
import { spawn } from 'node:child_process';
import type { ProgramLauncher } from '../machine-demo/program-launcher';

export const nodeLauncher: ProgramLauncher = {
  startDetached(file, args, { cwd, environment }) {
    const child = spawn(file, [...args], {
      cwd,
      env: { ...process.env, ...environment },
      detached: true,
      stdio: 'ignore',
      windowsHide: true,
      shell: false,
    });
    child.on('error', () => undefined);
    child.unref();
    if (child.pid === undefined) throw new Error(`could not start ${file}`);
    return child.pid;
  },
};
