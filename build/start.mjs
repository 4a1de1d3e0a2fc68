/**
 * Shows the built app, behind `npm start`: in Electron where its program is there, else in an installed Chrome, Edge or
 * Chromium on the demo machine; without a display a picture of the window is taken instead.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectToPage, startOnDouble } from './double-client.mjs';
import { decideLauncher, demoArguments, findBrowser, findElectron, hasDisplay, whyNotElectron } from './launcher.mjs';
import { root } from './run.mjs';

const longestDownloadMs = 20_000;
const quietMs = 1_000;
const longestSettlingMs = 20_000;

/** @returns {Promise<number>} the exit code */
async function start() {
  const args = process.argv.slice(2);
  const { env, platform } = process;
  const display = hasDisplay(env, platform);
  const obstacle = whyNotElectron({ display, platform, isRoot: process.getuid?.() === 0 });
  const electron = obstacle === undefined ? (findElectron(root, env) ?? downloadElectron()) : undefined;
  const launcher = decideLauncher({ electron, browser: findBrowser(env, platform), display });
  switch (launcher.kind) {
    case 'electron':
      return startElectron(launcher.program, args);
    case 'browser':
      console.log(
        `Electron ${obstacle ?? 'is not installed'}: the same app runs in ${path.basename(launcher.program)} on the demo machine.`,
      );
      return launcher.isHeadless ? takePicture(demoArguments(args)) : showInBrowser(demoArguments(args));
    default:
      console.error('Neither Electron nor a browser was found: install Chrome, Edge or Chromium and start again.');
      return 1;
  }
}

/**
 * Fetches Electron's program once, for no longer than a person likes to wait.
 * @returns {string | undefined}
 */
function downloadElectron() {
  if (process.env['ALLOY_DESK_NO_DOWNLOAD']) return undefined;
  console.log(`Fetching Electron (for at most ${longestDownloadMs / 1000} s)…`);
  const installer = path.join(root, 'node_modules/electron/install.js');
  spawnSync(process.execPath, [installer], { timeout: longestDownloadMs, stdio: 'ignore' });
  return findElectron(root, process.env);
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function startElectron(program, args) {
  const child = spawn(program, [root, ...args], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
async function showInBrowser(args) {
  const app = startOnDouble({ args, settings: { headless: false } });
  app.process.stdout?.pipe(process.stdout);
  app.process.stderr?.pipe(process.stderr);
  return app.ended;
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
async function takePicture(args) {
  const app = startOnDouble({ args, settings: { headless: true } });
  const { cdpEndpoint, targetId } = await app.firstWindow;
  const { browser, page } = await connectToPage(cdpEndpoint, targetId);
  await settle(page);
  const picture = path.join(mkdtempSync(path.join(tmpdir(), 'alloy-desk-')), 'window.png');
  await page.screenshot({ path: picture });
  console.log(`There is no display; a picture of the window is in ${picture}`);
  await browser.close();
  await app.double.quit();
  return app.ended;
}

/**
 * Waits until the page has left itself alone for a moment.
 * @param {import('playwright-core').Page} page
 */
function settle(page) {
  return page.evaluate(
    ({ quiet, longest }) =>
      new Promise((resolve) => {
        const done = () => {
          observer.disconnect();
          resolve(undefined);
        };
        let timer = setTimeout(done, quiet);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, quiet);
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        setTimeout(done, longest);
      }),
    { quiet: quietMs, longest: longestSettlingMs },
  );
}

start().then(
  (code) => {
    process.exitCode = code;
  },
  (/** @type {Error} */ error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
