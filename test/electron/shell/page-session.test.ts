import { expect, it, vi } from 'vitest';

const asked = vi.hoisted(() => [] as unknown[][]);
vi.mock('electron', () => ({ session: { fromPartition: (...given: unknown[]) => asked.push(given) } }));

const { pagePartition, pageSession } = await import('../../../electron/shell/page-session');

it('the session of our window lives in memory and keeps no cache', () => {
  pageSession();
  expect(asked).toEqual([[pagePartition, { cache: false }]]);
  // Electron: an empty name is the default session, one with this beginning is kept on disk.
  expect(pagePartition).toMatch(/^(?!persist:)./);
});
