import { beforeEach, describe, expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => ({
  done: [] as unknown[],
  isAlone: true,
  isPackaged: true,
  show: (): Promise<{ response: number }> => Promise.resolve({ response: 0 }),
}));
vi.mock('electron', () => ({
  app: {
    get isPackaged() {
      return electron.isPackaged;
    },
    getAppPath: () => '/the/app',
    relaunch: ({ args }: { args: string[] }) => electron.done.push(['relaunch', ...args]),
    requestSingleInstanceLock: () => electron.isAlone,
    quit: () => electron.done.push('quit'),
  },
  dialog: {
    showMessageBox: (...given: unknown[]) => {
      electron.done.push(given.at(-1));
      return electron.show();
    },
  },
  BrowserWindow: { getAllWindows: () => [] },
}));

const { ownProcess } = await import('../../../electron/shell/own-process');

beforeEach(() => {
  electron.done.length = 0;
  electron.show = () => Promise.resolve({ response: 0 });
});

describe('the process of the app', () => {
  it.each([true, false])('says whether it got its place back: %s', (isAlone) => {
    electron.isAlone = isAlone;
    expect(ownProcess.claimInstance()).toBe(isAlone);
  });

  it('gives way to another copy in words, and ends only when they were read', async () => {
    let read: () => void = () => undefined;
    electron.show = () => new Promise((resolve) => (read = () => resolve({ response: 0 })));
    const gone = ownProcess.giveWay();
    expect(electron.done).toEqual([
      expect.objectContaining({ message: 'Alloy Desk was opened a second time.', buttons: ['Close'] }),
    ]);
    read();
    await gone;
    expect(electron.done.at(-1)).toBe('quit');
  });

  it('gives way where nothing can be shown', async () => {
    electron.show = () => Promise.reject(new Error('no display'));
    await ownProcess.giveWay();
    expect(electron.done.at(-1)).toBe('quit');
  });

  it.each([
    [true, ['relaunch', '--demo=fresh']],
    [false, ['relaunch', '/the/app', '--demo=fresh']],
  ])('is started again with its own folder where it is not packaged: packaged %s', (isPackaged, wanted) => {
    electron.isPackaged = isPackaged;
    ownProcess.relaunch(['--demo=fresh']);
    expect(electron.done).toEqual([wanted, 'quit']);
  });
});
