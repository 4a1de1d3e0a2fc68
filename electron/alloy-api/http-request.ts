/** One bounded HTTP request on a connection of its own, without proxy and without following redirects. */
import http from 'node:http';
import https from 'node:https';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export type HttpOutcome =
  | { readonly state: 'answered'; readonly answer: HttpAnswer }
  /** Nobody listens. */
  | { readonly state: 'refused' }
  | { readonly state: 'timed-out' }
  | { readonly state: 'aborted' }
  /** The body was larger than allowed. */
  | { readonly state: 'too-large' }
  /** The connection ended without a whole answer, could not be made, or the answer was not HTTP. */
  | { readonly state: 'failed'; readonly error: NodeJS.ErrnoException };

export interface HttpRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** From the start to the last byte. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
  /** Certificates in PEM; those that the program brings along when not given. */
  readonly authorities?: readonly string[] | undefined;
  /** Called when the connection stands, TLS included. */
  readonly onConnected?: () => void;
}

/** Never rejects. */
export function httpRequest(wanted: HttpRequest): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    if (wanted.signal?.aborted) {
      resolve({ state: 'aborted' });
      return;
    }
    let isTimedOut = false;
    let isTooLarge = false;
    const client = wanted.url.protocol === 'https:' ? https : http;
    const request = client.request(
      wanted.url,
      {
        method: wanted.method,
        headers: { ...wanted.headers },
        agent: false,
        ...(wanted.authorities ? { ca: [...wanted.authorities] } : {}),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > wanted.maxBytes) {
            isTooLarge = true;
            request.destroy();
            return;
          }
          chunks.push(chunk);
        });
        response.on('end', () =>
          finish({
            state: 'answered',
            answer: { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) },
          }),
        );
        response.on('error', failed);
        response.on('close', () => failed(new Error('the answer ended early')));
      },
    );
    const timer = setTimeout(() => {
      isTimedOut = true;
      request.destroy();
    }, wanted.timeoutMs);
    const abort = (): void => void request.destroy();
    wanted.signal?.addEventListener('abort', abort, { once: true });
    request.on('socket', (socket) => {
      socket.once(wanted.url.protocol === 'https:' ? 'secureConnect' : 'connect', () => wanted.onConnected?.());
    });
    request.on('error', failed);
    request.on('close', () => failed(new Error('the connection ended without an answer')));
    request.end(wanted.body === undefined ? undefined : Buffer.from(wanted.body));

    let isFinished = false;
    function finish(outcome: HttpOutcome): void {
      if (isFinished) return;
      isFinished = true;
      clearTimeout(timer);
      wanted.signal?.removeEventListener('abort', abort);
      resolve(outcome);
    }
    function failed(error: NodeJS.ErrnoException): void {
      if (isTimedOut) finish({ state: 'timed-out' });
      else if (isTooLarge) finish({ state: 'too-large' });
      else if (wanted.signal?.aborted) finish({ state: 'aborted' });
      else if (error.code === 'ECONNREFUSED') finish({ state: 'refused' });
      else finish({ state: 'failed', error });
    }
  });
}
