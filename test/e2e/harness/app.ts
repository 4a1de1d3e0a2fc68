/** Starts the built app as a person would, on the Electron double, and hands over its first window. */
import type { ChildProcess } from 'node:child_process';
import type { Page } from 'playwright-core';
import { connectToPage, startOnDouble, type Double } from '../../../build/double-client.mjs';

export interface LaunchOptions {
  /** The app's own arguments, for instance `--demo=running`. */
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly width?: number;
  readonly height?: number;
  /** What the system prefers; `light` when absent. */
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: boolean;
  /** A user data folder that outlives the app, so that two starts share it. */
  readonly userData?: string;
  /** Another main process than the app's own. */
  readonly main?: string;
}

export interface RunningApp {
  /** The first window. */
  readonly page: Page;
  /** Questions to the double: what was asked of the system, and what the system does next. */
  readonly double: Double;
  readonly process: ChildProcess;
  /** All that the main process has printed. */
  readonly output: () => string;
  /** Ends the app and its browser, and waits until both have gone. Gives the exit code. */
  readonly close: () => Promise<number>;
}

const longestGoodbyeMs = 30_000;

export async function launchApp({ args, env, main, ...settings }: LaunchOptions = {}): Promise<RunningApp> {
  const app = startOnDouble({
    settings: { headless: true, ...settings },
    ...(args ? { args } : {}),
    ...(env ? { env } : {}),
    ...(main === undefined ? {} : { main }),
  });
  const { cdpEndpoint, targetId } = await app.firstWindow;
  const { browser, page } = await connectToPage(cdpEndpoint, targetId);
  const close = async (): Promise<number> => {
    await browser.close();
    if (app.process.connected) await app.double.quit().catch(() => undefined);
    // A window that refuses to close must not hold the tests.
    const kill = setTimeout(() => app.process.kill('SIGKILL'), longestGoodbyeMs);
    const code = await app.ended;
    clearTimeout(kill);
    return code;
  };
  return { page, double: app.double, process: app.process, output: app.output, close };
}
