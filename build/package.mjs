/**
 * Makes the package for Windows: `node build/package.mjs` (the unpacked folder, `npm run package:dir`) or with
 * `--installer` (`npm run package`). Where Electron's own distribution for Windows is there it is used; elsewhere a
 * stand-in takes its place, so that everything but Electron itself can be made and checked offline. `--electron-required`
 * refuses the stand-in, `--stand-in` takes it even so. The result is checked by `check-package.mjs` in either case.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkPackage, report } from './check-package.mjs';
import { root, runAll, runNode } from './run.mjs';
import { packagedFolder, packagedTargets } from './targets.mjs';
import { makeIcon } from './windows/icon.mjs';
import { writeStubElectron } from './windows/stub-electron.mjs';

/** The unpacked application. */
export const unpackedFolder = 'dist/package/out/win-unpacked';

/**
 * Electron's distribution for 64-bit Windows, where `install-electron` has put it.
 * @param {string} packageFolder `node_modules/electron`
 * @returns {string | undefined}
 */
export function findWindowsElectron(packageFolder) {
  const folder = path.join(packageFolder, 'dist');
  return existsSync(path.join(folder, 'electron.exe')) ? folder : undefined;
}

/**
 * What the package knows of itself: the part of our own `package.json` that Electron reads.
 * @param {Record<string, unknown>} manifest
 */
export function packagedManifest({ name, version, description, author, license, type, main }) {
  return { name, productName: 'Alloy Desk', version, description, author, license, type, main };
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
async function makePackage(args) {
  const isInstaller = args.includes('--installer');
  const fetched = findWindowsElectron(path.join(root, 'node_modules/electron'));
  const electron = args.includes('--stand-in') ? undefined : fetched;
  if (electron === undefined && (isInstaller || args.includes('--electron-required'))) {
    console.error('Electron for Windows is not here; fetch it first: npx install-electron (on Windows).');
    return 1;
  }
  const started = performance.now();
  await buildPrograms();
  writeResources();
  const electronDist = electron ?? stubElectron();
  const problem = await runElectronBuilder(isInstaller ? ['nsis', 'dir'] : ['dir'], electronDist);
  if (problem !== undefined) {
    console.error(problem);
    return 1;
  }
  const checked = await checkPackage(path.join(root, unpackedFolder));
  console.log(report(checked));
  console.log(
    electron === undefined ? 'Made around a STAND-IN for Electron: a rehearsal, it cannot run.' : 'Made with Electron.',
  );
  console.log(`${unpackedFolder}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return checked.every(({ problem: found }) => found === undefined) ? 0 : 1;
}

/** Builds the programs as packaged ones, which leave out what only an unpackaged app may do. */
async function buildPrograms() {
  rmSync(path.join(root, packagedFolder), { recursive: true, force: true });
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const built = await runAll(packagedTargets, 2, async ({ name }) => ({
    name,
    ...(await runNode([vite, 'build'], { TARGET: name, PACKAGED: '1' })),
  }));
  const failed = built.filter(({ code }) => code !== 0);
  if (failed.length > 0) throw new Error(failed.map(({ name, output }) => `not built: ${name}\n${output}`).join('\n'));
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const text = `${JSON.stringify(packagedManifest(manifest), null, 2)}\n`;
  writeFileSync(path.join(root, packagedFolder, 'package.json'), text);
}

function writeResources() {
  const folder = path.join(root, 'dist/package/resources');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'icon.ico'), makeIcon());
}

/** @returns {string} */
function stubElectron() {
  const folder = path.join(root, 'dist/package/stub-electron');
  writeStubElectron(folder, electronVersion());
  return folder;
}

/** @returns {string} */
function electronVersion() {
  return JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8')).version;
}

/**
 * @param {readonly string[]} kinds
 * @param {string} electronDist
 * @returns {Promise<string | undefined>} what went wrong
 */
async function runElectronBuilder(kinds, electronDist) {
  rmSync(path.join(root, 'dist/package/out'), { recursive: true, force: true });
  const hasCertificate = ['CSC_LINK', 'WIN_CSC_LINK'].some((name) => process.env[name]);
  const { code, output } = await runNode([
    path.join(root, 'node_modules/electron-builder/cli.js'),
    '--win',
    ...kinds,
    '--x64',
    '--publish=never',
    `--config=${path.join(root, 'electron-builder.yml')}`,
    `-c.electronDist=${electronDist}`,
    // Without a certificate nothing is signed; resources are edited in either case.
    ...(hasCertificate ? ['-c.forceCodeSigning=true'] : ['-c.win.signExecutable=false']),
  ]);
  return code === 0 ? undefined : `electron-builder failed:\n${output}`;
}

if (process.argv[1] === import.meta.filename) {
  makePackage(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (/** @type {Error} */ error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
