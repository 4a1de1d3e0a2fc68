import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { browserFlags, findBrowser, hasDisplay } from '../launcher.mjs';
import { recordError } from './records';
import { settings } from './settings';

/** One folder for all that this run leaves on disk: the browser's profile and the app's own paths. */
export const temporaryFolder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-double-'));
const profile = path.join(temporaryFolder, 'profile');

export const isHeadless = settings.headless ?? !hasDisplay(process.env, process.platform);

let launched: Promise<BrowserContext> | undefined;

/** The browser's default context, started when it is first needed. */
export function browserContext(): Promise<BrowserContext> {
  launched ??= launch();
  return launched;
}

/** Whether a browser was started, and has to be closed. */
export function hasBrowser(): boolean {
  return launched !== undefined;
}

async function launch(): Promise<BrowserContext> {
  const executablePath = settings.browser ?? findBrowser(process.env, process.platform);
  if (executablePath === undefined) throw new Error('no Chrome, Edge or Chromium was found');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: isHeadless,
    args: [...browserFlags, ...(isHeadless ? [] : ['--test-type', '--app=data:text/html,'])],
    ignoreDefaultArgs: ['--enable-automation'],
    viewport: null,
    serviceWorkers: 'block',
    acceptDownloads: true,
    // The double ends the app first, and the browser with it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  // Permissions are decided by the session's handlers, in front of the browser.
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return context;
}

/** Where a test connects to the same browser. Chromium writes the port that it chose into its profile. */
export async function debuggingEndpoint(): Promise<string> {
  await browserContext();
  const file = path.join(profile, 'DevToolsActivePort');
  await appears(file);
  const [port = ''] = readFileSync(file, 'utf8').split('\n');
  return `http://127.0.0.1:${port}`;
}

/** Waits until Chromium has written a whole line. */
function appears(file: string): Promise<void> {
  const isThere = (): boolean => existsSync(file) && readFileSync(file, 'utf8').includes('\n');
  return new Promise((resolve) => {
    const watcher = watch(path.dirname(file), () => check());
    const check = (): void => {
      if (!isThere()) return;
      watcher.close();
      resolve();
    };
    check();
  });
}

/** Ends the browser; safe to call twice. */
export async function closeBrowser(): Promise<void> {
  const closing = launched;
  launched = undefined;
  try {
    await (await closing)?.close();
  } catch (error) {
    recordError('closing the browser', error);
  }
}

/** Removes what this run wrote; a browser that is still ending may write once more, hence the retries. */
export function removeTemporaryFolder(): void {
  rmSync(temporaryFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
