import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: {}, dialog: {} }));
const { deathMessage } = await import('../../../electron/shell/renderer-death');

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
