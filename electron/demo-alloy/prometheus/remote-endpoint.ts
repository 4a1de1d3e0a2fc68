/** Sends one batch to a remote write endpoint and says what that means for the batch. */
import { readFile } from 'node:fs/promises';
import type { Clock } from '../clock';
import { ClientError, sendRequest, type ClientAnswer } from '../http/go-client';
import type { SendOutcome } from './queue';

export interface Authentication {
  readonly basic?: { readonly username: string; readonly password: string; readonly passwordFile: string };
  readonly authorization?: { readonly type: string; readonly credentials: string; readonly credentialsFile: string };
}

export interface EndpointSettings {
  readonly url: string;
  readonly timeoutMs: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly authentication: Authentication;
  readonly followRedirects: boolean;
  readonly retryOnTooMany: boolean;
  readonly caFile: string;
  readonly caPem: string;
  readonly skipVerify: boolean;
}

export interface Sender {
  readonly userAgent: string;
  readonly instanceId: string;
}

/** The part of an answer's text that reaches the log. */
const longestErrorText = 1024;

/** Sends a compressed write request. Never rejects: everything that goes wrong is an outcome. */
export async function sendWriteRequest(
  endpoint: EndpointSettings,
  sender: Sender,
  clock: Clock,
  body: Uint8Array,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const limit = new AbortController();
  const cancel = clock.after(endpoint.timeoutMs, () => limit.abort('deadline'));
  const give = (): void => limit.abort('cancelled');
  if (signal.aborted) give();
  signal.addEventListener('abort', give, { once: true });
  try {
    const answer = await sendRequest({
      method: 'POST',
      url: endpoint.url,
      headers: { ...writeHeaders(endpoint, sender), ...(await credentials(endpoint.authentication)) },
      body,
      followRedirects: endpoint.followRedirects,
      tls: await tlsSettings(endpoint),
      signal: limit.signal,
    });
    return outcomeOf(answer, endpoint, clock);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof ClientError || limit.signal.aborted) return { kind: 'recoverable', message };
    return { kind: 'recoverable', message: `Post "${endpoint.url}": ${message}` };
  } finally {
    cancel();
    signal.removeEventListener('abort', give);
  }
}

function writeHeaders(endpoint: EndpointSettings, sender: Sender): Record<string, string> {
  return {
    'User-Agent': sender.userAgent,
    'Content-Encoding': 'snappy',
    'Content-Type': 'application/x-protobuf',
    'X-Agent-Id': sender.instanceId,
    'X-Alloy-Id': sender.instanceId,
    'X-Prometheus-Remote-Write-Version': '0.1.0',
    ...Object.fromEntries(endpoint.headers),
  };
}

/** Files with secrets are read for every request, so a changed one counts at once. */
export async function credentials(authentication: Authentication): Promise<Record<string, string>> {
  const { basic, authorization } = authentication;
  if (basic) {
    const password = basic.passwordFile === '' ? basic.password : await secretFrom(basic.passwordFile);
    return { Authorization: `Basic ${Buffer.from(`${basic.username}:${password}`).toString('base64')}` };
  }
  if (!authorization) return {};
  const file = authorization.credentialsFile;
  const text = file === '' ? authorization.credentials : await secretFrom(file);
  return { Authorization: `${authorization.type} ${text}` };
}

async function secretFrom(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    throw new Error(`unable to read file ${path}: open ${path}: no such file or directory`);
  }
}

async function tlsSettings(endpoint: EndpointSettings): Promise<{ ca?: string; skipVerify: boolean }> {
  const ca = endpoint.caFile === '' ? endpoint.caPem : await readFile(endpoint.caFile, 'utf8');
  return ca === '' ? { skipVerify: endpoint.skipVerify } : { ca, skipVerify: endpoint.skipVerify };
}

function outcomeOf(answer: ClientAnswer, endpoint: EndpointSettings, clock: Clock): SendOutcome {
  if (answer.status >= 200 && answer.status < 300) return { kind: 'sent' };
  const text = answer.body.subarray(0, longestErrorText).toString('utf8');
  const message = `server returned HTTP status ${answer.status} ${answer.statusText}: ${text}`;
  const isRecoverable = answer.status >= 500 || (answer.status === 429 && endpoint.retryOnTooMany);
  if (!isRecoverable) return { kind: 'rejected', message };
  const retryAfterMs = retryAfter(answer.headers['retry-after'], clock.now());
  return retryAfterMs === undefined ? { kind: 'recoverable', message } : { kind: 'recoverable', message, retryAfterMs };
}

/** `Retry-After` in seconds or as a date; what lies in the past is ignored. */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return ms > 0 ? ms : undefined;
}
