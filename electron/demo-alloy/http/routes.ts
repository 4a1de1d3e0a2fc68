/**
 * Alloy's HTTP API. Source: grafana/alloy `internal/service/http/http.go`, `internal/web/api/api.go`, `internal/web/ui/ui.go`.
 */
import type { PageAnswer } from '../components/component';
import { componentPath, type WebApi } from '../web-api';
import { errorAnswer, notFound, textAnswer, webAnswer, type Answer } from './answer';
import { indexPage } from './index-page';

export interface Routes {
  readonly api: WebApi;
  readonly uiPathPrefix: string;
  readonly metrics: () => string;
  readonly reload: () => Promise<Answer>;
  /** Resolves when no reload is under way. */
  readonly settled: () => Promise<void>;
}

const textFormat = 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores';

/** Answers one request; `url` is as it came over the wire. */
export async function route(routes: Routes, method: string, url: string): Promise<Answer> {
  const [rawPath = '/', query = ''] = url.split('?');
  const clean = cleanPath(rawPath);
  if (clean !== rawPath) {
    const location = query === '' ? clean : `${clean}?${query}`;
    return { status: 301, headers: { Location: location, 'Content-Length': '0' } };
  }
  if (clean === '/-/ready') return textAnswer(200, 'Alloy is ready.\n');
  const ui = withoutPrefix(clean, routes.uiPathPrefix);
  if (ui === '/api/v0/web/peers') return webAnswer(routes.api.peers());
  const isReload = clean === '/-/reload' && (method === 'GET' || method === 'POST');
  if (isReload) return routes.reload();
  await routes.settled();
  return (
    fixedRoute(routes, method, clean, query) ??
    (ui === undefined ? undefined : webRoute(routes.api, ui)) ??
    fallback(clean, ui, routes.uiPathPrefix)
  );
}

function fixedRoute(routes: Routes, method: string, path: string, query: string): Answer | undefined {
  if (path === '/-/healthy') {
    const names = routes.api.unhealthyNames();
    return names.length === 0
      ? textAnswer(200, 'All Alloy components are healthy.\n')
      : errorAnswer(500, `unhealthy components: ${names.join(', ')}`);
  }
  if (path === '/metrics') {
    return { status: 200, headers: { 'Content-Type': textFormat }, body: routes.metrics(), gzipFrom: 0 };
  }
  if (path === '/-/support' && method === 'GET') return supportAnswer(new URLSearchParams(query));
  if (!path.startsWith(componentPath)) return undefined;
  const page = routes.api.componentPage(path);
  return page === 'invalid' ? textAnswer(400, `failed to parse URL path "${path}": invalid path\n`) : pageAnswer(page);
}

function pageAnswer(page: PageAnswer | undefined): Answer {
  if (!page) return { status: 404, headers: { 'Content-Length': '0' } };
  if (page.status !== 200) return notFound;
  return { status: 200, headers: { 'Content-Type': page.contentType }, body: page.text, gzipFrom: 0 };
}

/** The bundle itself is not made here; its refusals are. */
function supportAnswer(query: URLSearchParams): Answer {
  const text = query.get('duration');
  if (text !== null && !/^[+-]?\d+$/.test(text)) {
    return errorAnswer(
      400,
      `duration value (in seconds) should be a positive integer: strconv.Atoi: parsing "${text}": invalid syntax`,
    );
  }
  const seconds = Number(text ?? 29);
  if (seconds < 1) return errorAnswer(400, 'duration value (in seconds) should be larger than 1');
  if (seconds > 30) return errorAnswer(400, "duration value exceeds the server's write timeout");
  return errorAnswer(403, 'support bundle generation is not part of this program');
}

function webRoute(api: WebApi, path: string): Answer | undefined {
  const web = /^\/api\/v0\/web\/(.*)$/.exec(path)?.[1];
  if (web === undefined) return undefined;
  if (web === 'components') return webAnswer(api.list());
  if (web === 'remotecfg/components') return webAnswer([]);
  if (/^(?:remotecfg\/)?modules\/.+\/components$/.test(web)) return withVary(errorAnswer(500, 'module not found'));
  const id = /^components\/(.+)$/.exec(web)?.[1];
  if (id === undefined) return undefined;
  const detail = api.detail(id);
  return detail ? webAnswer(detail) : withVary(notFound);
}

function withVary(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, Vary: 'Accept-Encoding' } };
}

/** Everything else is the single page, at or below the prefix. */
function fallback(path: string, ui: string | undefined, prefix: string): Answer {
  if (path === '/debug/pprof') return temporaryRedirect('/debug/pprof/');
  if (ui === undefined)
    return path === prefix ? { status: 302, headers: { Location: `${prefix}/`, 'Content-Length': '0' } } : notFound;
  if (ui === '/index.html') return { status: 301, headers: { Location: './', 'Content-Length': '0' } };
  return indexPage;
}

function temporaryRedirect(location: string): Answer {
  const body = `<a href="${location}">Temporary Redirect</a>.\n\n`;
  const headers = { Location: location, 'Content-Type': 'text/html; charset=utf-8' };
  return { status: 307, headers, body };
}

function withoutPrefix(path: string, prefix: string): string | undefined {
  const base = prefix.replace(/\/$/, '');
  if (base === '') return path;
  return path.startsWith(`${base}/`) ? path.slice(base.length) : undefined;
}

/** `path.Clean` with the trailing slash kept, as Go's router does before anything else. */
export function cleanPath(path: string): string {
  let decoded = path;
  if (/%2e|%2f/i.test(path) && path.includes('..')) decoded = decodeURIComponent(path);
  const parts: string[] = [];
  for (const part of decoded.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const clean = `/${parts.join('/')}`;
  return decoded.endsWith('/') && clean !== '/' ? `${clean}/` : clean;
}
