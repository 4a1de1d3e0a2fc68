import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const system = Object.assign(new EventEmitter(), { quit: vi.fn<() => void>() });
const showMessageBox = vi.fn<(options: { message: string }) => Promise<{ response: number }>>();
vi.mock('electron', () => ({ app: system, dialog: { showMessageBox } }));
const { deathMessage, watchForDeath } = await import('../../../electron/shell/renderer-death');

describe('the message about a dead window', () => {
  it('names application control and network drives when the sandboxed process could not be created', () => {
    const { message, detail } = deathMessage({ reason: 'launch-failed', exitCode: 18 });
    expect(message).toBe('Windows did not let Alloy Desk start its window.');
    expect(detail).toMatch(/AppLocker[\s\S]*network drive[\s\S]*Nothing on this computer was changed[\s\S]*code 18/);
  });

  it('names the permissions of the folder for every other start that fails', () => {
    expect(deathMessage({ reason: 'launch-failed', exitCode: -2147483645 }).detail).toMatch(
      /Permissions[\s\S]*-2147483645/,
    );
  });

  it('says of a crash that a running change goes on', () => {
    expect(deathMessage({ reason: 'crashed', exitCode: 5 }).detail).toContain('A change that is running goes on');
  });

  it.each(['launch-failed', 'crashed', 'oom'] as const)('offers a way out of %s', (reason) => {
    expect(deathMessage({ reason, exitCode: 1 }).buttons).toHaveLength(2);
  });
});

describe('a window that dies', () => {
  const openAgain = { response: 0 };
  const close = { response: 1 };
  const openWindow = vi.fn<() => Promise<void>>();
  let open: () => Promise<void>;

  beforeEach(() => {
    system.removeAllListeners();
    system.quit.mockReset();
    showMessageBox.mockReset().mockResolvedValue(close);
    openWindow.mockReset().mockResolvedValue();
    open = watchForDeath({ openWindow, log: () => undefined });
  });

  const dies = (reason: string): boolean => system.emit('render-process-gone', {}, {}, { reason, exitCode: 18 });
  const messages = (): string[] => showMessageBox.mock.calls.map(([{ message }]) => message);
  const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

  it('is opened again when the person says so', async () => {
    showMessageBox.mockResolvedValueOnce(openAgain);
    dies('crashed');
    await settle();
    expect([openWindow.mock.calls.length, system.quit.mock.calls.length]).toEqual([1, 0]);
  });

  it('ends the app when the person closes the message', async () => {
    dies('crashed');
    await settle();
    expect([openWindow.mock.calls.length, system.quit.mock.calls.length]).toEqual([0, 1]);
  });

  it('is asked about again when the window that was opened in its place dies while it opens', async () => {
    showMessageBox.mockResolvedValueOnce(openAgain);
    openWindow.mockImplementationOnce(() => {
      dies('launch-failed');
      return new Promise(() => undefined);
    });
    dies('launch-failed');
    await settle();
    expect(messages()).toEqual(Array(2).fill('Windows did not let Alloy Desk start its window.'));
    expect(system.quit).toHaveBeenCalledOnce();
  });

  it('ends the app with a message when it cannot be opened again', async () => {
    showMessageBox.mockResolvedValueOnce(openAgain);
    openWindow.mockRejectedValueOnce(new Error('ERR_FAILED'));
    dies('crashed');
    await settle();
    expect(messages()).toEqual([
      'The window of Alloy Desk ended unexpectedly.',
      'The window of Alloy Desk could not be opened.',
    ]);
    expect(system.quit).toHaveBeenCalledOnce();
  });

  it('is told once when the new window dies and its page fails with it', async () => {
    showMessageBox.mockResolvedValueOnce(openAgain);
    openWindow.mockImplementationOnce(async () => {
      dies('launch-failed');
      throw new Error('ERR_FAILED');
    });
    dies('launch-failed');
    await settle();
    expect(messages()).toHaveLength(2);
    expect(system.quit).toHaveBeenCalledOnce();
  });

  it('at the very start is told once, with its cause', async () => {
    openWindow.mockImplementationOnce(async () => {
      dies('launch-failed');
      throw new Error('ERR_FAILED');
    });
    await open();
    await settle();
    expect(messages()).toEqual(['Windows did not let Alloy Desk start its window.']);
    expect(system.quit).toHaveBeenCalledOnce();
  });

  it('ends the app even where no message can be shown', async () => {
    showMessageBox.mockRejectedValue(new Error('no display'));
    dies('crashed');
    await settle();
    expect(system.quit).toHaveBeenCalledOnce();
  });
});
