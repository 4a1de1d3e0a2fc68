/** What only Windows keeps: owners and rules of folders. Looked at and changed with its own icacls. */
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Machine } from '../../electron/machine/machine';
import { bytes, never } from '../contract/harness';
import { placesOf } from './places.mjs';
import { RealComputer, run } from './real-computer';

const places = placesOf(process.env);
const computer = new RealComputer();
afterAll(() => computer.close());

/** The group Users, by its identifier because its name is translated. */
const users = '*S-1-5-32-545';

describe('the folder of the journal', () => {
  const journal = path.join(places.ownData, 'journal');
  let machine: Machine;

  beforeEach(async () => {
    ({ machine } = await computer.make('absent'));
    expect(await machine.folders.write('journal', 'a.json', bytes('{}'))).toMatchObject({ ok: true });
  });

  // What is hidden and of the system, Explorer does not offer to open for good.
  it.each([places.ownData, journal])('is hidden and of the system: %s', (folder) => {
    expect(run('attrib.exe', [folder]).stdout).toMatch(/^[A ]*SH/);
  });

  it.each(['(OI)(CI)(RX)', '(OI)(CI)(F)'])('is not used while somebody else has %s', async (rights) => {
    expect(run('icacls.exe', [journal, '/grant', `${users}:${rights}`]).status).toBe(0);
    const refused = { failure: { reason: 'folder-not-protected' } };
    expect(await machine.folders.list('journal')).toMatchObject(refused);
    expect(await machine.folders.write('journal', 'b.json', bytes('{}'))).toMatchObject(refused);
    expect(run('icacls.exe', [journal, '/remove', users]).status).toBe(0);
    expect(await machine.folders.list('journal')).toMatchObject({ ok: true });
  });
});

describe('a program', () => {
  const protection = (program: string) => computer.operations.call('Get-ProgramProtection', { Path: program }, never());

  it('of Windows can be changed by administrators alone', async () => {
    expect(await protection(path.join(places.systemFolder, 'icacls.exe'))).toEqual({
      ok: true,
      value: { openPath: null, openTo: null },
    });
  });

  it('in a folder that others may write to can be changed by them', async () => {
    const folder = path.join(places.ownData, 'journal');
    const { machine } = await computer.make('absent');
    await machine.folders.write('journal', 'a.json', bytes('{}'));
    run('icacls.exe', [folder, '/grant', `${users}:(M)`]);
    expect(await protection(path.join(folder, 'a.json'))).toEqual({
      ok: true,
      value: { openPath: folder, openTo: users.slice(1) },
    });
  });
});
