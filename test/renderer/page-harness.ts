/** Opens the built page in a browser, under the app's own content security policy, over a fake machine. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { findBrowser } from '../../build/launcher.mjs';
import { contentSecurityPolicy } from '../../electron/shell/content-security-policy';
import type { FakeSettings } from './fake-bridge';

const root = path.resolve(import.meta.dirname, '../..');
/** Another folder than `npm run build` makes, for a look while others use that one. */
const built = process.env['RENDERER_FOLDER'] ?? path.join(root, 'dist/renderer');
// A name that counts as a secure context, as the app's own scheme does. Nothing listens there: requests are answered below.
const origin = 'http://localhost';
const nonce = 'bm9uY2Utb2YtdGhlLXRlc3Rz';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface OpenOptions extends Omit<FakeSettings, 'scenario'> {
  readonly scenario?: FakeSettings['scenario'];
  /** `setup`, `about`; Overview when absent. */
  readonly at?: string;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active' | 'none';
  /** The page's clock can be stopped: `page.clock`. */
  readonly hasOwnClock?: boolean;
}

export interface PageTools {
  /** A new window with the page. Everything that the policy or the console complains about is in `complaints`. */
  readonly open: (options?: OpenOptions) => Promise<{ readonly page: Page; readonly complaints: string[] }>;
  readonly close: () => Promise<void>;
}

/** One browser for a test file. */
export async function startPages(): Promise<PageTools> {
  if (!existsSync(path.join(built, 'index.html')))
    throw new Error('dist/renderer is missing; run `node build/build.mjs --only renderer` first.');
  const executablePath = findBrowser(process.env, process.platform);
  if (executablePath === undefined) throw new Error('No Chromium, Chrome or Edge was found.');
  const [browser, fake] = await Promise.all([
    chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] }),
    bundleFake(),
  ]);
  return {
    open: (options = {}) => openPage(browser, fake, options),
    close: () => browser.close(),
  };
}

async function openPage(browser: Browser, fake: string, options: OpenOptions) {
  const { at, hasOwnClock = false, width = 1280, height = 720, colorScheme, forcedColors, ...settings } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: colorScheme ?? 'light',
    forcedColors: forcedColors ?? 'none',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  // Several pages are open at a time, and other test files run beside this one.
  page.setDefaultTimeout(30_000);
  if (hasOwnClock) await page.clock.install();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await context.route('**/*', (route) => route.fulfill(answerFor(route.request().url())));
  await page.addInitScript(`globalThis.fakeSettings = ${JSON.stringify({ scenario: 'delivering', ...settings })};`);
  await page.addInitScript(fake);
  await page.goto(`${origin}/index.html${at === undefined ? '' : `#/${at}`}`);
  return { page, complaints };
}

function answerFor(url: string): { status: number; body?: string | Buffer; headers?: Record<string, string> } {
  const { pathname } = new URL(url);
  const file = path.join(built, path.normalize(pathname));
  const contentType = contentTypes[path.extname(file)];
  if (!url.startsWith(origin) || contentType === undefined || !existsSync(file)) return { status: 404 };
  const bytes = readFileSync(file);
  const body = pathname.endsWith('.html') ? bytes.toString('utf8').replaceAll('%NONCE%', nonce) : bytes;
  return {
    status: 200,
    body,
    headers: {
      'Content-Type': contentType,
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'X-Content-Type-Options': 'nosniff',
    },
  };
}

/** The fake machine as one script. */
async function bundleFake(): Promise<string> {
  const output = (await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: path.join(import.meta.dirname, 'fake-bridge-entry.ts'), formats: ['iife'], name: 'fake' },
    },
  })) as Rollup.RollupOutput[] | Rollup.RollupOutput;
  const [chunk] = (Array.isArray(output) ? output : [output]).flatMap((one) => one.output);
  if (chunk?.type !== 'chunk') throw new Error('The fake machine was not bundled.');
  return chunk.code;
}
