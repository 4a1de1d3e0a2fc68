import { once } from 'node:events';
import { app, quitOrEnd } from './app';
import { debuggingEndpoint, temporaryFolder } from './browser';
import { childFrame } from './frames';
import { invoke } from './ipc-main';
import { pretend } from './pretend';
import { records } from './records';
import { allSessions, type SessionDouble } from './session';
import { senderEvent } from './web-contents';
import { nativeTheme, systemTheme } from './theme';
import { powerMonitor } from './system';
import { allWindows, type BrowserWindow } from './windows';

/** A window or one of its views as a test sees it. */
export interface WindowReport {
  readonly id: number;
  /** The same page as the browser's own protocol names it. */
  readonly targetId: string;
  readonly url: string;
  readonly title: string;
  readonly isVisible: boolean;
  readonly isFocused: boolean;
  readonly bounds: Electron.Rectangle;
  readonly options: object;
  readonly chrome: object;
  readonly views: readonly { readonly targetId: string; readonly url: string; readonly isVisible: boolean }[];
}

/** A session as a test sees it. */
export interface SessionReport {
  /** Empty for the default one. */
  readonly partition: string;
  /** Whether Electron would keep it on disk. */
  readonly isPersistent: boolean;
  readonly hasCache: boolean;
  /** Those that it answers by a handler of the app. */
  readonly schemes: readonly string[];
  /** Whether both permission handlers are set. */
  readonly isLocked: boolean;
}

/** Where a request claims to come from. */
export interface ClaimedFrame {
  readonly url: string;
  /** The addresses of the frames around it, the nearest first; none for a top frame. */
  readonly parents?: readonly string[];
  readonly isDetached?: boolean;
  /** A frame that has gone altogether. */
  readonly isGone?: boolean;
}

const emitters = { app, nativeTheme, powerMonitor };

/** What a parent process may ask; a test calls these by name. */
export const controls = {
  /** Where this run keeps everything that it writes, until it ends. */
  temporaryFolder: () => temporaryFolder,
  dialogs: () => records.dialogs,
  answerDialogs: (...answers: object[]) => void records.answers.push(...answers),
  errors: () => records.errors,
  consoleErrors: () => records.consoleErrors,
  networkAttempts: () => records.networkAttempts,
  cspViolations: () => records.cspViolations,
  opened: () => records.opened,
  permissions: () => records.permissions,
  clipboard: () => records.clipboard,
  windows: () => Promise.all(allWindows().map(reportWindow)),
  /** The web preferences of every window and view. */
  preferences: () =>
    allWindows().flatMap((window) =>
      [window, ...window.contentView.children].map(({ webContents }) => webContents.getLastWebPreferences()),
    ),
  sessions: () => allSessions().map(reportSession),
  hideWindow: (index = 0) => windowAt(index).hide(),
  showWindow: (index = 0) => windowAt(index).show(),
  minimizeWindow: (index = 0) => windowAt(index).minimize(),
  restoreWindow: (index = 0) => windowAt(index).restore(),
  closeWindow: (index = 0) => windowAt(index).close(),
  resizeWindow: (width: number, height: number, index = 0) => windowAt(index).setSize(width, height),
  setThemeSource: (source: Electron.NativeTheme['themeSource']) => {
    nativeTheme.themeSource = source;
  },
  /** Changes what the system prefers, as a person would in Windows' settings. */
  setSystemTheme: (change: Partial<typeof systemTheme>) => {
    Object.assign(systemTheme, change);
    nativeTheme.change();
  },
  /** Emits an event on one of Electron's own objects; listeners get an event that can be prevented first. */
  emit: (target: keyof typeof emitters, event: string, ...args: unknown[]) => {
    emitters[target].emit(event, { preventDefault: () => undefined, defaultPrevented: false }, ...args);
  },
  /** Lets another instance take the lock as soon as this one lets go of it. */
  takeInstanceAtRelease: () => {
    app.isAwaitedByAnother = true;
  },
  /** Sends a request as some other frame would, with the window's own contents as the sender. */
  invokeAs: (frame: ClaimedFrame, channel: string, ...args: unknown[]) => invokeAs(frame, channel, args),
  /** Kills the page's process; answers when the app has heard of it. */
  crashPage: async (index = 0) => {
    const { webContents } = windowAt(index);
    const { cdp } = await webContents.tab;
    const gone = once(webContents, 'render-process-gone');
    // The page is gone before it can answer.
    void cdp.send('Page.crash').catch(() => undefined);
    await gone;
  },
  quit: () => quitOrEnd(),
};

