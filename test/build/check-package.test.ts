import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import asar from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { Resource } from 'resedit';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startOnDouble } from '../../build/double-client.mjs';
import { checkPackage, report, ruleNames, unpackagedSwitches } from '../../build/check-package.mjs';
import { findWindowsElectron } from '../../build/package.mjs';
import { root, runNode } from '../../build/run.mjs';
import leaveElevateHelperOut from '../../build/windows/no-elevate-helper.mjs';
import { stubMark } from '../../build/windows/stub-electron.mjs';
import { launchApp } from '../e2e/harness/app';
import { makePackage, SpoiledPackage } from './packaged';
import { describePackagedDemo } from './packaged-demo.suite';

// Every test copies a whole package, and some start the app.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const manifestType = 24;

let made: { code: number; output: string };
beforeAll(async () => {
  made = await makePackage();
});

let spoiled: SpoiledPackage;
beforeEach(() => {
  spoiled = new SpoiledPackage();
});
afterEach(() => spoiled.remove());

/** The rules that are broken, with their reasons. */
async function broken(): Promise<Record<string, string>> {
  const findings = await checkPackage(spoiled.folder);
  return Object.fromEntries(findings.flatMap(({ rule, problem }) => (problem === undefined ? [] : [[rule, problem]])));
}

describe('npm run package:dir', () => {
  it('makes a package that the gate lets through, and prints a figure for every rule', () => {
    expect(made.output).not.toContain('BROKEN');
    for (const rule of ruleNames) expect(made.output).toMatch(new RegExp(`^holds {3}${rule} +\\S`, 'm'));
    expect(made.code).toBe(0);
  });

  it('says that it is made around a stand-in, and leaves a mark', () => {
    expect(made.output).toContain('STAND-IN for Electron');
    expect(existsSync(spoiled.at(stubMark))).toBe(true);
  });

  it('builds a main process that refuses what only an unpackaged app may do, even where it takes itself for one', async () => {
    // The double says that it is not packaged.
    const main = path.join(root, 'dist/package/app/dist/main/main.js');
    const app = startOnDouble({ main, args: ['--demo-folder=/nowhere'], settings: { headless: true } });
    expect(await app.ended).toBe(64);
    expect(app.output()).toContain('unknown argument --demo-folder');
  });

  it('puts all into the archive that the app needs to open its page', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-unpacked-'));
    asar.extractAll(spoiled.archive, path.join(folder, 'app'));
    const app = await launchApp({
      main: path.join(folder, 'app', 'dist', 'main', 'main.js'),
      args: ['--demo=fresh'],
      // The demo computer of a packaged app lies below the temporary files.
      env: { TMPDIR: folder, TEMP: folder },
    });
    await app.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await app.close()).toBe(0);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  });

  it('uses Electron where its program for Windows has been fetched', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-electron-'));
    expect(findWindowsElectron(folder)).toBeUndefined();
    mkdirSync(path.join(folder, 'dist'));
    writeFileSync(path.join(folder, 'dist', 'electron.exe'), '');
    expect(findWindowsElectron(folder)).toBe(path.join(folder, 'dist'));
    rmSync(folder, { recursive: true });
  });

  it('refuses the stand-in where Electron is required', async () => {
    const { code, output } = await runNode([path.join(root, 'build/package.mjs'), '--stand-in', '--electron-required']);
    expect([code, output]).toEqual([1, expect.stringContaining('npx install-electron')]);
  });
});

describe('the hook before an installer', () => {
  it('keeps electron-builder from adding its elevation helper', async () => {
    const framework = { isCopyElevateHelper: true };
    await leaveElevateHelperOut({ packager: { info: { framework } } });
    expect(framework.isCopyElevateHelper).toBe(false);
  });

  it('says so when electron-builder does it another way', async () => {
    await expect(leaveElevateHelperOut({ packager: { info: { framework: {} } } })).rejects.toThrow('another way');
  });
});

