/** The listener: opens an address, answers requests, closes with the connections that are open. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendAnswer, type Answer } from './answer';

/** Answers a request, or cuts its connection. */
export type Handler = (request: IncomingMessage) => Promise<Answer | 'cut'>;

export interface Listening {
  /** `host:port` as it was asked for, with the port that was really opened. */
  readonly address: string;
  close(): Promise<void>;
}

/** Why an address could not be opened, in Go's words. */
export class ListenError extends Error {}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'address already in use',
  EADDRNOTAVAIL: 'cannot assign requested address',
  EACCES: 'permission denied',
};

export async function listen(address: string, handler: Handler): Promise<Listening> {
  const [, host = '', port] = /^(?:\[?([^\]]*?)\]?)(?::(\d+))?$/.exec(address) ?? [];
  if (port === undefined) throw new ListenError(`listen tcp: address ${address}: missing port in address`);
  const server = createServer((request, response) => void respond(request, response, handler));
  server.keepAliveTimeout = 0;
  await opened(server, host === '' ? '0.0.0.0' : host, Number(port), address);
  const { port: realPort } = server.address() as AddressInfo;
  return {
    address: `${host}:${realPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function opened(server: Server, host: string, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
        reject(new ListenError(`listen tcp: lookup ${host}: no such host`));
        return;
      }
      reject(new ListenError(`listen tcp ${address}: bind: ${reasons[error.code ?? ''] ?? error.message}`));
    });
    server.listen(port, host, () => resolve());
  });
}

async function respond(request: IncomingMessage, response: ServerResponse, handler: Handler): Promise<void> {
  try {
    const answer = await handler(request);
    request.resume();
    if (answer === 'cut') request.socket.destroy();
    else sendAnswer(request, response, answer);
  } catch (error) {
    // A handler that throws is our own mistake; the client learns no more than that, as from a Go panic.
    process.stderr.write(`http: panic serving ${request.socket.remoteAddress ?? ''}: ${String(error)}\n`);
    request.socket.destroy();
  }
}
