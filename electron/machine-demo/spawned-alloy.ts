/** Alloy as a child of the service host: the way of an unpackaged app. */
import { spawn } from 'node:child_process';
import type { StartAlloy } from './alloy-process';

export const spawnAlloy: StartAlloy = ({ file, args, cwd, environment }, onOutput) => {
  const child = spawn(file, [...args], {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    shell: false,
  });
  child.stdout.on('data', onOutput);
  child.stderr.on('data', onOutput);
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      onOutput(Buffer.from(`Error: ${error.message}\n`));
      if (child.pid === undefined) resolve(-1);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 1 : 2)));
  });
  return {
    processId: Promise.resolve(child.pid),
    ended,
    askToEnd: () => void child.kill('SIGINT'),
    kill: () => void child.kill('SIGKILL'),
  };
};
