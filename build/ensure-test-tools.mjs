/**
 * Makes sure that the tests find a browser and Prometheus, before `npm test`. As root on a machine with apt-get it
 * installs what is missing and says so; elsewhere it says what to install. It never asks for rights.
 */
import { spawnSync } from 'node:child_process';
import { findBrowser, findOnPath } from './launcher.mjs';

/**
 * The Debian packages that are missing.
 * @param {{ browser: string | undefined, prometheus: string | undefined }} found
 * @returns {string[]}
 */
export function missingPackages({ browser, prometheus }) {
  return [
    // Without a font of its own the browser draws boxes in pictures.
    ...(browser === undefined ? ['chromium', 'fonts-open-sans'] : []),
    ...(prometheus === undefined ? ['prometheus'] : []),
  ];
}

/** @returns {{ browser: string | undefined, prometheus: string | undefined }} */
function find() {
  return {
    browser: findBrowser(process.env, process.platform),
    prometheus: findOnPath(process.platform === 'win32' ? 'prometheus.exe' : 'prometheus', process.env),
  };
}

/**
 * Installs packages; Debian's Prometheus would start a service, which the tests do not need.
 * @param {readonly string[]} packages
 */
function install(packages) {
  console.log(`Installing what the tests need: ${packages.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const args = ['install', '-y', '--no-install-recommends', ...packages];
  const options = /** @type {const} */ ({ stdio: 'inherit', env });
  // The list of packages may be missing or old; a first failure is worth one look.
  if (spawnSync('apt-get', args, options).status === 0) return;
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', args, options);
}

/** Stops the service that the package may have started. */
function stopService() {
  if (findOnPath('systemctl', process.env) === undefined) return;
  spawnSync('systemctl', ['disable', '--now', 'prometheus'], { stdio: 'ignore' });
}

function ensure() {
  const missing = missingPackages(find());
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && findOnPath('apt-get', process.env) !== undefined) {
    install(missing);
    if (missing.includes('prometheus')) stopService();
  }
  const still = missingPackages(find());
  if (still.length === 0) return;
  console.error(`The tests need a browser and Prometheus; on Debian: sudo apt-get install -y ${still.join(' ')}`);
  process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) ensure();
