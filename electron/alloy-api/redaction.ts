/**
 * User and password of an address are masked before anything is passed on: Alloy shows them in clear, in its log, its
 * counters and its API. In doubt more is masked than had to be.
 */

/** No address that counts is longer. */
const longest = 8_192;

/** Free text: `scheme://user:password@host` anywhere in it becomes `scheme://***@host`. */
export function redactCredentials(text: string): string {
  let shown = '';
  let done = 0;
  for (let scheme = text.indexOf('://'); scheme !== -1; scheme = text.indexOf('://', scheme + 1)) {
    // What lies within something masked is gone.
    if (scheme < done) continue;
    const from = scheme + 3;
    const at = endOfCredentials(text, from, endOfAddress(text, scheme, from));
    if (at === undefined) continue;
    shown += `${text.slice(done, from)}***`;
    done = at;
  }
  return shown + text.slice(done);
}

/** A text that is one address as a whole, also where its scheme is missing. */
export function redactAddress(text: string): string {
  const from = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.exec(text)?.[0].length ?? 0;
  // No address has a blank in it: there, everything before the last `@` may be a password.
  const at = /\s/.test(text) ? text.lastIndexOf('@') : endOfCredentials(text, from, text.length);
  return at === undefined || at < from ? text : `${text.slice(0, from)}***${text.slice(at)}`;
}

/**
 * Where the `@` stands that ends user and password. The last one counts, for Go as for a browser; a password that holds
 * what belongs behind the host (`/`, `?`, `#`, a blank) leaves something that is no host and port before it.
 */
function endOfCredentials(text: string, from: number, end: number): number | undefined {
  const authority = /^[^/?#\s]*/.exec(text.slice(from, end))?.[0] ?? '';
  const next = text[from + authority.length];
  if (!authority.includes('@') && isHostAndPort(authority, next)) return undefined;
  const at = text.lastIndexOf('@', end - 1);
  if (at >= from) return at;
  const onLine = text.lastIndexOf('@', endOfLine(text, from) - 1);
  return onLine >= from ? onLine : undefined;
}

/** `next` is what follows; behind a host at the end of a sentence stands punctuation. */
function isHostAndPort(authority: string, next: string | undefined): boolean {
  const isInPath = next !== undefined && !/\s/.test(next);
  const plain = isInPath ? authority : authority.replace(/["'`\\.,:;)\]}>]+$/, (tail) => (tail[0] === ']' ? ']' : ''));
  return /^(?:\[[^\]]*\]|[^:[\]"'`\\]*)(?::\d+)?$/.test(plain);
}

/** An address in quotes ends at the quote that closes them, however deep they are escaped; any other at a blank. */
function endOfAddress(text: string, scheme: number, from: number): number {
  const limit = Math.min(endOfLine(text, from), from + longest);
  const quote = text.slice(Math.max(0, scheme - 40), scheme).search(/"[a-z][a-z0-9+.-]*$/i);
  const opening = quote === -1 ? -1 : Math.max(0, scheme - 40) + quote;
  if (opening !== -1) return closingQuote(text, opening, limit);
  const length = text.slice(from, limit).search(/\s/);
  return length === -1 ? limit : from + length;
}

/** A quote that is escaped d times has 2^d − 1 back-slashes before it, and those of the text itself come in 2^(d + 1). */
function closingQuote(text: string, opening: number, limit: number): number {
  const depth = backslashesBefore(text, opening);
  for (
    let quote = text.indexOf('"', opening + 1);
    quote !== -1 && quote < limit;
    quote = text.indexOf('"', quote + 1)
  ) {
    const count = backslashesBefore(text, quote);
    if (count % (2 * (depth + 1)) === depth) return quote - depth;
  }
  return limit;
}

function backslashesBefore(text: string, index: number): number {
  let start = index;
  while (text[start - 1] === '\\') start--;
  return index - start;
}

function endOfLine(text: string, from: number): number {
  const length = text.slice(from, from + longest).search(/[\r\n]/);
  return length === -1 ? Math.min(text.length, from + longest) : from + length;
}
