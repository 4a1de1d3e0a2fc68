import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { maxConfigBytes, type ConfigFile } from '../../electron/machine/config-file';
import { bytes, text, type MachineUnderTest, type MakeMachine } from './harness';

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const former = 'logging {\n\tlevel = "info"\n}\n';
const wanted = '// ä 日本語 😀\nlogging {\n\tlevel = "warn"\n}\n';

export function describeConfigFileContract(name: string, make: MakeMachine): void {
  describe(`the configuration file facet (${name})`, () => {
    let under: MachineUnderTest;
    afterEach(() => under.cleanup());
    const file = async (content?: string | Uint8Array): Promise<ConfigFile> => {
      under = await make('installed');
      await under.putConfigBytes(typeof content === 'string' ? bytes(content) : content);
      return under.machine.configFile;
    };

    it('says that there is no file, and where it would be', async () => {
      const configFile = await file();
      expect(await configFile.read()).toEqual({
        ok: true,
        value: { state: 'absent', path: 'C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy' },
      });
    });

    it('reads the text with its hash and size', async () => {
      const configFile = await file(wanted);
      expect(await configFile.read()).toMatchObject({
        ok: true,
        value: {
          state: 'file',
          text: wanted,
          encoding: 'utf-8',
          sha256: sha256(wanted),
          sizeBytes: bytes(wanted).length,
        },
      });
    });

    it.each([
      ['lf', 'a\nb\n'],
      ['crlf', 'a\r\nb\r\n'],
      ['mixed', 'a\r\nb\n'],
      ['none', 'a'],
    ])('tells line ends apart: %s', async (newline, content) => {
      const configFile = await file(content);
      expect(await configFile.read()).toMatchObject({ ok: true, value: { newline, text: content } });
    });

    it('takes a byte order mark off the text and remembers it', async () => {
      const configFile = await file('\uFEFFlogging { }\n');
      expect(await configFile.read()).toMatchObject({
        ok: true,
        value: { encoding: 'utf-8-bom', text: 'logging { }\n' },
      });
    });

    it.each([
      ['utf-16', Buffer.from('\uFEFFlogging { }', 'utf16le')],
      ['not-utf-8', Buffer.from([0x6c, 0xe4, 0x0a])],
    ])('does not guess at %s', async (encoding, content) => {
      const configFile = await file(content);
      expect(await configFile.read()).toMatchObject({
        ok: true,
        value: { state: 'unreadable-text', encoding, sha256: sha256(content) },
      });
    });

    it('names a directory', async () => {
      const configFile = await file();
      await under.putConfigDirectory();
      expect(await configFile.read()).toMatchObject({ ok: true, value: { state: 'directory' } });
    });

    it('writes where there was nothing', async () => {
      const configFile = await file();
      expect(await configFile.replace(wanted, 'absent')).toMatchObject({
        ok: true,
        value: { state: 'file', text: wanted },
      });
      expect(text(await under.configBytes())).toBe(wanted);
    });

    it('replaces what was expected, as UTF-8 without a mark', async () => {
      const configFile = await file(former);
      expect(await configFile.replace(wanted, sha256(former))).toMatchObject({
        ok: true,
        value: { sha256: sha256(wanted) },
      });
      expect(await under.configBytes()).toEqual(Buffer.from(wanted, 'utf8'));
    });

    it('refuses a stale write and changes nothing', async () => {
      const configFile = await file(former);
      expect(await configFile.replace(wanted, sha256('something else'))).toMatchObject({
        ok: false,
        failure: { code: 'conflict', reason: 'config-changed-meanwhile' },
      });
      expect(text(await under.configBytes())).toBe(former);
    });

    it('refuses to overwrite where nothing was expected', async () => {
      const configFile = await file(former);
      expect(await configFile.replace(wanted, 'absent')).toMatchObject({ ok: false, failure: { code: 'conflict' } });
      expect(text(await under.configBytes())).toBe(former);
    });

    it('refuses to write where a file was expected and none is', async () => {
      const configFile = await file();
      expect(await configFile.replace(wanted, sha256(former))).toMatchObject({
        ok: false,
        failure: { code: 'conflict' },
      });
      expect(await under.configBytes()).toBeUndefined();
    });

    it('leaves nothing beside the file, after a write and after a refusal', async () => {
      const configFile = await file(former);
      const before = await under.besideConfig();
      await configFile.replace(wanted, sha256(former));
      await configFile.replace(wanted, sha256(former));
      expect(await under.besideConfig()).toEqual(before);
    });

    it('keeps the permissions of the file', async ({ skip }) => {
      const configFile = await file(former);
      await under.marksPermissions();
      const before = await under.configPermissions();
      if (before === undefined) return skip('permissions cannot be told here');
      await configFile.replace(wanted, sha256(former));
      expect(await under.configPermissions()).toBe(before);
    });

    it('puts exact bytes back', async () => {
      const original = Buffer.from('\uFEFFlogging {\r\n}\r\n', 'utf8');
      const configFile = await file(wanted);
      await configFile.restore(original, sha256(wanted));
      expect(await under.configBytes()).toEqual(original);
    });

    it('reads exact bytes', async () => {
      const original = Buffer.from('\uFEFFa\r\n', 'utf8');
      const configFile = await file(original);
      const read = await configFile.readBytes();
      expect(read.ok && Buffer.from(read.value)).toEqual(original);
    });

    it('has no bytes where there is no file', async () => {
      const configFile = await file();
      expect(await configFile.readBytes()).toMatchObject({ ok: false, failure: { code: 'not-found' } });
    });

    it('takes the expected file away', async () => {
      const configFile = await file(former);
      expect(await configFile.remove(sha256(former))).toMatchObject({ ok: true, value: { state: 'absent' } });
      expect(await under.configBytes()).toBeUndefined();
    });

    it('does not take another file away', async () => {
      const configFile = await file(former);
      expect(await configFile.remove(sha256(wanted))).toMatchObject({ ok: false, failure: { code: 'conflict' } });
      expect(text(await under.configBytes())).toBe(former);
    });

    it('refuses a text that is too large and changes nothing', async () => {
      const configFile = await file(former);
      expect(await configFile.replace('x'.repeat(maxConfigBytes + 1), sha256(former))).toMatchObject({
        ok: false,
        failure: { code: 'unsupported', reason: 'config-too-large' },
      });
      expect(text(await under.configBytes())).toBe(former);
    });

    it('carries a large text whole', async () => {
      const large = `// ${'ä'.repeat(500_000)}\n`;
      const configFile = await file(former);
      expect(await configFile.replace(large, sha256(former))).toMatchObject({
        ok: true,
        value: { sha256: sha256(large) },
      });
    });

    it('refuses to write into a directory', async () => {
      const configFile = await file();
      await under.putConfigDirectory();
      expect(await configFile.replace(wanted, 'absent')).toMatchObject({
        ok: false,
        failure: { code: 'unsupported', reason: 'config-is-directory' },
      });
    });
  });
}
