/**
 * What is wrong with the address of a remote-write endpoint, before it is used. Alloy only checks that Go's `url.Parse`
 * takes it, so an address without scheme is accepted and then retried for ever; user and password in it are shown in
 * clear in the log. The text is judged as typed: a browser's `URL` repairs what Go does not.
 */

export type AddressProblem =
  | 'empty'
  | 'scheme-missing'
  | 'scheme-unknown'
  | 'blank-inside'
  | 'credentials-inside'
  | 'not-an-address'
  | 'host-missing'
  | 'port-out-of-range';

export type AddressAdvice =
  'path-empty' | 'path-unknown' | 'path-of-loki' | 'plain-http' | 'fragment-ignored' | 'looks-like-query-page';

export type Product = 'prometheus' | 'victoriametrics' | 'mimir' | 'grafana-cloud' | 'thanos';

export interface AddressSuggestion {
  /** Absent where only the scheme is completed. */
  readonly product?: Product;
  readonly url: string;
}

export interface AddressJudgement {
  /** Any of them blocks. */
  readonly problems: readonly AddressProblem[];
  /** None of them blocks. */
  readonly advice: readonly AddressAdvice[];
  readonly suggestions: readonly AddressSuggestion[];
}

const knownPaths: readonly { readonly product: Product; readonly path: string }[] = [
  { product: 'prometheus', path: '/api/v1/write' },
  { product: 'mimir', path: '/api/v1/push' },
  { product: 'grafana-cloud', path: '/api/prom/push' },
  { product: 'thanos', path: '/api/v1/receive' },
  { product: 'victoriametrics', path: '/api/v1/write' },
];

const lokiPath = '/loki/api/v1/push';

/** Address = Scheme "://" [ User "@" ] Host [ ":" Port ] [ Path ] [ "?" Query ] [ "#" Fragment ] */
const shape = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/;

/** Also what cannot be seen and comes along when text is copied from a page: Go takes it for a part of the name. */
// oxlint-disable-next-line no-control-regex -- control characters are blanks here
const blank = /[\s\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]/;

export function judgeAddress(text: string): AddressJudgement {
  if (text.trim() === '') return problem('empty');
  if (blank.test(text)) return problem('blank-inside');
  if (text.includes('\\')) return problem('not-an-address');
  const match = shape.exec(text);
  if (!match) return withoutScheme(text);
  const [, scheme = '', authority = '', path = '', , fragment = ''] = match;
  if (!/^https?$/i.test(scheme)) return problem('scheme-unknown');
  if (authority.includes('@')) return problem('credentials-inside');
  const host = hostProblem(authority);
  if (host) return problem(host);
  if (!isEscapedWell(path + fragment) || !URL.canParse(text)) return problem('not-an-address');
  return { problems: [], ...adviceFor({ scheme, authority, path, fragment }) };
}

function problem(id: AddressProblem, suggestions: readonly AddressSuggestion[] = []): AddressJudgement {
  return { problems: [id], advice: [], suggestions };
}

/** `host:9090/path` reads like a scheme to some parsers; what has no `://` has none here. */
function withoutScheme(text: string): AddressJudgement {
  const [, meant, behind = ''] = mistypedScheme.exec(text) ?? [];
  if (meant) return problem('not-an-address', usable([`${meant.toLowerCase()}://${behind}`]));
  if (/^https?:/i.test(text)) return problem('not-an-address');
  const rest = text.replace(/^\/+/, '');
  if (/^[^/?#]*@/.test(rest)) return problem('credentials-inside');
  const suggestions = usable([`http://${rest}`, `https://${rest}`]);
  return problem(suggestions.length > 0 ? 'scheme-missing' : 'not-an-address', suggestions);
}

/** `http:/host`, `http//host`, `http/host`: Go finds no host in them. */
const mistypedScheme = /^(https?)(?::\/|\/\/?)([^/].*)$/i;

function usable(urls: readonly string[]): readonly AddressSuggestion[] {
  return urls.filter((url) => judgeAddress(url).problems.length === 0).map((url) => ({ url }));
}

function hostProblem(authority: string): AddressProblem | undefined {
  const match = /^(\[[0-9A-Fa-f:.]+\]|[^:[\]]*)(?::(.*))?$/.exec(authority);
  if (!match) return 'not-an-address';
  const [, host = '', port] = match;
  if (host === '') return 'host-missing';
  if (/[<>"'`{}|^%,;]/.test(host)) return 'not-an-address';
  if (port === undefined) return undefined;
  if (!/^\d+$/.test(port)) return 'not-an-address';
  return Number(port) >= 1 && Number(port) <= 65_535 ? undefined : 'port-out-of-range';
}

/** In path and fragment Go refuses a percent sign that two hexadecimal digits do not follow; a query it takes as it is. */
function isEscapedWell(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text);
}

function adviceFor(parts: { scheme: string; authority: string; path: string; fragment: string }): {
  advice: AddressAdvice[];
  suggestions: AddressSuggestion[];
} {
  const { scheme, authority, path, fragment } = parts;
  const pathAdvice = adviceForPath(path);
  const advice: AddressAdvice[] = [
    ...(pathAdvice ? [pathAdvice] : []),
    ...(/^http$/i.test(scheme) && !isLoopback(authority) ? (['plain-http'] as const) : []),
    ...(fragment === '' ? [] : (['fragment-ignored'] as const)),
  ];
  const suggestions = pathAdvice
    ? knownPaths.map(({ product, path: known }) => ({ product, url: `${scheme.toLowerCase()}://${authority}${known}` }))
    : [];
  return { advice, suggestions };
}

function adviceForPath(path: string): AddressAdvice | undefined {
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return 'path-empty';
  if (trimmed.endsWith(lokiPath)) return 'path-of-loki';
  // A reverse proxy may put a prefix before it. A trailing slash is another path to every one of them.
  if (trimmed === path && knownPaths.some(({ path: known }) => path.endsWith(known))) return undefined;
  if (/\/(graph|query|targets|explore|d|dashboards|login)$/.test(trimmed)) return 'looks-like-query-page';
  return 'path-unknown';
}

function isLoopback(authority: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(authority);
}
