import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { isOwnPage } from '../../../shared/contract/own-page';

/** Records the handlers that a session is given. */
class SessionRecorder extends EventEmitter {
  request: Parameters<Session['setPermissionRequestHandler']>[0] = null;
  check: Parameters<Session['setPermissionCheckHandler']>[0] = null;
  device: Parameters<Session['setDevicePermissionHandler']>[0] = null;
  display: Parameters<Session['setDisplayMediaRequestHandler']>[0] = null;
  setPermissionRequestHandler(handler: SessionRecorder['request']): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: SessionRecorder['check']): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: SessionRecorder['device']): void {
    this.device = handler;
  }
  setDisplayMediaRequestHandler(handler: SessionRecorder['display']): void {
    this.display = handler;
  }
}

/** The sessions of the mocked module: the window's own, which a test sets, and the default one. */
const { app, ours } = vi.hoisted(() => {
  // oxlint-disable-next-line typescript/no-require-imports -- a hoisted block runs before the imports
  const { EventEmitter: Emitter } = require('node:events') as typeof import('node:events');
  return { app: new Emitter(), ours: Object.create(null) as { session: unknown; standard: unknown } };
});
vi.mock('electron', () => ({
  app,
  session: {
    get defaultSession() {
      return ours.standard;
    },
    fromPartition: (partition: string) => (partition === pagePartition ? ours.session : undefined),
  },
}));

const { lockContents, lockDefaultSession, lockEverything, lockSession, loadOwnPage } =
  await import('../../../electron/shell/lock-down');
const { pagePartition } = await import('../../../electron/shell/page-session');

class ContentsRecorder extends EventEmitter {
  open: Parameters<WebContents['setWindowOpenHandler']>[0] | undefined;
  loaded: string[] = [];
  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.open = handler;
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
  }
}

function anEvent(url: string) {
  return {
    url,
    isPrevented: false,
    preventDefault() {
      this.isPrevented = true;
    },
  };
}

/** Every permission that Electron's types name for a check, and one that they do not. */
const permissions = [...namedPermissions(), 'something-new'];

function namedPermissions(): string[] {
  const types = readFileSync('node_modules/electron/electron.d.ts', 'utf8');
  const signature = /setPermissionCheckHandler\(handler: [^\n]*/.exec(types)?.[0] ?? '';
  return [...(/permission: \(?([^,)]*)/.exec(signature)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(
    ([, name = '']) => name,
  );
}

const aContents = {} as WebContents;

function granted(session: SessionRecorder, permission: string, requestingUrl: string, isMainFrame = true): boolean {
  let answer: boolean | undefined;
  const details = { requestingUrl, isMainFrame };
  session.request?.(aContents, permission as 'media', (value) => (answer = value), details);
  const checked = session.check?.(null, permission as 'media', requestingUrl, details);
  if (isMainFrame) expect(checked).toBe(answer);
  return answer ?? false;
}

describe('a session', () => {
  const aSession = (isOurs: boolean): SessionRecorder => {
    const recorder = new SessionRecorder();
    ours.session = isOurs ? recorder : new SessionRecorder();
    lockSession(recorder as unknown as Session, { isOwnPage });
    return recorder;
  };

  it('is asked about every permission that Electron knows', () => {
    expect(permissions.length).toBeGreaterThan(30);
  });

  it('of our page grants the writing of text to the clipboard and nothing else', () => {
    const session = aSession(true);
    expect(permissions.filter((permission) => granted(session, permission, 'app://ui/index.html'))).toEqual([
      'clipboard-sanitized-write',
    ]);
  });

  it.each(['https://example.com/', 'app://evil/', ''])('grants nothing to %s', (url) => {
    const session = aSession(true);
    expect(permissions.filter((permission) => granted(session, permission, url))).toEqual([]);
  });

  it('grants nothing to a frame inside our page', () => {
    const session = aSession(true);
    expect(permissions.filter((permission) => granted(session, permission, 'app://ui/', false))).toEqual([]);
  });

  it('that nobody planned grants nothing', () => {
    const session = aSession(false);
    expect(permissions.filter((permission) => granted(session, permission, 'app://ui/index.html'))).toEqual([]);
  });

  it('grants nothing to our page either where it is the default one', () => {
    const session = new SessionRecorder();
    Object.assign(ours, { session: new SessionRecorder(), standard: session });
    lockDefaultSession({ isOwnPage, onLink: () => undefined });
    expect(permissions.filter((permission) => granted(session, permission, 'app://ui/index.html'))).toEqual([]);
    const event = anEvent('');
    session.emit('will-download', event);
    expect(event.isPrevented).toBe(true);
  });

  it('has no devices and no screens to give', () => {
    const session = aSession(true);
    expect(session.device?.({} as never)).toBe(false);
    let streams: unknown;
    session.display?.({} as never, (answer) => (streams = answer));
    expect(streams).toEqual({});
  });

  it('downloads nothing', () => {
    const event = anEvent('');
    aSession(true).emit('will-download', event);
    expect(event.isPrevented).toBe(true);
  });
});

describe('contents', () => {
  const some = () => {
    const contents = new ContentsRecorder();
    const links: string[] = [];
    lockContents(contents as unknown as WebContents, { isOwnPage, onLink: (url) => links.push(url) });
    return { contents, links };
  };

  it.each(['will-frame-navigate', 'will-redirect'])('do not leave our page by %s', (name) => {
    const { contents } = some();
    const away = anEvent('https://example.com/');
    const within = anEvent('app://ui/index.html');
    contents.emit(name, away);
    contents.emit(name, within);
    expect([away.isPrevented, within.isPrevented]).toEqual([true, false]);
  });

  it('open no window, and hand the link on', () => {
    const { contents, links } = some();
    expect(contents.open?.({ url: 'https://example.com/' } as never)).toEqual({ action: 'deny' });
    expect(links).toEqual(['https://example.com/']);
  });

  it('attach no webview', () => {
    const event = anEvent('');
    some().contents.emit('will-attach-webview', event);
    expect(event.isPrevented).toBe(true);
  });

  it('load our page through the one way that checks it, and nothing else', async () => {
    const { contents } = some();
    await loadOwnPage(contents as unknown as WebContents, 'app://ui/index.html', { isOwnPage });
    await expect(
      loadOwnPage(contents as unknown as WebContents, 'https://example.com/', { isOwnPage }),
    ).rejects.toThrow('not ours');
    expect(contents.loaded).toEqual(['app://ui/index.html']);
  });
});

describe('the whole app', () => {
  lockEverything({ isOwnPage, onLink: () => undefined });

  it('locks contents that nobody planned', () => {
    const contents = new ContentsRecorder();
    app.emit('web-contents-created', {}, contents);
    expect(contents.open?.({ url: 'https://example.com/' } as never)).toEqual({ action: 'deny' });
  });

  it('locks sessions that nobody planned', () => {
    const session = new SessionRecorder();
    app.emit('session-created', session);
    expect(granted(session, 'media', 'app://ui/')).toBe(false);
  });

  it('answers a request for a password or a certificate with nothing', () => {
    const answers: unknown[][] = [];
    const answer = (...given: unknown[]): void => void answers.push(given);
    const events = [anEvent(''), anEvent('')];
    app.emit('login', events[0], {}, {}, {}, answer);
    app.emit('select-client-certificate', events[1], {}, '', [{}], answer);
    expect([answers, events.map(({ isPrevented }) => isPrevented)]).toEqual([
      [[], []],
      [true, true],
    ]);
  });
});
