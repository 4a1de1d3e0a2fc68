import { describe, expect, it } from 'vitest';
import { enterSystemFolder } from '../../../electron/compose/working-folder';
import { MachineRefusal } from '../../../electron/machine/machine-refusal';

/** Records the folders that are entered; `failure` is what the system says to it. */
function aSystem(failure?: Error) {
  const entered: string[] = [];
  const change = (folder: string): void => {
    if (failure) throw failure;
    entered.push(folder);
  };
  return { entered, change };
}

describe('the working folder of the app', () => {
  it('is on Windows the system folder, in the folder that Windows itself names', () => {
    const { entered, change } = aSystem();
    expect(enterSystemFolder('win32', { windowsFolder: () => 'D:\\WINDOWS', change })).toBeUndefined();
    expect(entered).toEqual(['D:\\WINDOWS\\System32']);
  });

  it.each(['linux', 'darwin'] as const)('stays elsewhere where the person was: %s', (platform) => {
    const { entered, change } = aSystem();
    const windowsFolder = (): string => {
      throw new Error('nobody asks');
    };
    expect(enterSystemFolder(platform, { windowsFolder, change })).toBeUndefined();
    expect(entered).toEqual([]);
  });

  it('that cannot be entered is a refusal with the folder, the cause and the next step', () => {
    const { change } = aSystem(Object.assign(new Error('EPERM: operation not permitted, chdir'), { code: 'EPERM' }));
    const refusal = enterSystemFolder('win32', { windowsFolder: () => 'C:\\Windows', change });
    expect(refusal).toBeInstanceOf(MachineRefusal);
    expect(refusal?.message).toContain('C:\\Windows\\System32 (EPERM)');
    expect(refusal?.message).toContain('Restart the computer and start Alloy Desk again');
  });
});
