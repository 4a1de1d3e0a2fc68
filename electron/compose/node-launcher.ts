/** The launcher of an unpackaged app: absolute files, arguments as values, never a shell; what it starts outlives it. */
import { spawn } from 'node:child_process';
import type { ProgramLauncher } from '../machine-demo/program-launcher';

export const nodeLauncher: ProgramLauncher = {
  outlivesApp: true,
  start: async (file, args, { cwd, environment }) => {
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
