import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoPlace } from '../../../electron/compose/demo-place';
import { MachineRefusal } from '../../../electron/machine/machine-refusal';

let programs: string;
beforeEach(() => {
  programs = mkdtempSync(path.join(tmpdir(), 'alloy-desk-programs-'));
});
afterEach(() => rmSync(programs, { recursive: true, force: true }));

const place = (isPackaged: boolean, platform: NodeJS.Platform) =>
  demoPlace('running', { isPackaged, platform, programFolder: programs });

describe('the place of the demo computer', () => {
  it.each<[boolean, NodeJS.Platform, string]>([
    [false, 'linux', 'running'],
    [false, 'win32', 'running'],
    [true, 'linux', 'packaged-running'],
  ])('stays the same between starts: packaged %s, on %s', async (isPackaged, platform, name) => {
    const { folder, leave } = place(isPackaged, platform);
    expect(folder).toBe(path.join(tmpdir(), `alloy-desk-demo-${userInfo().username}`, name));
    await leave();
    expect(readdirSync(programs)).toEqual([]);
  });

  it('of a packaged app on Windows is a new one each time, beside the program', () => {
    const folders = [place(true, 'win32').folder, place(true, 'win32').folder];
    expect(folders[0]).not.toBe(folders[1]);
    for (const folder of folders) {
      expect(path.dirname(folder)).toBe(programs);
      expect(path.basename(folder)).toMatch(/^demo-\w{6}$/);
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('of a packaged app on Windows goes with the app, and with all that is in it', async () => {
    const { folder, leave } = place(true, 'win32');
    mkdirSync(path.join(folder, 'C'));
    writeFileSync(path.join(folder, 'C', 'config.alloy'), '');
    await leave();
    expect(existsSync(folder)).toBe(false);
  });

  it('that cannot be made is a refusal with the folder, the cause and the next step', () => {
    rmSync(programs, { recursive: true });
    const make = (): unknown => place(true, 'win32');
    expect(make).toThrow(MachineRefusal);
    expect(make).toThrow(`${programs} (ENOENT)`);
    expect(make).toThrow('start Alloy Desk again');
  });

  it.each(['EPERM', 'EACCES'])('of an app without the rights of an administrator is the usual one: %s', (code) => {
    const makeFolder = (): never => {
      throw Object.assign(new Error('refused'), { code });
    };
    expect(
      demoPlace('running', { isPackaged: true, platform: 'win32', programFolder: programs, makeFolder }).folder,
    ).toBe(path.join(tmpdir(), `alloy-desk-demo-${userInfo().username}`, 'packaged-running'));
  });
});
