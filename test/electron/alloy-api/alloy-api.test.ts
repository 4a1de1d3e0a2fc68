import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { AlloyComponentDetail } from '../../../electron/alloy-api/alloy-answers';
import { HttpAlloyApi } from '../../../electron/alloy-api/alloy-api';
import { readableFields } from '../../../electron/alloy-api/readable-values';
import { startServer, type LoopbackServer } from '../doubles/loopback-server';

const recorded = (name: string): string => readFileSync(path.join('test/fixtures/alloy-api', name), 'utf8');

let server: LoopbackServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function alloyThat(
  answer: (path: string, response: ServerResponse) => void,
  uiPathPrefix = '/',
): Promise<HttpAlloyApi> {
  server = await startServer(({ path: asked }, response) => answer(asked, response));
  return new HttpAlloyApi({ host: '127.0.0.1', port: server.port, uiPathPrefix });
}

const page = '<!doctype html><html></html>';

describe('ready', () => {
  it('is ready at Alloy’s own words', async () => {
    const api = await alloyThat((_path, response) => response.end('Alloy is ready.\n'));
    expect(await api.ready()).toBe('ready');
  });

  it('is a stranger when something else answers', async () => {
    const api = await alloyThat((_path, response) => response.end(page));
    expect(await api.ready()).toBe('stranger');
  });

  it('is closed when nobody listens', async () => {
    const api = await alloyThat((_path, response) => response.end());
    await server?.stop();
    expect(await api.ready()).toBe('closed');
  });

  it('is not answering when the connection is dropped', async () => {
    const api = await alloyThat((_path, response) => response.destroy());
    expect(await api.ready()).toBe('not-answering');
  });
});

describe('a component', () => {
  it.each(['../../../../-/reload', 'a/../b', './a', 'a//b', '/a', 'a/'])(
    'whose id leads elsewhere is not asked for: %s',
    async (id) => {
      const asked: string[] = [];
      const api = await alloyThat((where, response) => {
        asked.push(where);
        response.end('{}');
      });
      expect(await api.component(id)).toMatchObject({ ok: false, failure: { code: 'invalid-request' } });
      expect(asked).toEqual([]);
    },
  );
});

