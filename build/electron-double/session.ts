import { EventEmitter } from 'node:events';
import type { BrowserContext } from 'playwright-core';
import { app } from './app';
import { browserContext } from './browser';
import { pretend } from './pretend';
import { addScheme } from './schemes';
import { state } from './state';
import { strict } from './strict';

type SchemeHandler = Parameters<Electron.Protocol['handle']>[1];
type Setting<Name extends keyof Electron.Session> = Electron.Session[Name] extends (handler: infer Handler) => void
  ? Handler
  : never;
export type RequestListener = (details: object, answer: (response: Electron.CallbackResponse) => void) => void;
export type HeadersListener = (details: object, answer: (response: Electron.HeadersReceivedResponse) => void) => void;

class ProtocolDouble implements Pick<
  Electron.Protocol,
  'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'
> {
  readonly handlers = new Map<string, SchemeHandler>();

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (state.isReady) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme } of schemes) addScheme(scheme);
  }

  handle(scheme: string, handler: SchemeHandler): void {
    if (this.handlers.has(scheme)) throw new Error(`The scheme has been intercepted: ${scheme}`);
    this.handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme);
  }
}

/** Knows one filter: everything. */
class WebRequestDouble {
  beforeListener: RequestListener | undefined;
  headersListener: HeadersListener | undefined;

  onBeforeRequest(filter: object | null, listener?: RequestListener | null): void {
    this.beforeListener = listenerOf(filter, listener);
  }

  onHeadersReceived(filter: object | null, listener?: HeadersListener | null): void {
    this.headersListener = listenerOf(filter, listener);
  }
}

function listenerOf<Listener>(filter: object | null, listener: Listener | null | undefined): Listener | undefined {
  if (typeof filter === 'function') return pretend(filter);
  const urls: unknown = filter && 'urls' in filter ? filter.urls : undefined;
  if (filter && !(Array.isArray(urls) && urls.includes('<all_urls>'))) {
    throw new Error('electron.webRequest filters other than <all_urls> are not in the double');
  }
  return listener ?? undefined;
}

export class SessionDouble
  extends EventEmitter
  implements
    Pick<
      Electron.Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setDisplayMediaRequestHandler'
      | 'clearStorageData'
      | 'isPersistent'
    >
{
  readonly protocol = strict('protocol', new ProtocolDouble());
  readonly webRequest = strict('webRequest', new WebRequestDouble());
  requestHandler: Setting<'setPermissionRequestHandler'> = null;
  checkHandler: Setting<'setPermissionCheckHandler'> = null;
  context: Promise<BrowserContext> | undefined;

  constructor(
    readonly partition: string,
    readonly options: Electron.FromPartitionOptions | undefined,
  ) {
    super();
    return strict('session', this);
  }

  setPermissionRequestHandler(handler: Setting<'setPermissionRequestHandler'>): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: Setting<'setPermissionCheckHandler'>): void {
    this.checkHandler = handler;
  }

  /** Devices are never offered to a page of the double, so nobody is asked. */
  setDevicePermissionHandler(): void {}

  /** Screens are refused as the permission `display-capture`. */
  setDisplayMediaRequestHandler(): void {}

  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:');
  }

  async clearStorageData(): Promise<void> {
    await (await this.browserContext()).clearCookies();
  }

  /** Each session has a context of its own in the browser: no cookie and no storage is shared. */
  browserContext(): Promise<BrowserContext> {
    this.context ??= contextFor(this);
    return this.context;
  }
}

/** Which session has the context that the browser began with. */
let firstUser: SessionDouble | undefined;

/**
 * The first session that is used, whichever it is, has the browser's own context: that one shows itself as a window of an
 * app, and its profile goes with the run.
 */
function contextFor(user: SessionDouble): Promise<BrowserContext> {
  firstUser ??= user;
  return firstUser === user ? browserContext() : separateContext();
}

async function separateContext(): Promise<BrowserContext> {
  const browser = (await browserContext()).browser();
  if (!browser) throw new Error('the browser is gone');
  return browser.newContext({ viewport: null, serviceWorkers: 'block', acceptDownloads: true });
}

const sessions = new Map<string, SessionDouble>();

/** The sessions in the order in which they were made. */
export function allSessions(): SessionDouble[] {
  return [...sessions.values()];
}

/** The session of a partition; the default one has an empty name. Options are heard by the one that makes it. */
export function sessionOf(partition: string, options?: Electron.FromPartitionOptions): SessionDouble {
  if (!state.isReady) throw new Error('Session can only be received when app is ready');
  const known = sessions.get(partition);
  if (known) return known;
  const created = new SessionDouble(partition, options);
  sessions.set(partition, created);
  app.emit('session-created', created);
  return created;
}

const defaultProtocol = new ProtocolDouble();

/** `protocol` is the default session's, but for the schemes, which are registered before there is a session. */
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) =>
    defaultProtocol.registerSchemesAsPrivileged(schemes),
  handle: (scheme: string, handler: SchemeHandler) => sessionOf('').protocol.handle(scheme, handler),
  unhandle: (scheme: string) => sessionOf('').protocol.unhandle(scheme),
  isProtocolHandled: (scheme: string) => sessionOf('').protocol.isProtocolHandled(scheme),
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>);

export const session = strict('session', {
  get defaultSession(): Electron.Session {
    return pretend(sessionOf(''));
  },
  fromPartition: (partition: string, options?: Electron.FromPartitionOptions): Electron.Session =>
    pretend(sessionOf(partition, options)),
} satisfies Pick<typeof Electron.Session, 'defaultSession' | 'fromPartition'>);
