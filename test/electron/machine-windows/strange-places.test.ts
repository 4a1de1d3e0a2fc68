/** Places that somebody else has prepared: nothing is read from them or written to them. */
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { bytes, text, type MachineUnderTest } from '../../contract/harness';
import { StubComputer } from '../../contract/stub-under-test';
import { notRun, pwsh } from './pwsh';

const computer = new StubComputer();
afterAll(() => computer.close());
const own = (): string => path.join(computer.root, 'C', 'ProgramData', 'AlloyDesk');

describe.skipIf(pwsh === undefined)(`a folder for the journal${notRun}`, () => {
  let under: MachineUnderTest;
  beforeEach(async () => {
    under = await computer.make('installed');
  });

  const refused = { ok: false, failure: { code: 'conflict' } };

  it('that another person has made is not used', async () => {
    mkdirSync(own(), { recursive: true });
    computer.arrange({}, { foreignFolders: ['C:\\ProgramData\\AlloyDesk'] });
    expect(await under.machine.folders.write('journal', 'a.json', bytes('{}'))).toMatchObject(refused);
    expect(readdirSync(own())).toEqual([]);
  });

  it('that others may enter is not used', async () => {
    mkdirSync(path.join(own(), 'journal'), { recursive: true });
    computer.arrange({}, { openFolders: ['C:\\ProgramData\\AlloyDesk\\journal'] });
    expect(await under.machine.folders.write('journal', 'a.json', bytes('{}'))).toMatchObject(refused);
    expect(await under.machine.folders.list('journal')).toMatchObject(refused);
  });

  it.each(['AlloyDesk', 'AlloyDesk\\journal'])(
    'is named, with the one above it, when %s is the cause',
    async (foreign) => {
      mkdirSync(path.join(own(), 'journal'), { recursive: true });
      computer.arrange({}, { foreignFolders: [`C:\\ProgramData\\${foreign}`] });
      expect(await under.machine.folders.list('journal')).toMatchObject({
        failure: { reason: 'folder-not-protected', params: { path: '%ProgramData%\\AlloyDesk', folder: 'journal' } },
      });
    },
  );

  it('that leads elsewhere is not used', async () => {
    const elsewhere = path.join(computer.root, 'elsewhere');
    mkdirSync(elsewhere);
    mkdirSync(path.dirname(own()), { recursive: true });
    symlinkSync(elsewhere, own());
    expect(await under.machine.folders.write('journal', 'a.json', bytes('{}'))).toMatchObject(refused);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('has files that are no links', async () => {
    await under.machine.folders.write('journal', 'a.json', bytes('{}'));
    const secret = path.join(computer.root, 'secret');
    writeFileSync(secret, 'secret');
    const file = path.join(own(), 'journal', 'a.json');
    rmSync(file);
    symlinkSync(secret, file);
    expect(await under.machine.folders.read('journal', 'a.json')).toMatchObject(refused);
  });
});

describe.skipIf(pwsh === undefined)(`a configuration${notRun}`, () => {
  it('that an editor saves in the last moment before the swap keeps the editor’s text', async () => {
    const under = await computer.make('installed');
    await under.putConfigBytes(bytes('// former\n'));
    const former = await under.machine.configFile.read();
    computer.arrange({}, { savedMeanwhile: '// by an editor\n' });
    const expected = former.ok && former.value.state === 'file' ? former.value.sha256 : 'absent';
    expect(await under.machine.configFile.replace('// ours\n', expected)).toMatchObject({
      ok: false,
      failure: { code: 'conflict', reason: 'config-changed-meanwhile' },
    });
    expect(text(await under.configBytes())).toBe('// by an editor\n');
    expect((await under.besideConfig()).filter((name) => name.startsWith('.alloydesk-'))).toEqual([]);
  });

  it('that leads elsewhere is neither read nor replaced', async () => {
    const under = await computer.make('installed');
    const elsewhere = path.join(computer.root, 'elsewhere');
    writeFileSync(elsewhere, 'secret');
    symlinkSync(elsewhere, path.join(computer.root, 'C', 'Program Files', 'GrafanaLabs', 'Alloy', 'config.alloy'));
    expect(await under.machine.configFile.read()).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    expect(await under.machine.configFile.replace('// ours\n', 'absent')).toMatchObject({ ok: false });
  });
});
