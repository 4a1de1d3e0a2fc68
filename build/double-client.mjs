/** Starts a built app on the Electron double and talks to it; behind `npm start` without Electron and the tests. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { root } from './run.mjs';

/** @import { Browser, Page } from 'playwright-core' */
/** @import { Controls, DoubleMessage } from './electron-double/control' */
/** @import { DoubleSettings } from './electron-double/settings' */

/**
 * Each control of the double as a question that is answered later.
 * @typedef {{ [Name in keyof Controls]:
 *   (...args: Parameters<Controls[Name]>) => Promise<Awaited<ReturnType<Controls[Name]>>> }} Double
 */

/**
 * @typedef {object} StartedApp
 * @property {import('node:child_process').ChildProcess} process the main process
 * @property {Double} double questions to the double
 * @property {() => string} output all that the main process has printed
 * @property {Promise<number>} ended the exit code, once the process has gone and its output is complete
 * @property {Promise<{ cdpEndpoint: string, targetId: string }>} firstWindow settles when the first window has loaded;
 *   fails when the process ends before that
 */

/**
 * @param {object} options
 * @param {string} [options.main] the built main process
 * @param {readonly string[]} [options.args]
 * @param {NodeJS.ProcessEnv} [options.env] added to this process's environment
 * @param {DoubleSettings} [options.settings]
 * @returns {StartedApp}
 */
export function startOnDouble({ main = path.join(root, 'dist/main/main.js'), args = [], env = {}, settings = {} }) {
  const register = pathToFileURL(path.join(root, 'dist/electron-double/register.js')).href;
  const child = spawn(process.execPath, ['--import', register, main, ...args], {
    env: { ...process.env, ...env, ELECTRON_DOUBLE: JSON.stringify(settings) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const ended = untilEnded(child);
  const firstWindow = untilFirstWindow(child, ended, () => output);
  // Whoever does not wait for a window is not to be ended by its absence.
  firstWindow.catch(() => undefined);
  return { process: child, double: questions(child), output: () => output, ended, firstWindow };
}

/**
 * Node's own `close` does not come when the parent has cut the message channel, so its parts are waited for.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
async function untilEnded(child) {
  const streams = [child.stdout, child.stderr].flatMap((stream) => (stream ? [once(stream, 'close')] : []));
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
  await Promise.all(streams);
  return exited;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<number>} ended
 * @param {() => string} output
 * @returns {Promise<{ cdpEndpoint: string, targetId: string }>}
 */
function untilFirstWindow(child, ended, output) {
  return new Promise((resolve, reject) => {
    /** @type {{ cdpEndpoint?: string, targetId?: string }} */
    const known = {};
    child.on('message', (/** @type {DoubleMessage} */ message) => {
      if (message.type === 'double-ready') known.cdpEndpoint = message.cdpEndpoint;
      if (message.type === 'window-loaded') known.targetId ??= message.targetId;
      const { cdpEndpoint, targetId } = known;
      if (cdpEndpoint !== undefined && targetId !== undefined) resolve({ cdpEndpoint, targetId });
    });
    void ended.then((code) => reject(new Error(`the app ended with ${code} before it showed a window\n${output()}`)));
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Double}
 */
function questions(child) {
  let ids = 0;
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  const open = new Map();
  child.on('message', (/** @type {{ id?: number, value?: unknown, error?: string }} */ { id, value, error }) => {
    const question = id === undefined ? undefined : open.get(id);
    if (id !== undefined) open.delete(id);
    if (error === undefined) question?.resolve(value);
    else question?.reject(new Error(error));
  });
  child.on('exit', () => {
    for (const { reject } of open.values()) reject(new Error('the app ended before it answered'));
    open.clear();
  });
  /** @param {string} ask */
  const question =
    (ask) =>
    (/** @type {unknown[]} */ ...args) =>
      new Promise((resolve, reject) => {
        const id = ++ids;
        open.set(id, { resolve, reject });
        child.send({ id, ask, args }, (failure) => failure && reject(failure));
      });
  // Every name is a question; the double refuses those that it does not know.
  return /** @type {Double} */ (
    new Proxy(
      {},
      { get: (_target, name) => (typeof name === 'string' && name !== 'then' ? question(name) : undefined) },
    )
  );
}

/**
 * Connects to the browser of a started app. Nothing of the page is changed by looking at it.
 * @param {string} cdpEndpoint
 * @param {string} targetId
 * @returns {Promise<{ browser: Browser, page: Page }>}
 */
export async function connectToPage(cdpEndpoint, targetId) {
  const browser = await chromium.connectOverCDP(cdpEndpoint, { noDefaults: true });
  for (const page of browser.contexts().flatMap((context) => context.pages())) {
    if ((await targetOf(page)) === targetId) return { browser, page };
  }
  throw new Error('the browser does not show the window of the app');
}

/**
 * @param {Page} page
 * @returns {Promise<string>}
 */
async function targetOf(page) {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.targetId;
}
