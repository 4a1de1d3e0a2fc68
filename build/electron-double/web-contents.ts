import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { CDPSession, Page, Request as PageRequest } from 'playwright-core';
import { app } from './app';
import { isHeadless } from './browser';
import { childFrame, topFrame, type FrameDouble } from './frames';
import { invoke, ipcMain } from './ipc-main';
import { pageWorld, preloadWorld, type NodeMessage, type PageMessage, type PageSideOptions } from './page-runtime';
import { pretend } from './pretend';
import { recordError, records } from './records';
import { answerRequest, refuse } from './requests';
import { fromWeb, originOf, toWeb } from './schemes';
import { sessionOf, type SessionDouble } from './session';
import { preventable, strict } from './strict';
import { mediaFeatures } from './theme';
import { wireFormat } from './wire-format';
import { worldCrossing } from './world-crossing';

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

const worldName = 'electron-preload';
const format = wireFormat();
const initialPages = new Set<Page>();
let ids = 0;

/** The page of one window or view, and the tab of the browser behind it. */
export interface Tab {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly targetId: string;
}

export class WebContentsDouble
  extends EventEmitter
  implements
    Pick<
      Electron.WebContents,
      | 'id'
      | 'loadURL'
      | 'reload'
      | 'send'
      | 'getURL'
      | 'getTitle'
      | 'getType'
      | 'setWindowOpenHandler'
      | 'isDestroyed'
      | 'isCrashed'
      | 'isLoading'
      | 'close'
      | 'focus'
      | 'isFocused'
      | 'setZoomFactor'
      | 'getZoomFactor'
      | 'setVisualZoomLevelLimits'
      | 'openDevTools'
      | 'closeDevTools'
      | 'isDevToolsOpened'
    >
{
  readonly id = ++ids;
  readonly session: SessionDouble;
  readonly mainFrame: FrameDouble;
  /** Settles when the tab is there. */
  readonly tab: Promise<Tab>;
  readonly preferences: Electron.WebPreferences;
  currentUrl = '';
  title = '';
  openHandler: OpenHandler = () => ({ action: 'allow' });
  zoomFactor = 1;
  size = { width: 800, height: 600 };
  shownSize: { width: number; height: number } | undefined;
  destroyed = false;
  crashed = false;
  loading = false;
  /** The address that the app itself asked for; the guards are not asked about it. */
  expectedUrl: string | undefined;
  /** Where the preload script of the present document runs. */
  preloadContext: number | undefined;
  readonly bindingName = `double_${randomUUID().replaceAll('-', '')}`;
  readonly deliverName = `deliver_${randomUUID().replaceAll('-', '')}`;

  constructor(preferences: Electron.WebPreferences) {
    super();
    if (preferences.nodeIntegration || preferences.contextIsolation === false || preferences.sandbox === false) {
      throw new Error('the double runs sandboxed, isolated pages only');
    }
    this.preferences = preferences;
    this.session = sessionOf(preferences.partition ?? '');
    this.mainFrame = topFrame(() => this.currentUrl);
    const contents = strict('webContents', this);
    this.tab = openTab(contents);
    this.tab.catch((error: unknown) => recordError('opening a tab', error));
    app.emit('web-contents-created', preventable({}), contents);
    return contents;
  }

  async loadURL(url: string): Promise<void> {
    const { page } = await this.tab;
    this.expectedUrl = toWeb(url);
    this.loading = true;
    this.emit('did-start-loading');
    try {
      await page.goto(toWeb(url), { waitUntil: 'load' });
    } catch (error) {
      this.loading = false;
      const failure = /net::(ERR_\w+)/.exec(String(error))?.[1] ?? 'ERR_FAILED';
      this.emit('did-fail-load', preventable({}), -2, failure, url, true, 0, 0);
      throw new Error(`${failure} (-2) loading '${url}'`, { cause: error });
    }
  }

  reload(): void {
    this.expectedUrl = toWeb(this.currentUrl);
    this.loading = true;
    void this.tab.then(({ page }) => page.reload()).catch((error: unknown) => recordError('reloading', error));
  }

  /** Goes to the preload script of the document that is there now; without one nobody hears it. */
  send(channel: string, ...args: unknown[]): void {
    void deliver(this, { kind: 'event', channel, args: structuredClone(args) });
  }

  getURL(): string {
    return this.currentUrl;
  }

  getTitle(): string {
    return this.title;
  }

  getType(): 'window' {
    return 'window';
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  /** In Electron too, though its types do not say so. */
  getLastWebPreferences(): Electron.WebPreferences {
    return this.preferences;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isCrashed(): boolean {
    return this.crashed;
  }

  isLoading(): boolean {
    return this.loading;
  }

  close(): void {
    void this.tab.then(({ page }) => page.close()).catch(() => undefined);
    this.markDestroyed();
  }

  markDestroyed(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('destroyed');
  }

  focus(): void {
    void this.tab.then(({ page }) => page.bringToFront()).catch(() => undefined);
  }

  isFocused(): boolean {
    return !this.destroyed;
  }

  setZoomFactor(factor: number): void {
    this.zoomFactor = factor;
    this.applyView();
  }

  getZoomFactor(): number {
    return this.zoomFactor;
  }

  async setVisualZoomLevelLimits(): Promise<void> {}

  openDevTools(): void {}

  closeDevTools(): void {}

  isDevToolsOpened(): boolean {
    return false;
  }

  setSize(width: number, height: number): void {
    this.size = { width, height };
    this.applyView();
  }

  /** Tells the tab its size, its zoom and the system's preferences. */
  applyView(): void {
    void this.tab.then((tab) => applyView(this, tab)).catch((error: unknown) => recordError('sizing a page', error));
  }

  /** Asks the guards about a navigation that the page began. */
  mayNavigate(request: PageRequest, url: string): boolean {
    const isMainFrame = request.frame().parentFrame() === null;
    if (isMainFrame && request.url() === this.expectedUrl) {
      this.expectedUrl = undefined;
      return true;
    }
    const details = { url, isMainFrame, isSameDocument: false, frame: isMainFrame ? this.mainFrame : null };
    const event = preventable({ ...details, initiator: this.mainFrame });
    this.emit('will-frame-navigate', event);
    if (event.defaultPrevented) return false;
    if (isMainFrame) this.emit('will-navigate', event, url, false, true, 0, 0);
    return !event.defaultPrevented;
  }

  /** Asks the guards about a redirect; true when nobody prevented it. */
  mayRedirect(request: PageRequest, url: string): boolean {
    const isMainFrame = request.frame().parentFrame() === null;
    const event = preventable({ url, isMainFrame, isSameDocument: false, frame: null, initiator: null });
    this.emit('will-redirect', event, url, false, isMainFrame, 0, 0);
    return !event.defaultPrevented;
  }

  /** A new window that the page wants: the handler is asked, and whatever it says there is none. */
  askToOpen(url: string, features: string): void {
    const details = { url: fromWeb(url), frameName: '', features, disposition: 'new-window' as const };
    const { action } = this.openHandler({ ...details, referrer: { url: '', policy: 'default' } });
    if (action === 'allow') recordError(this.currentUrl, 'windows opened by a page are not in the double');
  }
}

async function openTab(contents: WebContentsDouble): Promise<Tab> {
  const page = await newPage(contents);
  const cdp = await page.context().newCDPSession(page);
  const target = await cdp.send('Target.getTargetInfo');
  await page.route('**/*', (route) => answerRequest(contents, route));
  watchPage(contents, page);
  await installPageSide(contents, cdp);
  const tab = { page, cdp, targetId: target.targetInfo.targetId };
  await applyView(contents, tab);
  return tab;
}

/** The browser begins with one empty page: the first window takes it. */
async function newPage(contents: WebContentsDouble): Promise<Page> {
  const context = await contents.session.browserContext();
  const [initial] = context.pages();
  if (initial && initialPages.size === 0) {
    initialPages.add(initial);
    return initial;
  }
  return context.newPage();
}

function watchPage(contents: WebContentsDouble, page: Page): void {
  page.on('load', () => {
    contents.loading = false;
    void page.title().then(
      (title) => (contents.title = title),
      () => undefined,
    );
    contents.emit('did-finish-load');
    contents.emit('did-stop-loading');
  });
  page.on('domcontentloaded', () => contents.emit('dom-ready', preventable({})));
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) contents.currentUrl = fromWeb(frame.url());
  });
  page.on('pageerror', (error) => recordError('page', error));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) records.consoleErrors.push(message.text());
    const { url, lineNumber } = message.location();
    const level = message.type() === 'error' ? 'error' : 'info';
    contents.emit('console-message', preventable({ message: message.text(), level, lineNumber, sourceId: url }));
  });
  page.on('websocket', (socket) => records.networkAttempts.push(socket.url()));
  page.on('popup', (popup) => void dropPopup(popup));
  page.on('download', (download) => {
    contents.session.emit('will-download', preventable({}), { getURL: () => fromWeb(download.url()) }, contents);
    void download.cancel();
  });
  page.on('crash', () => {
    contents.crashed = true;
    const details = { reason: 'crashed', exitCode: 1 };
    contents.emit('render-process-gone', preventable({}), details);
    app.emit('render-process-gone', preventable({}), contents, details);
  });
  // Without a listener playwright answers for the person.
  if (!isHeadless) page.on('dialog', () => undefined);
  page.on('close', () => contents.markDestroyed());
}