describe('the package gate', () => {
  it('lets an unspoiled copy through', async () => {
    expect(await broken()).toEqual({});
  });

  it('refuses a program that does not ask for administrator’s rights', async () => {
    spoiled.editResources(({ entries }) => {
      const manifest = entries.find(({ type }) => type === manifestType);
      if (!manifest) throw new Error('no manifest');
      const text = Buffer.from(manifest.bin).toString().replace('requireAdministrator', 'highestAvailable');
      manifest.bin = new TextEncoder().encode(text).buffer;
    });
    expect(await broken()).toEqual({ 'execution-level': 'it is "highestAvailable", not "requireAdministrator"' });
  });

  it('refuses a program without a manifest', async () => {
    spoiled.editResources((resources) => {
      resources.entries = resources.entries.filter(({ type }) => type !== manifestType);
    });
    expect(await broken()).toEqual({ 'execution-level': 'it is "none", not "requireAdministrator"' });
  });

  it.each([
    ['ProductName', 'Electron'],
    ['FileDescription', 'Electron'],
    ['CompanyName', 'GitHub, Inc.'],
    ['LegalCopyright', ''],
    ['FileVersion', '45.4.1'],
    ['ProductVersion', '45.4.1.0'],
  ])('refuses another %s in the version resource', async (name, value) => {
    spoiled.editResources(({ entries }) => {
      const [info] = Resource.VersionInfo.fromEntries(entries);
      info?.setStringValue({ lang: 0x0409, codepage: 1200 }, name, value);
      info?.outputToResourceEntries(entries);
    });
    expect(await broken()).toEqual({ 'version-resource': expect.stringContaining(`${name} is "${value}"`) });
  });

  it('refuses a version resource in a second language', async () => {
    spoiled.editResources(({ entries }) => {
      const [info] = Resource.VersionInfo.fromEntries(entries);
      info?.setStringValue({ lang: 0x0407, codepage: 1200 }, 'ProductName', 'Electron');
      info?.outputToResourceEntries(entries);
    });
    expect(await broken()).toEqual({ 'version-resource': 'it stands there in several languages' });
  });

  it('refuses a program without our icon', async () => {
    spoiled.editResources((resources) => {
      resources.entries = resources.entries.filter(({ type }) => type !== 14);
    });
    expect(await broken()).toEqual({ icon: expect.stringContaining('it is ""') });
  });

  it.each([
    ['RunAsNode', true],
    ['EnableCookieEncryption', false],
    ['EnableNodeOptionsEnvironmentVariable', true],
    ['EnableNodeCliInspectArguments', true],
    ['EnableEmbeddedAsarIntegrityValidation', false],
    ['OnlyLoadAppFromAsar', false],
    ['LoadBrowserProcessSpecificV8Snapshot', true],
    ['GrantFileProtocolExtraPrivileges', true],
    ['WasmTrapHandlers', false],
  ] as const)('refuses a program whose fuse %s is %s', async (fuse, isOn) => {
    await flipFuses(spoiled.program, { version: FuseVersion.V1, [FuseV1Options[fuse]]: isOn });
    expect(await broken()).toEqual({ fuses: `${fuse} is not ${isOn ? 'off' : 'on'}` });
  });

  it('refuses a program without a fuse wire', async () => {
    const bytes = readFileSync(spoiled.program);
    bytes.write('X', bytes.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), 'latin1');
    writeFileSync(spoiled.program, bytes);
    expect(await broken()).toEqual({ fuses: expect.stringContaining('sentinel') });
  });

  it('refuses a program that expects another archive', async () => {
    spoiled.expectArchive('0'.repeat(64));
    expect(await broken()).toEqual({ 'asar-integrity': `the program expects ${'0'.repeat(64)}` });
  });

  it('refuses a program that expects no archive at all', async () => {
    spoiled.editResources((resources) => {
      resources.entries = resources.entries.filter(({ type }) => type !== 'INTEGRITY');
    });
    expect(await broken()).toEqual({ 'asar-integrity': 'the program expects nothing' });
  });

  it('refuses an archive with a byte changed behind its header', async () => {
    const file = openSync(spoiled.archive, 'r+');
    // The last byte belongs to the file that was packed last.
    writeSync(file, '#', readFileSync(spoiled.archive).length - 1);
    closeSync(file);
    expect(await broken()).toEqual({ 'asar-files': expect.stringContaining('not the bytes of their hash: ') });
  });

  it.each([
    ['a package of others', 'node_modules/zod/index.js'],
    ['a source', 'dist/main/main.ts'],
    ['a source map', 'dist/renderer/assets/index.js.map'],
    ['a test', 'dist/main/main.test.js'],
    ['a file of nobody’s', 'notes.txt'],
  ])('refuses %s in the archive', async (_what, file) => {
    await spoiled.editArchive((folder) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), 'x');
    });
    expect(await broken()).toEqual({ 'asar-contents': `does not belong there: ${file}` });
  });

  it('refuses an archive without the preload script', async () => {
    await spoiled.editArchive((folder) => rmSync(path.join(folder, 'dist/preload/preload.cjs')));
    expect(await broken()).toEqual({ 'asar-contents': 'is missing: dist/preload/preload.cjs' });
  });

  it('refuses a folder of the app beside the archive', async () => {
    mkdirSync(spoiled.at('resources/app'));
    expect(await broken()).toEqual({ 'asar-alone': 'lies beside the archive: app' });
  });

  it('refuses a program that starts others elevated', async () => {
    writeFileSync(spoiled.at('resources/elevate.exe'), '');
    expect(await broken()).toEqual({ 'asar-alone': 'lies beside the archive: elevate.exe' });
  });

  it.each([
    ['changed', (file: string) => writeFileSync(file, '# changed\n', { flag: 'a' })],
    ['missing', (file: string) => rmSync(file)],
  ])('refuses a package with a file of the module %s', async (_what, spoil) => {
    spoil(spoiled.at('resources/AlloyMachine/serve.ps1'));
    expect(await broken()).toEqual({ 'module-hashes': 'is not as the main process says: serve.ps1' });
  });

  it('refuses a package with a file more in the module', async () => {
    writeFileSync(spoiled.at('resources/AlloyMachine/Public/Zz.ps1'), '');
    expect(await broken()).toEqual({ 'module-hashes': 'is not as the main process says: Public/Zz.ps1' });
  });

  it('refuses a module that was changed together with its hashes in the main process', async () => {
    const file = spoiled.at('resources/AlloyMachine/serve.ps1');
    const before = hashOf(readFileSync(file));
    writeFileSync(file, '# changed\n', { flag: 'a' });
    await editMain((text) => text.replace(before, hashOf(readFileSync(file))));
    expect(await broken()).toEqual({ 'module-sources': 'is not as the sources say: serve.ps1' });
  });

  it('refuses a main process without the hashes of the module', async () => {
    await editMain((text) => text.replaceAll(/"sha256": "[0-9a-f]{64}"/g, ''));
    expect(Object.keys(await broken())).toEqual(['module-hashes', 'module-sources']);
  });

  it.each(unpackagedSwitches)('refuses a main process that knows %s', async (word) => {
    await editMain((text) => `${text}\nconst leftOver = ${JSON.stringify(word)};\n`);
    expect(await broken()).toEqual({ 'unpackaged-switches': `is known to the main process: ${word}` });
  });

  it.each(['LICENSE.txt', 'NOTICE.txt', 'third-party-licences.txt', 'LICENSE.electron.txt', 'LICENSES.chromium.html'])(
    'refuses a package without %s',
    async (file) => {
      rmSync(spoiled.at(file));
      expect(await broken()).toEqual({ licences: `is missing: ${file}` });
    },
  );

  it('refuses an archive of the size of a framework', async () => {
    await spoiled.editArchive((folder) => truncateSync(path.join(folder, 'dist/renderer/index.html'), 9 * 1024 * 1024));
    expect(await broken()).toEqual({ 'archive-size': expect.stringMatching(/^11\.\d MB of at most 10\.0 MB$/) });
  });

  it('refuses a package of the size of two', async () => {
    writeFileSync(spoiled.at('more.bin'), '');
    truncateSync(spoiled.at('more.bin'), 400 * 1024 * 1024);
    expect(await broken()).toEqual({ 'package-size': expect.stringMatching(/^402\.\d MB of at most 400\.0 MB$/) });
  });

  it('marks a broken rule in its table', () => {
    const findings = [
      { rule: 'icon', figure: '16 32', problem: undefined },
      { rule: 'licences', figure: '5 files', problem: 'is missing: NOTICE.txt' },
    ];
    expect(report(findings)).toBe(
      'holds   icon                  16 32\nBROKEN  licences              is missing: NOTICE.txt',
    );
  });
});

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function editMain(edit: (text: string) => string): Promise<void> {
  await spoiled.editArchive((folder) => {
    const main = path.join(folder, 'dist/main/main.js');
    writeFileSync(main, edit(readFileSync(main, 'utf8')));
  });
}

describePackagedDemo();
