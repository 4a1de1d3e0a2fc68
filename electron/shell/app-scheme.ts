/** Our own scheme: a build-time map from path to file, so that no path is ever joined and nothing can be walked out of. */
import { randomBytes } from 'node:crypto';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy } from './content-security-policy';

export const startPage = 'app://ui/index.html';

export interface ServedFile {
  readonly file: string;
  readonly contentType: string;
}

/** A1: once, before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** A2–A4: GET and HEAD for the host `ui`, on this session only, every answer with its headers. */
export function serveApp(
  session: Session,
  files: Readonly<Record<string, ServedFile>>,
  readFile: (file: string) => Promise<Uint8Array>,
): void {
  session.protocol.handle('app', (request) => answer(request, files, readFile));
}

/** The answer to one request for our page; exported for its tests. */
export async function answer(
  request: Pick<Request, 'method' | 'url'>,
  files: Readonly<Record<string, ServedFile>>,
  readFile: (file: string) => Promise<Uint8Array>,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  if (!url || url.protocol !== 'app:' || url.host !== 'ui') return refusal(404);
  const served = Object.hasOwn(files, url.pathname) ? files[url.pathname] : undefined;
  if (!served) return refusal(404);
  const nonce = randomBytes(18).toString('base64url');
  const headers = { ...commonHeaders(nonce), 'Content-Type': served.contentType };
  if (request.method === 'HEAD') return new Response(null, { status: 200, headers });
  const bytes = await readFile(served.file);
  const body = served.contentType.startsWith('text/html')
    ? Buffer.from(bytes).toString('utf8').replaceAll('%NONCE%', nonce)
    : Buffer.from(bytes);
  return new Response(body, { status: 200, headers });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: commonHeaders(randomBytes(18).toString('base64url')) });
}

function commonHeaders(nonce: string): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  };
}
