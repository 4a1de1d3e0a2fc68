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
const rulesOf = (place: string): string => run('icacls.exe', [place]).stdout;

describe('the folder of the journal', () => {
  const journal = path.join(places.ownData, 'journal');
  let machine: Machine;
  let asMade = '';

  beforeEach(async () => {
    ({ machine } = await computer.make('absent'));
    expect(await machine.folders.write('journal', 'a.json', bytes('{}'))).toMatchObject({ ok: true });
    asMade = rulesOf(journal);
  });

  it('is for nobody else again after Explorer has let somebody in, with the next write', async () => {
    expect(run('icacls.exe', [journal, '/grant', `${users}:(OI)(CI)(RX)`]).status).toBe(0);
    expect(rulesOf(journal)).not.toBe(asMade);
    expect(await machine.folders.list('journal')).toMatchObject({ ok: true });
    expect(await machine.folders.write('journal', 'b.json', bytes('{}'))).toMatchObject({ ok: true });
    expect(rulesOf(journal)).toBe(asMade);
  });

  it('is not used while others may write there', async () => {
    expect(run('icacls.exe', [journal, '/grant', `${users}:(OI)(CI)(M)`]).status).toBe(0);
    expect(await machine.folders.write('journal', 'b.json', bytes('{}'))).toMatchObject({
      failure: { reason: 'folder-not-protected' },
    });
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
    expect(await protection(path.join(folder, 'a.exe'))).toEqual({
      ok: true,
      value: { openPath: folder, openTo: users.slice(1) },
    });
  });
});
