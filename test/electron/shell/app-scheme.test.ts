import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ protocol: {} }));

const { answer } = await import('../../../electron/shell/app-scheme');
const { contentSecurityPolicy } = await import('../../../electron/shell/content-security-policy');

const files = {
  '/index.html': { file: 'index.html', contentType: 'text/html; charset=utf-8' },
  '/assets/index.js': { file: 'assets/index.js', contentType: 'text/javascript; charset=utf-8' },
};
const read: string[] = [];
const ask = (url: string, method = 'GET') => {
  read.length = 0;
  return answer({ url, method }, files, async (file) => {
    read.push(file);
    return new TextEncoder().encode(file.endsWith('.html') ? '<meta nonce="%NONCE%">' : 'script');
  });
};

describe('our own scheme', () => {
  it('serves a file of the map with its type', async () => {
    const response = await ask('app://ui/assets/index.js');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'script',
    ]);
  });

  it('writes the nonce of the policy into the page, another one each time', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const response = await ask('app://ui/index.html');
        const nonce = /nonce="([^"]+)"/.exec(await response.text())?.[1] ?? '';
        expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(nonces[0]).toMatch(/^[A-Za-z0-9_-]{24}$/);
  });

  it('answers HEAD without a body and without reading', async () => {
    const response = await ask('app://ui/index.html', 'HEAD');
    expect([response.status, await response.text(), read]).toEqual([200, '', []]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await ask('app://ui/index.html', method)).status).toBe(405);
  });

  it.each([
    'app://ui/',
    'app://ui/missing.js',
    'app://evil/index.html',
    'app://ui/../index.js',
    'app://ui/..%5c..%5cwindows%5cwin.ini',
    'app://ui/C:/Windows/win.ini',
    'app://ui/index.html::$DATA',
    'app://ui/index.html%00.js',
    'app://ui/__proto__',
    'app://ui/constructor',
    'https://ui/index.html',
    'no address',
  ])('finds nothing at %s and reads no file', async (url) => {
    expect((await ask(url)).status).toBe(404);
    expect(read).toEqual([]);
  });

  it.each(['app://ui/index.html', 'app://ui/missing'])('sends its headers with every answer: %s', async (url) => {
    const { headers } = await ask(url);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('the content security policy', () => {
  it.each(["'unsafe-eval'", 'blob:', 'https:', 'http:', '*'])('has no %s', (source) => {
    expect(contentSecurityPolicy('n')).not.toContain(source);
  });
  it('lets inline style be only where positions are computed', () => {
    const inline = contentSecurityPolicy('n')
      .split('; ')
      .filter((directive) => directive.includes("'unsafe-inline'"));
    expect(inline).toEqual(["style-src-attr 'unsafe-inline'"]);
  });
});
