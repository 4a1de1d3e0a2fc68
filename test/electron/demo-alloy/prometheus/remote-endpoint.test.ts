import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../../electron/demo-alloy/clock';
import { sendWriteRequest, type EndpointSettings } from '../../../../electron/demo-alloy/prometheus/remote-endpoint';
import type { SendOutcome } from '../../../../electron/demo-alloy/prometheus/queue';
import { freePort } from '../../../free-port';
import { fixture } from '../alloy-under-test';

interface EndpointCase {
  readonly kind: string;
  readonly endpoint: string;
  readonly firstMethods: readonly string[];
  readonly firstComplaint: string | null;
}

/** What the endpoint of the recording answered, by the kind in the path. */
const answers: Readonly<Record<string, readonly [number, string, Record<string, string>?]>> = {
  ok204: [204, ''],
  html200: [200, '<html></html>'],
  '400': [400, 'out of order sample\n'],
  '401': [401, 'Unauthorized\n'],
  '404': [404, 'remote write receiver needs to be enabled with --web.enable-remote-write-receiver\n'],
  '500': [500, 'internal error: disk is full\n'],
  '429': [429, 'too many requests\n'],
  '429off': [429, 'too many requests\n'],
};
const redirects = ['301', '302', '307', '308', '308off'];

const seen: { line: string; headers: IncomingMessage['headers'] }[] = [];
let server: Server;
let port = 0;

function answer(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  seen.push({ line: `${request.method ?? ''} ${request.url ?? ''}`, headers: request.headers });
  const kind = /^\/rw-(\w+?)(target)?\//.exec(request.url ?? '');
  if (kind?.[2] !== undefined) {
    if (request.method === 'POST') response.writeHead(204).end();
    else response.writeHead(405).end('Method Not Allowed\n');
    return;
  }
  const name = kind?.[1] ?? '';
  if (redirects.includes(name)) {
    response.writeHead(Number(name.slice(0, 3)), { Location: `/rw-${name}target/done` }).end();
    return;
  }
  const [status, body, headers] = answers[name] ?? [500, ''];
  response.writeHead(status, headers).end(body);
}

beforeAll(async () => {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function settings(url: string, options: Partial<EndpointSettings> = {}): EndpointSettings {
  return {
    url,
    timeoutMs: 10_000,
    headers: new Map(),
    authentication: {},
    followRedirects: true,
    retryOnTooMany: true,
    caFile: '',
    caPem: '',
    skipVerify: false,
    ...options,
  };
}

function send(url: string, options: Partial<EndpointSettings> = {}): Promise<SendOutcome> {
  const sender = { userAgent: 'Alloy/v1.18.1 (windows; binary)', instanceId: '6dd12759' };
  return sendWriteRequest(
    settings(url, options),
    sender,
    systemClock,
    new Uint8Array([0]),
    new AbortController().signal,
  );
}

/** The reason in a recorded log line, with its escapes undone. */
function reasonOf(line: string | null): string | undefined {
  const quoted = / err=("(?:[^"\\]|\\.)*")/.exec(line ?? '')?.[1];
  return quoted === undefined ? undefined : (JSON.parse(quoted) as string);
}

const cases = (fixture('endpoint-cases.json') as readonly EndpointCase[]).filter(
  ({ kind }) => kind !== 'refused' && kind !== 'loop',
);

describe('an endpoint that answers as the recorded one means what it meant to Alloy', () => {
  test.each(cases)('$kind', async (recorded) => {
    seen.length = 0;
    const url = (/url = "([^"]*)"/.exec(recorded.endpoint)?.[1] ?? '').replace('127.0.0.1:19101', `127.0.0.1:${port}`);
    const outcome = await send(url, {
      retryOnTooMany: !recorded.endpoint.includes('retry_on_http_429 = false'),
      followRedirects: !recorded.endpoint.includes('follow_redirects = false'),
    });
    const complaint = recorded.firstComplaint;
    const expectedKind = complaint === null ? 'sent' : complaint.includes('level=warn') ? 'recoverable' : 'rejected';
    expect(outcome.kind).toBe(expectedKind);
    if (outcome.kind !== 'sent') expect(outcome.message).toBe(reasonOf(complaint));
    const hops = new Set(recorded.firstMethods);
    // Endpoints that two recorded components shared were seen under the other one.
    if (hops.size > 0) expect(new Set(seen.map(({ line }) => line))).toEqual(hops);
  });

  test('a refused connection is worded as by Go', async () => {
    const free = await freePort();
    const recorded = (fixture('endpoint-cases.json') as readonly EndpointCase[]).find(({ kind }) => kind === 'refused');
    const outcome = await send(`http://127.0.0.1:${free}/write`);
    expect(outcome).toEqual({
      kind: 'recoverable',
      message: reasonOf(recorded?.firstComplaint ?? null)?.replaceAll('19199', String(free)),
    });
  });
});

describe('a write request', () => {
  test('carries the headers of remote write 1.0 and the names that Alloy gives itself', async () => {
    seen.length = 0;
    await send(`http://127.0.0.1:${port}/rw-ok204/write`, { headers: new Map([['X-Scope-OrgID', 'desk']]) });
    expect(seen[0]?.headers).toMatchObject({
      'user-agent': 'Alloy/v1.18.1 (windows; binary)',
      'content-encoding': 'snappy',
      'content-type': 'application/x-protobuf',
      'x-prometheus-remote-write-version': '0.1.0',
      'x-alloy-id': '6dd12759',
      'x-agent-id': '6dd12759',
      'x-scope-orgid': 'desk',
      'content-length': '1',
    });
  });

  test('says who sends it by name and password', async () => {
    seen.length = 0;
    const basic = { username: 'desk', password: 'pass', passwordFile: '' };
    await send(`http://127.0.0.1:${port}/rw-ok204/write`, { authentication: { basic } });
    expect(seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('desk:pass').toString('base64')}`);
  });

  test('keeps trying when the file with its password is not there', async () => {
    const basic = { username: 'desk', password: '', passwordFile: '/nowhere/secret' };
    const outcome = await send(`http://127.0.0.1:${port}/rw-ok204/write`, { authentication: { basic } });
    expect(outcome).toMatchObject({
      kind: 'recoverable',
      message: expect.stringContaining('unable to read file /nowhere/secret') as string,
    });
  });
});
