import { readFileSync } from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readAuthorities } from '../../../electron/alloy-api/authorities';
import { causeOfAnswer, causeOfError } from '../../../electron/alloy-api/endpoint-cause';
import { probeEndpoint } from '../../../electron/alloy-api/endpoint-probe';
import type { ProbeReport } from '../../../shared/contract/endpoint';
import { startServer, type LoopbackServer } from '../doubles/loopback-server';

let server: LoopbackServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const now = (): number => 0;

async function probe(answer: (response: ServerResponse) => void, path = '/api/v1/write'): Promise<ProbeReport> {
  server = await startServer((_request, response) => answer(response));
  return probeEndpoint(`${server.url}${path}`, { now });
}

const states = (report: ProbeReport): string[] => report.stages.map(({ state }) => state);
const causeOf = (report: ProbeReport): string | undefined =>
  report.stages.find(({ state }) => state === 'failed')?.cause?.id;

describe('the probe of an endpoint', () => {
  it('passes all three stages at a receiver that answers 204', async () => {
    const report = await probe((response) => response.writeHead(204).end());
    expect(states(report)).toEqual(['passed', 'passed', 'passed']);
    expect(report.stages.map(({ found }) => found)).toEqual(['127.0.0.1', `port ${server?.port}`, '204']);
  });

  it('sends one empty snappy block as a remote write, and nothing else', async () => {
    await probe((response) => response.writeHead(204).end());
    expect(server?.requests).toHaveLength(1);
    expect(server?.requests[0]).toMatchObject({
      method: 'POST',
      path: '/api/v1/write',
      body: Buffer.of(0),
      headers: {
        'content-type': 'application/x-protobuf',
        'content-encoding': 'snappy',
        'x-prometheus-remote-write-version': '0.1.0',
      },
    });
  });

  it.each<[string, number, string]>([
    [
      'cause-receiver-off',
      404,
      'remote write receiver needs to be enabled with --enable-feature=remote-write-receiver\n',
    ],
    ['cause-wrong-path', 404, '404 page not found\n'],
    ['cause-method-refused', 405, ''],
    ['cause-unauthorized', 401, 'no org id\n'],
    ['cause-forbidden', 403, ''],
    ['cause-bad-request', 400, 'snappy: corrupt input\n'],
    ['cause-tls-expected', 400, 'Client sent an HTTP request to an HTTPS server.\n'],
    ['cause-too-many-requests', 429, ''],
    ['cause-server-error', 503, 'Service Unavailable'],
    ['cause-redirect', 301, ''],
    ['cause-redirect', 303, ''],
    ['cause-other-status', 304, ''],
    ['cause-other-status', 418, ''],
  ])('names %s for %d', async (cause, status, body) => {
    const report = await probe((response) => response.writeHead(status, { location: '/elsewhere' }).end(body));
    expect([states(report), causeOf(report)]).toEqual([['passed', 'passed', 'failed'], cause]);
  });

  it('does not take a sign-in page for a receiver', async () => {
    const report = await probe((response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'),
    );
    expect(causeOf(report)).toBe('cause-web-page');
  });

  it('shows what the server said, on one line', async () => {
    const report = await probe((response) => response.writeHead(404).end('404 page\n not found\n'));
    expect(report.stages[2]?.evidence).toBe('404 page not found');
  });

  it.each([307, 308])('passes at a redirect that Alloy follows with the write, and advises: %d', async (status) => {
    const report = await probe((response) =>
      response.writeHead(status, { location: 'https://user:secret@elsewhere/api/v1/write' }).end(),
    );
    expect(states(report)).toEqual(['passed', 'passed', 'passed']);
    expect(report.stages[2]).toMatchObject({
      found: String(status),
      cause: { id: 'cause-redirect-followed', params: { status, location: 'https://***@elsewhere/api/v1/write' } },
    });
    expect(server?.requests).toHaveLength(1);
  });

  it('fails at such a redirect that leads nowhere, which Alloy takes for a refusal', async () => {
    const report = await probe((response) => response.writeHead(307).end());
    expect(causeOf(report)).toBe('cause-other-status');
  });

  it('does not follow a redirect', async () => {
    await probe((response) => response.writeHead(302, { location: '/api/v1/write' }).end());
    expect(server?.requests).toHaveLength(1);
  });

  it('stops at a port where nobody listens', async () => {
    const closed = await startServer((_request, response) => response.end());
    await closed.stop();
    const report = await probeEndpoint(`${closed.url}/api/v1/write`, { now });
    expect([states(report), causeOf(report)]).toEqual([['passed', 'failed', 'not-run'], 'cause-connection-refused']);
  });

  it('stops at a name that nobody knows', async () => {
    const report = await probeEndpoint('http://no-such-host.invalid/api/v1/write', { now });
    expect([states(report), causeOf(report)]).toEqual([['failed', 'not-run', 'not-run'], 'cause-name-unknown']);
  });

  it('says that a server does not speak TLS', async () => {
    server = await startServer((_request, response) => response.end());
    const report = await probeEndpoint(`https://127.0.0.1:${server.port}/api/v1/write`, { now });
    expect([states(report), causeOf(report)]).toEqual([['passed', 'failed', 'not-run'], 'cause-plain-expected']);
  });

  it('says that a port does not speak HTTP', async () => {
    const shouting = net.createServer((socket) =>
      socket.on('error', () => undefined).end('220 mail.example ESMTP\r\n'),
    );
    await new Promise<void>((resolve) => shouting.listen(0, '127.0.0.1', resolve));
    const { port } = shouting.address() as AddressInfo;
    const report = await probeEndpoint(`http://127.0.0.1:${port}/`, { now });
    shouting.close();
    expect(causeOf(report)).toBe('cause-not-http');
  });

  it('gives up on a server that never answers', async () => {
    // The time of the stage is over once the server has the request, not before: a busy machine connects slowly.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    server = await startServer(() => void vi.advanceTimersByTime(10_000));
    const report = await probeEndpoint(server.url, { now, timeoutMs: 10_000 }).finally(() => vi.useRealTimers());
    expect([states(report), causeOf(report)]).toEqual([['passed', 'passed', 'failed'], 'cause-connection-timeout']);
  });

  it('gives up on an answer without end', async () => {
    const report = await probe((response) => {
      response.writeHead(200);
      response.end(Buffer.alloc(1_000_000));
    });
    expect(causeOf(report)).toBe('cause-web-page');
  });

  it('gives up on a name server that never answers', async () => {
    const lookup = (): Promise<string> => new Promise(() => undefined);
    const report = await probeEndpoint('http://prom01/', { now, timeoutMs: 20, lookup });
    expect(states(report)).toEqual(['failed', 'not-run', 'not-run']);
    expect(report.stages[0]?.cause).toEqual({ id: 'cause-name-unknown', params: { code: 'ETIMEOUT' } });
  });

  it('ends while it waits for a name server when it is told to', async () => {
    const abort = new AbortController();
    const lookup = (): Promise<string> => {
      abort.abort();
      return new Promise(() => undefined);
    };
    const report = await probeEndpoint('http://prom01/', { now, signal: abort.signal, lookup });
    expect([states(report), causeOf(report)]).toEqual([['failed', 'not-run', 'not-run'], 'cause-not-known']);
  });

  it('asks no name server when it was told to end before', async () => {
    const lookup = (): Promise<string> => Promise.reject(new Error('asked'));
    const report = await probeEndpoint('http://prom01/', { now, signal: AbortSignal.abort(), lookup });
    expect(causeOf(report)).toBe('cause-not-known');
  });

  it('ends when it is told to', async () => {
    const abort = new AbortController();
    server = await startServer(() => abort.abort());
    const report = await probeEndpoint(server.url, { now, signal: abort.signal });
    expect(causeOf(report)).toBe('cause-not-known');
  });

  it.each(['prometheus:9090/api/v1/write', 'ftp://127.0.0.1/', 'http://', ''])('does not try %j', async (address) => {
    const report = await probeEndpoint(address, { now });
    expect([states(report), causeOf(report)]).toEqual([['failed', 'not-run', 'not-run'], 'cause-scheme-missing']);
  });

  it('says which stage it is at', async () => {
    const seen: string[] = [];
    server = await startServer((_request, response) => response.writeHead(204).end());
    await probeEndpoint(server.url, { now, onStage: (stage) => seen.push(stage) });
    expect(seen).toEqual(['name', 'connection', 'write']);
  });
});

describe('the probe over TLS', () => {
  const pem = (name: string): string => readFileSync(`test/fixtures/tls/${name}`, 'utf8');
  let secure: https.Server | undefined;
  afterEach(() => secure?.closeAllConnections());
  afterEach(() => secure?.close());

  async function address(): Promise<string> {
    const receiver = https.createServer({ cert: pem('server.pem'), key: pem('server-key.pem') }, (request, response) =>
      request.resume().on('end', () => response.writeHead(204).end()),
    );
    secure = receiver;
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    return `https://127.0.0.1:${(receiver.address() as AddressInfo).port}/api/v1/write`;
  }

  it('trusts the authorities that this computer trusts', async () => {
    const authorities = { certificates: [pem('authority.pem')], isSystemAsked: true };
    const report = await probeEndpoint(await address(), { now, authorities });
    expect(states(report)).toEqual(['passed', 'passed', 'passed']);
  });

  it('says so where it knows only its own, and not those of this computer', async () => {
    const authorities = { certificates: undefined, isSystemAsked: false };
    const report = await probeEndpoint(await address(), { now, authorities });
    expect(report.stages[1]?.cause).toMatchObject({ id: 'cause-certificate', params: { authorities: 'own' } });
  });

  it('does not blame its own authorities where those of this computer were asked', async () => {
    const report = await probeEndpoint(await address(), {
      now,
      authorities: { certificates: [], isSystemAsked: true },
    });
    expect(report.stages[1]?.cause?.params).not.toHaveProperty('authorities');
  });
});

describe('the authorities of this computer', () => {
  it('are known and beside those of the program', () => {
    const read = (type: string): string[] => [`${type} certificate`];
    expect(readAuthorities(read)).toEqual({
      certificates: ['default certificate', 'system certificate'],
      isSystemAsked: true,
    });
  });

  it.each([
    ['the program cannot read them', undefined],
    ['there are none', (type: string): string[] => (type === 'system' ? [] : ['own'])],
    [
      'they cannot be read',
      () => {
        throw new Error('no store');
      },
    ],
  ])('are not known where %s', (_name, read) => {
    expect(readAuthorities(read)).toEqual({ certificates: undefined, isSystemAsked: false });
  });
});

describe('a failed connection', () => {
  it.each(['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    'with %s has nothing to do with who is trusted',
    (code) => {
      const { words } = causeOfError(Object.assign(new Error('text that nobody reads'), { code }), false);
      expect(words).toEqual({ id: 'cause-certificate', params: { code } });
    },
  );

  it.each([
    ['ENOTFOUND', 'cause-name-unknown'],
    ['EAI_AGAIN', 'cause-name-unknown'],
    ['ECONNREFUSED', 'cause-connection-refused'],
    ['ETIMEDOUT', 'cause-connection-timeout'],
    ['EHOSTUNREACH', 'cause-unreachable'],
    ['ECONNRESET', 'cause-connection-lost'],
    ['CERT_HAS_EXPIRED', 'cause-certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'cause-certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'cause-certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'cause-certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'cause-plain-expected'],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'cause-plain-expected'],
    ['ERR_SSL_HTTP_REQUEST', 'cause-plain-expected'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'cause-tls-failed'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'cause-tls-failed'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'cause-tls-failed'],
    ['EPROTO', 'cause-tls-failed'],
    ['EACCES', 'cause-unreachable'],
    ['EPERM', 'cause-unreachable'],
    ['HPE_INVALID_CONSTANT', 'cause-not-http'],
  ])('with %s is %s', (code, cause) => {
    expect(causeOfError(Object.assign(new Error('text that nobody reads'), { code }), true).words.id).toBe(cause);
  });
});

describe('the evidence', () => {
  it('shows no password of an address', () => {
    const answer = { status: 500, headers: {}, body: Buffer.from('proxy http://user:secret@proxy/ failed') };
    expect(causeOfAnswer(answer).evidence).toBe('proxy http://***@proxy/ failed');
  });
});
