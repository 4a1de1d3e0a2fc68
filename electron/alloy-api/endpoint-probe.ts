/**
 * Asks a remote-write endpoint in three stages whether it would take data: is the name known, does a connection stand,
 * is a write accepted. The write is an empty one (a snappy block of no bytes), to which a good receiver answers 204 and
 * stores nothing.
 */
import dns from 'node:dns/promises';
import net from 'node:net';
import tls from 'node:tls';
import { probeStages, type ProbeReport, type ProbeStage, type ProbeStageName } from '../../shared/contract/endpoint';
import { knownAuthorities, type Authorities } from './authorities';
import { causeOfAnswer, causeOfError, type Cause } from './endpoint-cause';
import { httpRequest } from './http-request';
import { redactAddress } from './redaction';

export interface ProbeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly now: () => number;
  readonly onStage?: (stage: ProbeStageName) => void;
  /** Of each stage. */
  readonly timeoutMs?: number;
  /** Those of this computer when not given. */
  readonly authorities?: Authorities;
  /** The address of a name; the computer's own resolver when not given. */
  readonly lookup?: (host: string) => Promise<string>;
}

type Stage = Pick<ProbeOptions, 'signal'> & Required<Pick<ProbeOptions, 'timeoutMs' | 'authorities' | 'lookup'>>;

const emptyWrite = Uint8Array.of(0);

/** Never rejects. Stages behind the first that fails are `not-run`. */
export async function probeEndpoint(address: string, options: ProbeOptions): Promise<ProbeReport> {
  const results: ProbeStage[] = [];
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    results.push(failed('name', { words: { id: 'cause-scheme-missing' } }));
  } else {
    const { signal, timeoutMs = 10_000, authorities = knownAuthorities(), lookup = systemLookup } = options;
    const steps = { name: probeName, connection: probeConnection, write: probeWrite };
    for (const stage of probeStages) {
      options.onStage?.(stage);
      const startedAtMs = options.now();
      const result = await steps[stage](url, { signal, timeoutMs, authorities, lookup });
      results.push({ ...result, durationMs: Math.max(0, options.now() - startedAtMs) });
      if (result.state === 'failed') break;
    }
  }
  const rest = probeStages.slice(results.length).map((stage): ProbeStage => ({ stage, state: 'not-run' }));
  return { url: redactAddress(address), stages: [...results, ...rest], checkedAtMs: options.now() };
}

async function systemLookup(host: string): Promise<string> {
  return (await dns.lookup(host)).address;
}

/** A look-up cannot be called off; whoever waits for it can go away. */
function probeName(url: URL, { signal, timeoutMs, authorities, lookup }: Stage): Promise<ProbeStage> {
  const host = hostOf(url);
  if (net.isIP(host) !== 0) return Promise.resolve({ stage: 'name', state: 'passed', found: host });
  return new Promise((resolve) => {
    const end = (result: ProbeStage): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      resolve(result);
    };
    const fails = (error: NodeJS.ErrnoException): void =>
      end(failed('name', causeOfError(error, authorities.isSystemAsked)));
    const abort = (): void => end(failed('name', { words: { id: 'cause-not-known' } }));
    const timer = setTimeout(() => fails(Object.assign(new Error('no answer'), { code: 'ETIMEOUT' })), timeoutMs);
    if (signal?.aborted) {
      abort();
      return;
    }
    signal?.addEventListener('abort', abort, { once: true });
    lookup(host).then((address) => end({ stage: 'name', state: 'passed', found: address }), fails);
  });
}

function probeConnection(url: URL, { signal, timeoutMs, authorities }: Stage): Promise<ProbeStage> {
  return new Promise((resolve) => {
    const isTls = url.protocol === 'https:';
    const host = hostOf(url);
    const port = Number(url.port) || (isTls ? 443 : 80);
    const socket = isTls
      ? tls.connect({
          host,
          port,
          ...(net.isIP(host) === 0 ? { servername: host } : {}),
          ...(authorities.certificates ? { ca: [...authorities.certificates] } : {}),
        })
      : net.connect({ host, port });
    const end = (result: ProbeStage): void => {
      signal?.removeEventListener('abort', abort);
      socket.removeAllListeners();
      // A socket that was given up may still fail; nobody is left to be told.
      socket.on('error', () => undefined);
      socket.destroy();
      resolve(result);
    };
    const abort = (): void => end(failed('connection', { words: { id: 'cause-not-known' } }));
    signal?.addEventListener('abort', abort, { once: true });
    socket.setTimeout(timeoutMs, () => end(failed('connection', { words: { id: 'cause-connection-timeout' } })));
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      const protocol = socket instanceof tls.TLSSocket ? ` · ${socket.getProtocol() ?? 'TLS'}` : '';
      end({ stage: 'connection', state: 'passed', found: `port ${port}${protocol}` });
    });
    socket.once('error', (error) => end(failed('connection', causeOfError(error, authorities.isSystemAsked))));
    if (signal?.aborted) abort();
  });
}

async function probeWrite(url: URL, { signal, timeoutMs, authorities }: Stage): Promise<ProbeStage> {
  const outcome = await httpRequest({
    url,
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-protobuf',
      'Content-Encoding': 'snappy',
      'X-Prometheus-Remote-Write-Version': '0.1.0',
      'User-Agent': 'AlloyDesk',
    },
    body: emptyWrite,
    timeoutMs,
    maxBytes: 256 * 1024,
    signal,
    authorities: authorities.certificates,
  });
  if (outcome.state === 'answered') {
    const cause = causeOfAnswer(outcome.answer);
    const found = String(outcome.answer.status);
    if (cause.words.id === 'cause-redirect-followed')
      return { stage: 'write', state: 'passed', found, cause: cause.words };
    if (cause.words.id !== 'cause-accepted') return { ...failed('write', cause), found };
    return { stage: 'write', state: 'passed', found };
  }
  if (outcome.state === 'failed') return failed('write', causeOfError(outcome.error, authorities.isSystemAsked));
  const ids = {
    refused: 'cause-connection-refused',
    'timed-out': 'cause-connection-timeout',
    aborted: 'cause-not-known',
    'too-large': 'cause-web-page',
  } as const;
  return failed('write', { words: { id: ids[outcome.state] } });
}

function failed(stage: ProbeStageName, { words, evidence }: Cause): ProbeStage {
  return { stage, state: 'failed', cause: words, ...(evidence === undefined ? {} : { evidence }) };
}

/** Without the brackets of an IPv6 address. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
