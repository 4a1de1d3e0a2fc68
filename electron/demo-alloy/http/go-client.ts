/** HTTP requests that fail with the words of Go's client, because those words end in logs and on detail pages. */
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { quote } from '../go-text';

export interface ClientRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly followRedirects: boolean;
  readonly tls?: { readonly ca?: string; readonly skipVerify: boolean; readonly serverName?: string };
  /** Given up with Go's words for a deadline. */
  readonly signal: AbortSignal;
}

export interface ClientAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A request that got no answer; the message is the whole of Go's `url.Error`. */
export class ClientError extends Error {}

const maximumRedirects = 10;

/** Sends a request, follows redirects as Go does: 301, 302 and 303 become GET without a body, 307 and 308 stay. */
export async function sendRequest(request: ClientRequest): Promise<ClientAnswer> {
  let current = request;
  for (let hops = 0; ; hops += 1) {
    const answer = await sendOnce(current);
    const location = answer.headers.location;
    if (!current.followRedirects || location === undefined || ![301, 302, 303, 307, 308].includes(answer.status))
      return answer;
    if (hops >= maximumRedirects - 1) throw goError(current, `stopped after ${maximumRedirects} redirects`);
    current = redirected(current, answer.status, location);
  }
}

function redirected(request: ClientRequest, status: number, location: string): ClientRequest {
  const url = new URL(location, request.url).href;
  const headers = { ...request.headers, Referer: request.url };
  if (status === 307 || status === 308) return { ...request, url, headers };
  const { body: _body, ...rest } = request;
  const kept = Object.entries(headers).filter(([name]) => !/^content-/i.test(name));
  return { ...rest, method: 'GET', url, headers: Object.fromEntries(kept) };
}

function goError(request: ClientRequest, reason: string): ClientError {
  const verb = request.method === 'GET' ? 'Get' : 'Post';
  return new ClientError(`${verb} ${quote(request.url)}: ${reason}`);
}

function sendOnce(request: ClientRequest): Promise<ClientAnswer> {
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(request.url)?.[1]?.toLowerCase() ?? '';
  if (scheme !== 'http' && scheme !== 'https') {
    return Promise.reject(goError(request, `unsupported protocol scheme ${quote(scheme)}`));
  }
  return new Promise((resolve, reject) => {
    const url = new URL(request.url);
    const started = (scheme === 'https' ? httpsRequest : httpRequest)(url, requestOptions(request, url), (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => reject(goError(request, 'unexpected EOF')));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          statusText: response.statusMessage ?? '',
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    started.on('error', (error: NodeJS.ErrnoException) =>
      reject(goError(request, reasonOf(error, url, request.signal))),
    );
    started.end(request.body);
  });
}

function requestOptions(
  request: ClientRequest,
  url: URL,
): RequestOptions & { rejectUnauthorized?: boolean; ca?: string } {
  const length = request.method === 'POST' ? { 'Content-Length': String(request.body?.length ?? 0) } : {};
  const login =
    url.username === '' ? {} : { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` };
  return {
    method: request.method,
    headers: { ...request.headers, ...length },
    signal: request.signal,
    agent: false,
    ...login,
    ...(request.tls?.skipVerify === true ? { rejectUnauthorized: false } : {}),
    ...(request.tls?.ca === undefined ? {} : { ca: request.tls.ca }),
  };
}

function reasonOf(error: NodeJS.ErrnoException, url: URL, signal: AbortSignal): string {
  if (signal.aborted) return signal.reason === 'cancelled' ? 'context canceled' : 'context deadline exceeded';
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const host = url.hostname === 'localhost' ? '127.0.0.1' : url.hostname;
  const dial = `dial tcp ${host}:${port}`;
  switch (error.code) {
    case 'ECONNREFUSED':
      return `${dial}: connect: connection refused`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `dial tcp: lookup ${url.hostname}: no such host`;
    case 'ETIMEDOUT':
      return `${dial}: i/o timeout`;
    case 'ECONNRESET':
      return error.message === 'socket hang up' ? 'EOF' : `read tcp ${host}:${port}: read: connection reset by peer`;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return 'tls: failed to verify certificate: x509: certificate signed by unknown authority';
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'EPROTO':
      return 'http: server gave HTTP response to HTTPS client';
    default:
      return error.message;
  }
}
