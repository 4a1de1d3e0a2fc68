import { afterEach, describe, expect, it } from 'vitest';
import type { ProtectedFolders } from '../../electron/machine/folders';
import { bytes, text, type MachineUnderTest, type MakeMachine } from './harness';

/** Names that would lead somewhere else, or that Windows keeps for itself. */
const refusedNames = [
  '',
  '.',
  '..',
  '../a',
  '..\\a',
  'a/b',
  'a\\b',
  'C:',
  'a:b',
  'a\0b',
  '.hidden',
  '-a',
  'a b',
  'ä',
  'x'.repeat(101),
];

export function describeFoldersContract(name: string, make: MakeMachine): void {
  describe(`the protected folders facet (${name})`, () => {
    let under: MachineUnderTest;
    afterEach(() => under.cleanup());
    const folders = async (): Promise<ProtectedFolders> => (under = await make('absent')).machine.folders;

    it('reads back what was written', async () => {
      const { write, read } = bound(await folders());
      const content = Buffer.from([0, 255, 10, 13, 239, 187, 191]);
      expect(await write('journal', 'a.json', content)).toMatchObject({
        ok: true,
        value: { name: 'a.json', sizeBytes: 7 },
      });
      const back = await read('journal', 'a.json');
      expect(back.ok && Buffer.from(back.value)).toEqual(content);
    });

    it('replaces a file whole', async () => {
      const { write, read } = bound(await folders());
      await write('journal', 'a.json', bytes('a long first text'));
      await write('journal', 'a.json', bytes('short'));
      const back = await read('journal', 'a.json');
      expect(back.ok && text(back.value)).toBe('short');
    });

    it('keeps the folders apart', async () => {
      const { write, read } = bound(await folders());
      await write('backups', 'a.alloy', bytes('x'));
      expect(await read('journal', 'a.alloy')).toMatchObject({
        ok: false,
        failure: { code: 'not-found', reason: 'file-not-found' },
      });
    });

    it('is empty before anything was written', async () => {
      const { list } = bound(await folders());
      expect(await list('staging')).toEqual({ ok: true, value: [] });
    });

    it('lists in order of name, with sizes', async () => {
      const { write, list } = bound(await folders());
      for (const entry of ['b.json', 'a.json', 'c.json']) await write('journal', entry, bytes(entry));
      const listed = await list('journal');
      expect(listed.ok && listed.value.map((entry) => [entry.name, entry.sizeBytes])).toEqual([
        ['a.json', 6],
        ['b.json', 6],
        ['c.json', 6],
      ]);
    });

    it('removes a file, and is content when it is gone already', async () => {
      const { write, remove, list } = bound(await folders());
      await write('journal', 'a.json', bytes('x'));
      expect(await remove('journal', 'a.json')).toMatchObject({ ok: true });
      expect(await remove('journal', 'a.json')).toMatchObject({ ok: true });
      expect(await list('journal')).toEqual({ ok: true, value: [] });
    });

    it('refuses every name that could lead somewhere else', async () => {
      const { write, read, remove } = bound(await folders());
      for (const refused of refusedNames) {
        for (const answer of [
          await write('journal', refused, bytes('x')),
          await read('journal', refused),
          await remove('journal', refused),
        ]) {
          expect(answer).toMatchObject({
            ok: false,
            failure: { code: 'invalid-request', reason: 'file-name-refused' },
          });
        }
      }
    });

    it('carries a megabyte', async () => {
      const { write, read } = bound(await folders());
      const content = Buffer.alloc(1_000_000, 7);
      await write('backups', 'large', content);
      const back = await read('backups', 'large');
      expect(back.ok && Buffer.from(back.value).equals(content)).toBe(true);
    });
  });
}

function bound(facet: ProtectedFolders): ProtectedFolders {
  return {
    write: (...args) => facet.write(...args),
    read: (...args) => facet.read(...args),
    list: (...args) => facet.list(...args),
    remove: (...args) => facet.remove(...args),
  };
}
