import { spawn, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  bootIdentity,
  isProcessAlive,
  isSameIdentity,
  isProvenAlive,
  isSameProcessAlive,
  processIdentity,
  signalProcess,
} from '../../../electron/machine-demo/process-observation';
import { eventually } from '../../contract/harness';

describe('a process id', () => {
  it('is alive while its process is, and not afterwards', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    const processId = child.pid ?? 0;
    expect(await isProcessAlive(processId)).toBe(true);
    signalProcess(processId, 'SIGKILL');
    await eventually(
      () => isProcessAlive(processId),
      (isAlive) => !isAlive,
    );
    expect(() => signalProcess(processId, 'SIGKILL')).not.toThrow();
  });

  it('is the same process only with the same identity', async () => {
    const identity = await processIdentity(process.pid);
    expect(await isSameProcessAlive(process.pid, identity)).toBe(true);
    expect(await isSameProcessAlive(process.pid, 'of another one')).toBe(false);
  });

  it('proves nothing where only the boot was noted, or nothing at all', async () => {
    expect(await isProvenAlive(process.pid, bootIdentity())).toBe(false);
    expect(await isProvenAlive(process.pid, undefined)).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is proven by the start of its process', async () => {
    expect(await isProvenAlive(process.pid, await processIdentity(process.pid))).toBe(true);
    expect(await isProvenAlive(process.pid, 'of another one')).toBe(false);
  });

  it('is nobody once it has ended', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    expect(await isSameProcessAlive(pid, undefined)).toBe(false);
  });
});

describe('the boot as an identity', () => {
  const day = 86_400_000;

  it('is the same as long as the computer runs, also when its clock is corrected a little', () => {
    const noted = bootIdentity(10 * day, 3_600);
    expect(isSameIdentity(noted, bootIdentity(10 * day + 1_800_000, 5_400))).toBe(true);
    expect(isSameIdentity(noted, bootIdentity(10 * day + 1_801_500, 5_400))).toBe(true);
  });

  it('is another one after the computer was started again', () => {
    expect(isSameIdentity(bootIdentity(10 * day, 3_600), bootIdentity(10 * day + 900_000, 60))).toBe(false);
  });
});