export type Controls = typeof controls;

/** What the double says by itself. */
export type DoubleMessage =
  | { readonly type: 'double-ready'; readonly cdpEndpoint: string }
  | { readonly type: 'window-loaded'; readonly windowId: number; readonly targetId: string };

interface Question {
  readonly id: number;
  readonly ask: keyof Controls;
  readonly args: readonly unknown[];
}

function windowAt(index: number): BrowserWindow {
  const window = allWindows()[index];
  if (!window) throw new Error(`there is no window ${index}`);
  return window;
}

function reportSession(session: SessionDouble): SessionReport {
  const { partition, options, protocol, requestHandler, checkHandler } = session;
  return {
    partition,
    isPersistent: session.isPersistent(),
    hasCache: options?.cache !== false,
    schemes: [...protocol.handlers.keys()],
    isLocked: requestHandler !== null && checkHandler !== null,
  };
}

async function reportWindow(window: BrowserWindow): Promise<WindowReport> {
  const views = window.contentView.children.map(async ({ webContents, visible }) => ({
    targetId: (await webContents.tab).targetId,
    url: webContents.getURL(),
    isVisible: visible,
  }));
  const { id, webContents, options, chrome } = window;
  return {
    id,
    targetId: (await webContents.tab).targetId,
    url: webContents.getURL(),
    title: window.getTitle(),
    isVisible: window.isVisible(),
    isFocused: window.isFocused(),
    bounds: window.getBounds(),
    options: pretend<object>(JSON.parse(JSON.stringify(options))),
    chrome,
    views: await Promise.all(views),
  };
}

function invokeAs(frame: ClaimedFrame, channel: string, args: readonly unknown[]): Promise<unknown> {
  const contents = windowAt(0).webContents;
  const { url, parents = [], isDetached = false, isGone = false } = frame;
  const top = contents.mainFrame;
  const claimed =
    parents.length > 0
      ? childFrame(url, parents, top, isDetached)
      : { ...childFrame(url, [], top, isDetached), parent: null };
  return invoke(senderEvent(contents, isGone ? null : claimed), channel, args);
}

/** Listens to the parent process, if there is one, and ends with it. */
export function startControl(): void {
  if (!process.send) return;
  process.on('message', (question: Question) => void answerQuestion(question));
  process.on('disconnect', () => quitOrEnd());
  app.on('browser-window-created', (_event: unknown, window: BrowserWindow) => {
    window.webContents.on('did-finish-load', () => void announceLoad(window));
  });
}

/** Says that tests may connect. */
export async function announceReady(): Promise<void> {
  if (process.send) say({ type: 'double-ready', cdpEndpoint: await debuggingEndpoint() });
}

async function announceLoad(window: BrowserWindow): Promise<void> {
  say({ type: 'window-loaded', windowId: window.id, targetId: (await window.webContents.tab).targetId });
}

async function answerQuestion({ id, ask, args }: Question): Promise<void> {
  try {
    if (!Object.hasOwn(controls, ask)) throw new Error(`the double cannot be asked for "${ask}"`);
    const control: (...given: readonly unknown[]) => unknown = pretend(controls[ask]);
    say({ id, value: await control(...args) });
  } catch (error) {
    say({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

function say(message: DoubleMessage | { id: number; value?: unknown; error?: string }): void {
  if (process.connected) process.send?.(message);
}
