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
      const facet = await folders();
      const content = Buffer.from([0, 255, 10, 13, 239, 187, 191]);
      expect(await facet.write('journal', 'a.json', content)).toMatchObject({
        ok: true,
        value: { name: 'a.json', sizeBytes: 7 },
      });
      const back = await facet.read('journal', 'a.json');
      expect(back.ok && Buffer.from(back.value)).toEqual(content);
    });

    it('replaces a file whole', async () => {
      const facet = await folders();
      await facet.write('journal', 'a.json', bytes('a long first text'));
      await facet.write('journal', 'a.json', bytes('short'));
      const back = await facet.read('journal', 'a.json');
      expect(back.ok && text(back.value)).toBe('short');
    });

    it('keeps the folders apart', async () => {
      const facet = await folders();
      await facet.write('backups', 'a.alloy', bytes('x'));
      expect(await facet.read('journal', 'a.alloy')).toMatchObject({
        ok: false,
        failure: { code: 'not-found', reason: 'file-not-found' },
      });
    });

    it('is empty before anything was written', async () => {
      const facet = await folders();
      expect(await facet.list('staging')).toEqual({ ok: true, value: [] });
    });

    it('lists in order of name, with sizes', async () => {
      const facet = await folders();
      for (const entry of ['b.json', 'a.json', 'c.json']) await facet.write('journal', entry, bytes(entry));
      const listed = await facet.list('journal');
      expect(listed.ok && listed.value.map((entry) => [entry.name, entry.sizeBytes])).toEqual([
        ['a.json', 6],
        ['b.json', 6],
        ['c.json', 6],
      ]);
    });

    it('removes a file, and is content when it is gone already', async () => {
      const facet = await folders();
      await facet.write('journal', 'a.json', bytes('x'));
      expect(await facet.remove('journal', 'a.json')).toMatchObject({ ok: true });
      expect(await facet.remove('journal', 'a.json')).toMatchObject({ ok: true });
      expect(await facet.list('journal')).toEqual({ ok: true, value: [] });
    });

    it('refuses every name that could lead somewhere else', async () => {
      const facet = await folders();
      for (const refused of refusedNames) {
        for (const answer of [
          await facet.write('journal', refused, bytes('x')),
          await facet.read('journal', refused),
          await facet.remove('journal', refused),
        ]) {
          expect(answer).toMatchObject({
            ok: false,
            failure: { code: 'invalid-request', reason: 'file-name-refused' },
          });
        }
      }
    });

    it('carries a megabyte', async () => {
      const facet = await folders();
      const content = Buffer.alloc(1_000_000, 7);
      await facet.write('backups', 'large', content);
      const back = await facet.read('backups', 'large');
      expect(back.ok && Buffer.from(back.value).equals(content)).toBe(true);
    });
  });
}