async function dropPopup(popup: Page): Promise<void> {
  await popup.route('**/*', (route) => refuse(route, fromWeb(route.request().url()))).catch(() => undefined);
  await popup.close();
}

/** Puts both worlds of the double into every document before its own scripts run. */
async function installPageSide(contents: WebContentsDouble, cdp: CDPSession): Promise<void> {
  const { preload, nodeIntegrationInSubFrames = false } = contents.preferences;
  const options: PageSideOptions = {
    bindingName: contents.bindingName,
    deliverName: contents.deliverName,
    runsInSubFrames: nodeIntegrationInSubFrames,
    process: preloadProcess(),
  };
  // Only the two worlds know how to address one another.
  const [page, own] = [randomUUID(), randomUUID()];
  const crossing = worldCrossing.toString();
  const preloadText = preload === undefined ? '' : readPreload(preload);
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === contents.bindingName) void hear(contents, pretend(format.unpack(payload)), executionContextId);
  });
  cdp.on('Page.windowOpen', ({ url, windowFeatures }) => contents.askToOpen(url, windowFeatures.join(',')));
  await cdp.send('Page.enable');
  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name: contents.bindingName, executionContextName: worldName });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `(${pageWorld.toString()})((${crossing})('${page}', '${own}'));`,
  });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName,
    source: `(${preloadWorld.toString()})(${JSON.stringify(options)}, (${wireFormat.toString()})(),
      (${crossing})('${own}', '${page}'), function (require, module, exports, process) {${preloadText}\n});`,
  });
}

