/**
 * `npm run test:windows`: the real machine module on a real Windows, as administrator. The contract suites run with Windows
 * PowerShell 5.1 and with PowerShell 7; then a real Alloy is installed, set up through the app's own transaction, broken,
 * seen restored, and uninstalled. Everything that is printed is kept in `dist/windows/transcript.txt`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchVerified } from './alloy-release.mjs';
import { alloyVersion, installerName, placesOf } from './places.mjs';

const root = path.resolve(fileURLToPath(import.meta.url), '../../..');
const outcome = path.join(root, 'dist', 'windows');
const consent = 'ALLOY_DESK_CHANGE_THIS_COMPUTER';

/**
 * @typedef {object} Computer
 * @property {NodeJS.Platform} platform
 * @property {boolean} isAdministrator
 * @property {boolean} hasConsent whether a person said that this computer may be changed
 * @property {readonly string[]} traces what Alloy or this app have left here
 */

/**
 * Why the suites do not run here, in one sentence; undefined where they do.
 * @param {Computer} computer
 * @returns {string | undefined}
 */
export function whyNotHere({ platform, isAdministrator, hasConsent, traces }) {
  if (platform !== 'win32') return 'These suites need Windows: run npm run test:windows there, as administrator.';
  if (!isAdministrator)
    return 'These suites need administrator’s rights: open a console as administrator and run them again.';
  if (!hasConsent) {
    return `These suites install and remove Alloy on this computer: set ${consent}=1 to say that they may, and run them again.`;
  }
  if (traces.length > 0) {
    return `Alloy or Alloy Desk has been here (${traces.join(', ')}) and these suites would remove it: run them on another computer.`;
  }
  return undefined;
}

/** @returns {Computer} */
function thisComputer() {
  const { platform, env } = process;
  const isWindows = platform === 'win32';
  const places = placesOf(env);
  return {
    platform,
    // Lists file system filters, which only an administrator may.
    isAdministrator: isWindows && spawnSync(path.join(places.systemFolder, 'fltmc.exe')).status === 0,
    hasConsent: env[consent] === '1',
    traces: isWindows
      ? [places.alloyFolder, places.alloyData, places.ownData].filter((place) => existsSync(place))
      : [],
  };
}

/** @returns {Promise<number>} the exit code */
async function run() {
  const obstacle = whyNotHere(thisComputer());
  if (obstacle !== undefined) {
    console.error(obstacle);
    return 2;
  }
  rmSync(outcome, { recursive: true, force: true });
  mkdirSync(outcome, { recursive: true });
  const transcript = createWriteStream(path.join(outcome, 'transcript.txt'));
  /** @param {string} text */
  const say = (text) => {
    process.stdout.write(text);
    transcript.write(text);
  };
  try {
    return await runSuites(say);
  } finally {
    await new Promise((resolve) => transcript.end(resolve));
  }
}

/**
 * @param {(text: string) => void} say
 * @returns {Promise<number>}
 */
async function runSuites(say) {
  say(`${new Date().toISOString()} ${os.version()} ${os.release()} ${os.arch()}, Node ${process.versions.node}\n`);
  const installer = path.join(outcome, installerName);
  const release = `https://github.com/grafana/alloy/releases/download/${alloyVersion}`;
  const { sha256, sizeBytes } = await fetchVerified({ release, name: installerName, target: installer });
  say(`${installerName} ${alloyVersion}: ${sizeBytes} bytes, SHA-256 ${sha256} as the release names it\n`);
  const { windowsPowerShell, powerShell7 } = placesOf(process.env);
  let result = 0;
  for (const shell of [windowsPowerShell, powerShell7]) {
    if (!existsSync(shell)) {
      say(`NOT RUN with ${shell}: it is not installed.\n`);
      continue;
    }
    say(`\n==== ${shell}\n`);
    const code = await runVitest({ ALLOY_DESK_POWERSHELL: shell, ALLOY_DESK_INSTALLER: installer }, say);
    say(`==== ended with ${code}\n`);
    if (code !== 0) result = 1;
  }
  return result;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {(text: string) => void} say
 * @returns {Promise<number>}
 */
function runVitest(env, say) {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--config', path.join(root, 'test/windows/vitest.config.ts')];
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env, NO_COLOR: '1' } });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => say(String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  run().then(
    (code) => {
      process.exitCode = code;
    },
    (/** @type {Error} */ error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
