/**
 * Chromium cannot navigate to a scheme that it does not know, so `app://ui/x` travels as `https://ui.app.invalid/x`.
 * The page sees the mapped address; everything on the main process's side sees the real one.
 */
const privileged = new Set<string>();

/** Makes a scheme one of ours. */
export function addScheme(scheme: string): void {
  privileged.add(scheme);
}

/** The address for the browser. */
export function toWeb(url: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  return privileged.has(scheme) ? `https://${host}.${scheme}.invalid${rest}` : url;
}

/** The address for the app. */
export function fromWeb(url: string): string {
  const [, host = '', scheme = '', rest = ''] = /^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.invalid(.*)$/i.exec(url) ?? [];
  return privileged.has(scheme) ? `${scheme}://${host}${rest}` : url;
}

/** The origin as Chromium computes it, which knows that the scheme is a standard one; Node's `URL` does not. */
export function originOf(url: string): string {
  if (!URL.canParse(url)) return 'null';
  const { protocol, host, origin } = new URL(url);
  return privileged.has(protocol.slice(0, -1)) ? `${protocol}//${host}` : origin;
}

/** The scheme of an address, without the colon. */
export function schemeOf(url: string): string {
  return /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? '';
}

export function isPrivileged(scheme: string): boolean {
  return privileged.has(scheme);
}
