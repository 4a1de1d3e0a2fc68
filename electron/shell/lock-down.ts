/** Guards for every contents and every session, also those that nobody planned. */
import { app, session, type Session, type WebContents } from 'electron';
import { pageSession } from './page-session';

export interface LockDownOptions {
  /** Whether a page may load this address; the strictest answer is for our own page. */
  readonly isOwnPage: (url: string) => boolean;
  /** A link that was denied a window of its own. */
  readonly onLink: (url: string) => void;
}

/** W4, N1, N3–N7: call before Electron is ready. */
export function lockEverything(options: LockDownOptions): void {
  app.on('session-created', (created) => lockSession(created, options));
  app.on('web-contents-created', (_event, contents) => lockContents(contents, options));
  // N7: nobody is asked for a password or a certificate, and none is chosen for them.
  app.on('login', (event, _contents, _details, _authInfo, answer) => {
    event.preventDefault();
    answer();
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    answer();
  });
}

/** The default session exists before anybody listens. No page of ours is in it, and it serves none. */
export function lockDefaultSession(options: LockDownOptions): void {
  lockSession(session.defaultSession, options);
}

/** Electron grants every permission unless a handler says otherwise; ours grants one, to our own page in its own session. */
export function lockSession(target: Session, { isOwnPage }: Pick<LockDownOptions, 'isOwnPage'>): void {
  const mayCopy = (permission: string, requestingUrl: string): boolean =>
    permission === 'clipboard-sanitized-write' && target === pageSession() && isOwnPage(requestingUrl);
  target.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayCopy(permission, details.requestingUrl) && details.isMainFrame);
  });
  target.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    mayCopy(permission, details.requestingUrl ?? ''),
  );
  target.setDevicePermissionHandler(() => false);
  target.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  target.on('will-download', (event) => event.preventDefault());
}

/** One guard a contents: no navigation away, no new window, no webview. */
export function lockContents(contents: WebContents, { isOwnPage, onLink }: LockDownOptions): void {
  const guard = (event: { preventDefault(): void; url: string }): void => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  contents.on('will-frame-navigate', guard);
  contents.on('will-redirect', guard);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    onLink(url);
    return { action: 'deny' };
  });
}

/** N2: the guards do not see `loadURL`, so it goes through here. */
export async function loadOwnPage(
  contents: WebContents,
  url: string,
  { isOwnPage }: Pick<LockDownOptions, 'isOwnPage'>,
): Promise<void> {
  if (!isOwnPage(url)) throw new Error('refused to load a page that is not ours');
  await contents.loadURL(url);
}
