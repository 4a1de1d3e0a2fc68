import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingPackages } from '../../build/ensure-test-tools.mjs';
import {
  decideLauncher,
  demoArguments,
  findBrowser,
  findElectron,
  findOnPath,
  hasDisplay,
  whyNotElectron,
} from '../../build/launcher.mjs';

const only =
  (...files: string[]) =>
  (file: string): boolean =>
    files.includes(file);

describe('finding a browser', () => {
  test('prefers Chromium on PATH, in the order of PATH', () => {
    const isProgram = only('/b/chromium', '/a/google-chrome', '/c/chromium');
    expect(findBrowser({ PATH: '/a:/b:/c' }, 'linux', isProgram)).toBe('/b/chromium');
  });

  test('takes Edge or Chrome from where Windows installs them', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    const env = { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' };
    expect(findBrowser(env, 'win32', only(edge))).toBe(edge);
  });

  test('takes the application of a Mac', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser({}, 'darwin', only(chrome))).toBe(chrome);
  });

  test('believes the person who names one', () => {
    expect(findBrowser({ ALLOY_DESK_BROWSER: '/opt/browser' }, 'linux', () => false)).toBe('/opt/browser');
  });

  test('finds none where there is none', () => {
    expect(findBrowser({ PATH: '/a' }, 'linux', () => false)).toBeUndefined();
  });
});

test('a program on PATH is found in the first folder that has it', () => {
  const env = { PATH: ['/a', '/b'].join(path.delimiter) };
  expect(findOnPath('prometheus', env, only(path.join('/b', 'prometheus')))).toBe(path.join('/b', 'prometheus'));
});

describe('finding Electron', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'find-electron-'));
    await mkdir(path.join(root, 'node_modules/electron/dist'), { recursive: true });
  });
  afterAll(() => rm(root, { recursive: true }));

  test('the package alone is not enough', () => {
    expect(findElectron(root, {})).toBeUndefined();
  });

  test('the downloaded program is found by its path file', async () => {
    await writeFile(path.join(root, 'node_modules/electron/path.txt'), 'electron');
    expect(findElectron(root, {})).toBeUndefined();
    await writeFile(path.join(root, 'node_modules/electron/dist/electron'), '');
    expect(findElectron(root, {})).toBe(path.join(root, 'node_modules/electron/dist/electron'));
  });

  test('a folder named in the environment comes first', async () => {
    const folder = path.join(root, 'elsewhere');
    await mkdir(folder);
    await writeFile(path.join(folder, 'electron'), '');
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: folder })).toBe(path.join(folder, 'electron'));
  });
});

describe('deciding what shows the app', () => {
  test('Electron wins where there is one', () => {
    expect(decideLauncher({ electron: '/e', browser: '/b', display: true })).toEqual({
      kind: 'electron',
      program: '/e',
    });
  });

  test('Electron is for a display, and not for root on Linux', () => {
    expect(whyNotElectron({ display: true, platform: 'linux', isRoot: false })).toBeUndefined();
    expect(whyNotElectron({ display: true, platform: 'linux', isRoot: true })).toBe('does not run as root');
    expect(whyNotElectron({ display: false, platform: 'linux', isRoot: true })).toBe('is not used without a display');
  });

  test('a browser stands in for a missing Electron', () => {
    expect(decideLauncher({ electron: undefined, browser: '/b', display: true })).toEqual({
      kind: 'browser',
      program: '/b',
      isHeadless: false,
    });
  });

  test('without a display a browser works without a window', () => {
    expect(decideLauncher({ electron: undefined, browser: '/b', display: false })).toEqual({
      kind: 'browser',
      program: '/b',
      isHeadless: true,
    });
  });

  test('without both there is nothing to start', () => {
    expect(decideLauncher({ electron: undefined, browser: undefined, display: true })).toEqual({ kind: 'none' });
  });
});

test('Linux has a display when the environment names one, Windows and a Mac always', () => {
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'win32')).toBe(true);
  expect(hasDisplay({}, 'darwin')).toBe(true);
});

test('outside Electron the app runs on the demo machine unless the person chose one', () => {
  expect(demoArguments(['--x'])).toEqual(['--demo=running', '--x']);
  expect(demoArguments(['--demo=fresh'])).toEqual(['--demo=fresh']);
});

test('what is missing for the tests is named by its package', () => {
  expect(missingPackages({ browser: '/b', prometheus: '/p' })).toEqual([]);
  expect(missingPackages({ browser: undefined, prometheus: undefined })).toEqual([
    'chromium',
    'fonts-open-sans',
    'prometheus',
  ]);
});
