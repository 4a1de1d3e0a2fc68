import type { Request as PageRequest, Route } from 'playwright-core';
import { records, recordError } from './records';
import { fromWeb, isPrivileged, schemeOf } from './schemes';
import type { WebContentsDouble } from './web-contents';

/** Answers one request of a page: the app's guards first, then its scheme handlers; anything else is refused. */
export async function answerRequest(contents: WebContentsDouble, route: Route): Promise<void> {
  const request = route.request();
  const url = fromWeb(request.url());
  try {
    if (request.isNavigationRequest() && !contents.mayNavigate(request, url)) return await route.abort('aborted');
    if (await isCancelled(contents, request, url)) return await route.abort('blockedbyclient');
    const handler = contents.session.protocol.handlers.get(schemeOf(url));
    if (!handler) return await refuse(route, url);
    const response = await handler(await toRequest(request, url));
    if (response.status >= 300 && response.status < 400) return await redirect(contents, route, url, response);
    await route.fulfill({
      status: response.status,
      headers: await headersOf(contents, request, url, response),
      body: Buffer.from(await response.arrayBuffer()),
    });
  } catch (error) {
    recordError(`answering ${url}`, error);
    await route.abort('failed').catch(() => undefined);
  }
}

/** Nothing leaves this computer, not even for it. */
export async function refuse(route: Route, url: string): Promise<void> {
  if (!isPrivileged(schemeOf(url))) records.networkAttempts.push(url);
  await route.abort('internetdisconnected');
}

async function toRequest(request: PageRequest, url: string): Promise<GlobalRequest> {
  const all = await request.allHeaders();
  const headers = Object.entries(all).filter(([name]) => !name.startsWith(':'));
  const body = request.postDataBuffer();
  return new Request(url, { method: request.method(), headers, ...(body ? { body: new Uint8Array(body) } : {}) });
}

function detailsOf(contents: WebContentsDouble, request: PageRequest, url: string): object {
  return { id: 0, url, method: request.method(), resourceType: request.resourceType(), webContentsId: contents.id };
}

async function isCancelled(contents: WebContentsDouble, request: PageRequest, url: string): Promise<boolean> {
  const listener = contents.session.webRequest.beforeListener;
  if (!listener) return false;
  const response = await new Promise<Electron.CallbackResponse>((resolve) => {
    listener(detailsOf(contents, request, url), resolve);
  });
  if (response.redirectURL) throw new Error('redirecting in onBeforeRequest is not in the double');
  return response.cancel ?? false;
}

async function headersOf(
  contents: WebContentsDouble,
  request: PageRequest,
  url: string,
  response: Response,
): Promise<Record<string, string>> {
  const headers = Object.fromEntries(response.headers);
  const listener = contents.session.webRequest.headersListener;
  if (!listener) return headers;
  const responseHeaders = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  const details = { ...detailsOf(contents, request, url), statusCode: response.status, responseHeaders };
  const changed = await new Promise<Electron.HeadersReceivedResponse>((resolve) => listener(details, resolve));
  const result = Object.entries(changed.responseHeaders ?? responseHeaders);
  return Object.fromEntries(result.map(([name, value]) => [name, [value].flat().join(', ')]));
}

/** The app hears of a redirect and can prevent it; following one is not in the double. */
async function redirect(contents: WebContentsDouble, route: Route, url: string, response: Response): Promise<void> {
  const target = new URL(response.headers.get('location') ?? '', url).href;
  if (contents.mayRedirect(route.request(), target)) recordError(url, 'following a redirect is not in the double');
  await route.abort('aborted');
}

type GlobalRequest = InstanceType<typeof Request>;
