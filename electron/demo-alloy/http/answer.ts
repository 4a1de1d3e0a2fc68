/** Answers with the headers that Go's HTTP server puts on them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Compressed when the client takes it and the body is at least this long. */
  readonly gzipFrom?: number;
  /** Compressed answers of the web API lose their content type. */
  readonly losesTypeCompressed?: boolean;
}

/** Longer bodies than this are sent in chunks, because Go has started sending before it knows the length. */
const longestKnown = 2048;

const plainText = 'text/plain; charset=utf-8';

/** What `http.Error` writes. */
export function errorAnswer(status: number, text: string): Answer {
  return {
    status,
    headers: {
      'Content-Type': plainText,
      'X-Content-Type-Options': 'nosniff',
      'Content-Length': String(Buffer.byteLength(text) + 1),
    },
    body: `${text}\n`,
  };
}

export const notFound = errorAnswer(404, '404 page not found');

/** A text whose type Go has guessed. */
export function textAnswer(status: number, body: string): Answer {
  return { status, headers: { 'Content-Type': plainText }, body };
}

/** An answer of the web API: compressed where wanted, and JSON that Go takes for plain text. */
export function webAnswer(value: unknown): Answer {
  return {
    status: 200,
    headers: { Vary: 'Accept-Encoding', 'Content-Type': plainText },
    body: JSON.stringify(value),
    gzipFrom: 1400,
    losesTypeCompressed: true,
  };
}

export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const headers: Record<string, string> = { ...answer.headers };
  let body = Buffer.from(answer.body ?? '');
  const isCompressed = answer.gzipFrom !== undefined && body.length >= answer.gzipFrom && acceptsGzip(request);
  if (isCompressed) {
    body = gzipSync(body);
    headers['Content-Encoding'] = 'gzip';
    if (answer.losesTypeCompressed === true) delete headers['Content-Type'];
  }
  // The registry's own handler streams, so the length of `/metrics` is never known.
  const isStreamed = headers['Content-Type']?.includes('version=0.0.4') === true;
  if (body.length <= longestKnown && !isStreamed) headers['Content-Length'] ??= String(body.length);
  // Go does not say that it keeps the connection; saying nothing means the same.
  response.removeHeader('Connection');
  response.writeHead(answer.status, headers);
  response.end(body);
}

function acceptsGzip(request: IncomingMessage): boolean {
  return request.headers['accept-encoding']?.includes('gzip') === true;
}