describe('with a path prefix of the user interface', () => {
  it.each([
    ['/alloy', '/alloy/api/v0/web/components'],
    ['/alloy/', '/alloy/api/v0/web/components'],
    ['/a b/c?d', '/a%20b/c%3Fd/api/v0/web/components'],
    ['//elsewhere.example', '//elsewhere.example/api/v0/web/components'],
    ['@elsewhere.example', '/%40elsewhere.example/api/v0/web/components'],
    ['/', '/api/v0/web/components'],
    ['', '/api/v0/web/components'],
  ])('%j the web API is asked below it', async (prefix, expected) => {
    const asked: string[] = [];
    const api = await alloyThat((where, response) => {
      asked.push(where);
      response.end(where === `${expected}/a.b` ? '{"name":"a","localID":"a.b","health":{"state":"healthy"}}' : '[]');
    }, prefix);
    expect([await api.components(), await api.component('a.b')]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(asked).toEqual([expected, `${expected}/a.b`]);
  });

  it('readiness, reload and counters stay where they are', async () => {
    const asked: string[] = [];
    const api = await alloyThat((where, response) => {
      asked.push(where);
      response.end(where === '/metrics' ? 'a 1\n' : 'Alloy is ready.\n');
    }, '/alloy');
    expect([await api.ready(), await api.reload(), await api.metrics()]).toMatchObject([
      'ready',
      { state: 'accepted' },
      { ok: true },
    ]);
    expect(asked).toEqual(['/-/ready', '/-/reload', '/metrics']);
  });
});

describe('the component list', () => {
  it('that is not found is no unknown component', async () => {
    const api = await alloyThat((_path, response) => {
      response.statusCode = 404;
      response.end('404 page not found\n');
    });
    expect(await api.components()).toMatchObject({ ok: false, failure: { reason: 'alloy-answered-otherwise' } });
  });

  it('of a real Alloy is read, in order of id', async () => {
    const api = await alloyThat((_path, response) => response.end(recorded('components.json')));
    const list = await api.components();
    const ids = list.ok ? list.value.map(({ localID }) => localID) : [];
    expect(ids).toHaveLength(13);
    expect(ids).toEqual(ids.toSorted());
  });

  it.each([
    ['a web page', page],
    ['half an answer', '[{"name":'],
    ['an object', '{}'],
    ['components without health', '[{"name":"a","localID":"a.b"}]'],
  ])('is not taken from %s', async (_name, body) => {
    const api = await alloyThat((_path, response) => response.end(body));
    expect(await api.components()).toMatchObject({
      ok: false,
      failure: { code: 'unexpected', reason: 'alloy-answered-otherwise' },
    });
  });

  it('counts a health that nobody knows as unknown', async () => {
    const odd = '[{"name":"a","localID":"a.b","health":{"state":"tired"}}]';
    const api = await alloyThat((_path, response) => response.end(odd));
    expect(await api.components()).toMatchObject({ ok: true, value: [{ health: { state: 'unknown' } }] });
  });
});

describe('a component', () => {
  it('keeps the slashes of its id and escapes the rest', async () => {
    const api = await alloyThat((_path, response) => response.writeHead(404).end('404 page not found\n'));
    expect(await api.component('module/a?b#c')).toMatchObject({
      ok: false,
      failure: { reason: 'alloy-component-unknown' },
    });
    expect(server?.requests[0]?.path).toBe('/api/v0/web/components/module/a%3Fb%23c');
  });

  it('of a real Alloy is readable field by field, its secrets masked', () => {
    const detail = AlloyComponentDetail.parse(JSON.parse(recorded('component-remote-write.json')));
    const fields = Object.fromEntries(readableFields(detail.arguments ?? []).map(({ path: at, text }) => [at, text]));
    expect(fields).toMatchObject({
      external_labels: '{machine = WIN-DEMO01}',
      'endpoint.url': 'http://127.0.0.1:19090/api/v1/write',
      'endpoint.basic_auth.username': 'desk',
      'endpoint.basic_auth.password': '(secret)',
    });
  });

  it('shows each scrape target with its health', () => {
    const detail = AlloyComponentDetail.parse(JSON.parse(recorded('component-scrape.json')));
    const fields = readableFields(detail.debugInfo ?? []);
    expect(fields.find(({ path: at }) => at === 'target.health')?.text).toBe('up');
  });

  it('shows no password of an address', () => {
    const fields = readableFields([
      { name: 'url', type: 'attr', value: { type: 'string', value: 'http://user:secret@h/' } },
    ]);
    expect(fields).toEqual([{ path: 'url', text: 'http://***@h/' }]);
  });

  const map = (entries: Record<string, string>) => ({
    type: 'object',
    value: Object.entries(entries).map(([key, value]) => ({ key, value: { type: 'string', value } })),
  });

  it.each(['headers', 'http_headers', 'proxy_connect_header', 'endpoint_params'])(
    'shows the names under %s and none of their values',
    (name) => {
      const value = map({ 'X-Scope-OrgID': 'tenant', Authorization: 'Bearer s3cret' });
      expect(readableFields([{ name: 'endpoint', type: 'block', body: [{ name, type: 'attr', value }] }])).toEqual([
        { path: `endpoint.${name}`, text: '{X-Scope-OrgID = (secret), Authorization = (secret)}' },
      ]);
    },
  );

  it('shows no value of a header that stands within another value', () => {
    const inner = { type: 'object', value: [{ key: 'headers', value: map({ Authorization: 's3cret' }) }] };
    const list = { name: 'clients', type: 'attr' as const, value: { type: 'array', value: [inner] } };
    expect(readableFields([list])[0]?.text).toBe('[{headers = {Authorization = (secret)}}]');
  });

  it('shows no value of a block that is one header', () => {
    const text = (name: string, value: string) => ({ name, type: 'attr', value: { type: 'string', value } });
    const header = { name: 'header', type: 'block' as const, body: [text('key', 'X-Key'), text('value', 's3cret')] };
    expect(readableFields([header]).map((field) => field.text)).toEqual(['X-Key', '(secret)']);
  });

  it('ends at values without end', () => {
    let value: unknown = { type: 'string', value: 'x' };
    for (let depth = 0; depth < 1_000; depth++) value = { type: 'array', value: [value] };
    expect(readableFields([{ name: 'deep', type: 'attr', value }])[0]?.text).toContain('…');
  });
});

describe('metrics', () => {
  it('are not taken from a web page', async () => {
    const api = await alloyThat((_path, response) => response.end(page));
    expect(await api.metrics()).toMatchObject({ ok: false, failure: { reason: 'alloy-answered-otherwise' } });
  });

  it('may hold values that are no numbers', async () => {
    const api = await alloyThat((_path, response) => response.end('a NaN\nb 1\n'));
    expect(await api.metrics()).toMatchObject({
      ok: true,
      value: {
        samples: [
          { name: 'a', value: Number.NaN },
          { name: 'b', value: 1 },
        ],
      },
    });
  });
});

describe('a reload', () => {
  it('is a POST and accepted with 200', async () => {
    const api = await alloyThat((_path, response) => response.end('config reloaded\n'));
    expect(await api.reload()).toEqual({ state: 'accepted' });
    expect(server?.requests[0]).toMatchObject({ method: 'POST', path: '/-/reload' });
  });

  it('is refused with Alloy’s own text', async () => {
    const text = 'error during the initial load: config.alloy:1:1: no\n';
    const api = await alloyThat((_path, response) => response.writeHead(400).end(text));
    expect(await api.reload()).toEqual({ state: 'refused', text: text.trim() });
  });

  it('that is answered with another status is neither accepted nor refused', async () => {
    const api = await alloyThat((_path, response) => response.writeHead(503).end('busy\n'));
    expect(await api.reload()).toEqual({ state: 'otherwise', status: 503 });
  });

  it('is lost when the connection ends without an answer', async () => {
    const api = await alloyThat((_path, response) => response.destroy());
    expect(await api.reload()).toEqual({ state: 'lost' });
  });

  it('finds nobody when the port is closed', async () => {
    const api = await alloyThat((_path, response) => response.end());
    await server?.stop();
    expect(await api.reload()).toEqual({ state: 'closed' });
  });
});