function preloadProcess(): Record<string, unknown> {
  const { platform, arch, versions } = process;
  return { platform, arch, versions, type: 'renderer', sandboxed: true, contextIsolated: true, env: {}, argv: [] };
}

function readPreload(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (/^\s*(import|export)\s/m.test(text)) throw new Error('a sandboxed preload script must be CommonJS');
  return text;
}

/** Takes one message of the page's side. */
async function hear(contents: WebContentsDouble, message: PageMessage, context: number): Promise<void> {
  const url = fromWeb(message.url);
  const isTop = message.parents.length === 0;
  switch (message.kind) {
    case 'hello':
      if (!isTop) return;
      contents.preloadContext = context;
      contents.currentUrl = url;
      return;
    case 'invoke':
      return reply(contents, context, message.id, () =>
        invoke(eventOf(contents, message), message.channel, message.args),
      );
    case 'send':
      ipcMain.emit(message.channel, eventOf(contents, message), ...message.args);
      return;
    case 'request':
    case 'check':
      return reply(contents, context, message.id, () => decide(contents, message.kind, message.permission, url, isTop));
    case 'open':
      contents.askToOpen(message.target, message.features);
      return;
    case 'csp':
      records.cspViolations.push({ directive: message.directive, blocked: message.blocked, page: url });
      return;
    case 'preload-error':
      recordError('preload', message.message);
      contents.emit('preload-error', preventable({}), contents.preferences.preload, new Error(message.message));
  }
}

