/**
 * What an answer or a failed connection of a remote-write endpoint means; from recordings of a real Prometheus 2.42 and
 * of what a real Alloy 1.18.1 does with each answer.
 */
import type { CauseWords } from '../../shared/contract/words';
import type { HttpAnswer } from './http-request';
import { redactAddress, redactCredentials } from './redaction';

export interface Cause {
  readonly words: CauseWords;
  /** The server's own text on one line, shortened. */
  readonly evidence?: string;
}

/**
 * The answer to a write. `cause-accepted` means that a write is taken here, `cause-redirect-followed` that Alloy sends it
 * on to another address: of redirects, Go repeats a POST at 307 and 308 and makes a GET of it at the others
 * (golang/go `src/net/http/client.go`, `redirectBehavior`).
 */
export function causeOfAnswer({ status, headers, body }: HttpAnswer): Cause {
  const text = body.toString('utf8');
  const evidence = evidenceOf(text);
  const cause = (id: CauseWords['id'], params: NonNullable<CauseWords['params']> = {}): Cause => ({
    words: { id, params: { status, ...params } },
    ...(evidence === '' ? {} : { evidence }),
  });
  if (status >= 200 && status < 300)
    return isWebPage(headers, text) ? cause('cause-web-page') : cause('cause-accepted');
  const location = redactAddress(headers.location ?? '').slice(0, 500);
  // Without a place to go to, the answer is one like any other.
  if ((status === 307 || status === 308) && location !== '') return cause('cause-redirect-followed', { location });
  if (status === 301 || status === 302 || status === 303) return cause('cause-redirect', { location });
  if (status === 404) {
    // Versions of Prometheus name different flags behind these words.
    return text.includes('remote write receiver needs to be enabled')
      ? cause('cause-receiver-off')
      : cause('cause-wrong-path');
  }
  if (status === 400 && text.includes('HTTP request to an HTTPS server')) return cause('cause-tls-expected');
  if (status >= 500) return cause('cause-server-error');
  return cause(causeByStatus[status] ?? 'cause-other-status');
}

const causeByStatus: Readonly<Record<number, CauseWords['id']>> = {
  400: 'cause-bad-request',
  401: 'cause-unauthorized',
  403: 'cause-forbidden',
  405: 'cause-method-refused',
  429: 'cause-too-many-requests',
};

/**
 * Why no connection could be made, or none that speaks HTTP. Decided by error code, never by text. Where the authorities
 * of this computer were not asked, a certificate that is not trusted here may be so by Alloy: the words then carry
 * `authorities: 'own'`.
 */
export function causeOfError(error: NodeJS.ErrnoException, isSystemAsked: boolean): Cause {
  const code = error.code ?? '';
  const cause = (id: CauseWords['id']): Cause => ({ words: { id, params: code === '' ? {} : { code } } });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA' || code === 'ETIMEOUT')
    return cause('cause-name-unknown');
  if (code === 'ECONNREFUSED') return cause('cause-connection-refused');
  if (code === 'ETIMEDOUT') return cause('cause-connection-timeout');
  if (unreachableCodes.has(code)) return cause('cause-unreachable');
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === '') return cause('cause-connection-lost');
  if (code.startsWith('HPE_')) return cause('cause-not-http');
  if (plainAnswerCodes.has(code)) return cause('cause-plain-expected');
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return cause('cause-tls-failed');
  if (isCertificateError(code)) {
    const isOurs = !isSystemAsked && untrustedCodes.has(code);
    return { words: { id: 'cause-certificate', params: { code, ...(isOurs ? { authorities: 'own' } : {}) } } };
  }
  return cause('cause-connection-lost');
}

/** `EACCES` (Windows) and `EPERM` (Linux): a firewall of this computer forbids it. */
const unreachableCodes = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ENETDOWN', 'EACCES', 'EPERM']);

/** What a TLS library says when the other side answers in plain HTTP; every other failure of TLS means something else. */
const plainAnswerCodes = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
]);

/** Decided by who is trusted; what is out of date or has another name is so for everybody. */
const untrustedCodes = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

function isCertificateError(code: string): boolean {
  return /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA)/.test(code);
}

function isWebPage(headers: HttpAnswer['headers'], text: string): boolean {
  return /text\/html/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(text);
}

/** A page may be long, and only its beginning is shown; what is cut off in the middle is left out. */
function evidenceOf(text: string): string {
  const beginning = text.length > 20_000 ? text.slice(0, 20_000).replace(/\S+$/, '') : text;
  return redactCredentials(beginning).replace(/\s+/g, ' ').trim().slice(0, 300);
}
