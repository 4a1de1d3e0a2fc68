/** Finding a browser and Electron, and deciding which of them shows the app. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {(file: string) => boolean} FileTest */

/** Nothing that reaches out, nothing that asks; names are resolved for nobody but the scheme that the double serves. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--remote-debugging-port=0',
];

const linuxNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const windowsPlaces = [
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
];
const macApplications = ['Google Chrome', 'Microsoft Edge', 'Chromium'];

/**
 * An installed Chrome, Edge or Chromium; `ALLOY_DESK_BROWSER` names another one.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {FileTest} [isProgram]
 * @returns {string | undefined}
 */
export function findBrowser(env, platform, isProgram = isExecutable) {
  if (env['ALLOY_DESK_BROWSER']) return env['ALLOY_DESK_BROWSER'];
  return browserPlaces(env, platform).find(isProgram);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
function browserPlaces(env, platform) {
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter(
      (root) => root !== undefined,
    );
    return windowsPlaces.flatMap((place) => roots.map((root) => path.win32.join(root, place)));
  }
  if (platform === 'darwin') return macApplications.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return linuxNames.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}

/**
 * The first program of that name on PATH.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @param {FileTest} [isProgram]
 * @returns {string | undefined}
 */
export function findOnPath(name, env, isProgram = isExecutable) {
  return (env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(isProgram);
}

/**
 * Electron's own program, if it has been downloaded.
 * @param {string} root of the repository
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function findElectron(root, env) {
  const folder = path.join(root, 'node_modules/electron');
  const pathFile = path.join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined;
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const program = override ? path.join(override, name ?? 'electron') : name && path.join(folder, 'dist', name);
  return program && existsSync(program) ? program : undefined;
}

/**
 * Whether a window could be seen.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export function hasDisplay(env, platform) {
  return platform === 'win32' || platform === 'darwin' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/**
 * @typedef {{ kind: 'electron', program: string }
 *   | { kind: 'browser', program: string, isHeadless: boolean }
 *   | { kind: 'none' }} Launcher
 */

/**
 * Why Electron is not for this run, in words that follow "Electron"; undefined where it is. On Linux it refuses root.
 * @param {{ display: boolean, platform: NodeJS.Platform, isRoot: boolean }} machine
 * @returns {string | undefined}
 */
export function whyNotElectron({ display, platform, isRoot }) {
  if (!display) return 'is not used without a display';
  return platform === 'linux' && isRoot ? 'does not run as root' : undefined;
}

/**
 * Electron where there is one for this run; else a browser, without a window where there is no display; else nothing.
 * @param {{ electron: string | undefined, browser: string | undefined, display: boolean }} found
 * @returns {Launcher}
 */
export function decideLauncher({ electron, browser, display }) {
  if (electron !== undefined) return { kind: 'electron', program: electron };
  if (browser !== undefined) return { kind: 'browser', program: browser, isHeadless: !display };
  return { kind: 'none' };
}

/**
 * The app's arguments for a run outside Electron: on the demo machine unless the person chose one.
 * @param {readonly string[]} args
 * @returns {string[]}
 */
export function demoArguments(args) {
  return args.some((arg) => arg === '--demo' || arg.startsWith('--demo=')) ? [...args] : ['--demo=running', ...args];
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