function eventOf(
  contents: WebContentsDouble,
  { url, parents }: Pick<PageMessage, 'url' | 'parents'>,
): Electron.IpcMainInvokeEvent {
  const above = parents.map((parent) => fromWeb(parent));
  const frame = parents.length === 0 ? contents.mainFrame : childFrame(fromWeb(url), above, contents.mainFrame);
  return senderEvent(contents, frame);
}

/** The event that a handler gets with a request from a frame. */
export function senderEvent(contents: WebContentsDouble, senderFrame: FrameDouble | null): Electron.IpcMainInvokeEvent {
  return pretend(
    strict('event', preventable({ type: 'frame', sender: contents, senderFrame, processId: 0, frameId: 0 })),
  );
}

async function reply(
  contents: WebContentsDouble,
  context: number,
  id: number,
  work: () => Promise<unknown>,
): Promise<void> {
  const message = await work().then(
    (value): NodeMessage => ({ kind: 'answer', id, value }),
    (error: unknown): NodeMessage => ({
      kind: 'failure',
      id,
      message: error instanceof Error ? error.message : String(error),
    }),
  );
  await deliver(contents, message, context);
}

/** A document that has gone meanwhile hears nothing, as in Electron. */
async function deliver(contents: WebContentsDouble, message: NodeMessage, context?: number): Promise<void> {
  const { cdp } = await contents.tab;
  const contextId = context ?? contents.preloadContext;
  if (contextId === undefined || contents.destroyed) return;
  const expression = `globalThis[${JSON.stringify(contents.deliverName)}](${JSON.stringify(format.pack(message))})`;
  await cdp.send('Runtime.evaluate', { contextId, expression }).catch(() => undefined);
}

/** Without a handler Electron grants everything. */
async function decide(
  { session }: WebContentsDouble,
  kind: 'request' | 'check',
  permission: string,
  requestingUrl: string,
  isMainFrame: boolean,
): Promise<boolean> {
  const details = { requestingUrl, isMainFrame, securityOrigin: originOf(requestingUrl) };
  const isGranted = await new Promise<boolean>((resolve) => {
    if (kind === 'check') {
      const { checkHandler } = session;
      resolve(checkHandler?.(null, pretend(permission), originOf(requestingUrl), pretend(details)) ?? true);
      return;
    }
    const { requestHandler } = session;
    if (requestHandler) requestHandler(pretend({}), pretend(permission), resolve, pretend(details));
    else resolve(true);
  });
  records.permissions.push({ permission, isGranted });
  return isGranted;
}

async function applyView(contents: WebContentsDouble, tab: Tab): Promise<void> {
  if (contents.destroyed) return;
  await tab.cdp.send('Emulation.setEmulatedMedia', { features: mediaFeatures() });
  if (isHeadless) await applyMetrics(contents, tab);
  else await applyBounds(contents, tab);
}

async function applyMetrics({ size, zoomFactor }: WebContentsDouble, { cdp }: Tab): Promise<void> {
  await cdp.send('Emulation.setDeviceMetricsOverride', {
    width: Math.round(size.width / zoomFactor),
    height: Math.round(size.height / zoomFactor),
    deviceScaleFactor: zoomFactor,
    mobile: false,
  });
}

/** A window that a person sees keeps its own zoom, and the size that the person gives it. */
async function applyBounds(contents: WebContentsDouble, { cdp }: Tab): Promise<void> {
  if (contents.shownSize === contents.size) return;
  contents.shownSize = contents.size;
  const { windowId } = await cdp.send('Browser.getWindowForTarget');
  await cdp.send('Browser.setWindowBounds', { windowId, bounds: contents.size });
}
