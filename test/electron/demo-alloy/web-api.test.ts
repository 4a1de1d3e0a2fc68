import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixture, fixtureText, startAlloy, type AlloyUnderTest, type Reply } from './alloy-under-test';
import { ManualClock } from './manual-clock';

interface Recorded {
  readonly name: string;
  readonly request: { method: string; path: string; headers: Record<string, string>; body: string | null };
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const recordings = fixture('healthy-requests.json') as readonly Recorded[];

/** The recorded build has no pages; what it answers with 404 the released one answers with the page (see below). */
const pagesInstead = /^(?:011|03[0-2]|042|05[4-9]|06\d|07[01]|08[34]|088)-/;
const notServed: readonly (readonly [RegExp, string])[] = [
  [/^04[4-8]-graph/, 'graph stream'],
  [/^(?:049|05[0-3])-debug/, 'live debugging stream'],
  [/^(?:093|094)-support/, 'support bundle'],
  [/^10[2456]-pprof/, 'Go profiles'],
  [/^033-component-page-windows/, 'recorded on Linux, where the Windows exporter has no page'],
  [/^03[4678]-component-page/, 'prometheus.exporter.unix is not evaluated'],
];

const compared = recordings.filter(
  ({ name }) => !pagesInstead.test(name) && !notServed.some(([pattern]) => pattern.test(name)),
);

describe('a healthy Alloy answers as the recorded one', () => {
  const clock = new ManualClock();
  const folder = mkdtempSync(join(tmpdir(), 'demo-alloy-token-'));
  let alloy: AlloyUnderTest;

  beforeAll(async () => {
    writeFileSync(join(folder, 'token.txt'), 'secret');
    alloy = await startAlloy({
      clock,
      config: healthyConfig(folder),
      args: ['--server.http.memory-addr=alloy.internal:12345'],
    });
    await clock.advance(15_000);
  });
  afterAll(async () => {
    await alloy.stop();
    rmSync(folder, { recursive: true });
    console.log(
      `requests of the recording: ${compared.length} of ${recordings.length} compared; not served: ${notServed.map(([, reason]) => reason).join(', ')}`,
    );
  });

  test.each(compared)('$name', async (recorded) => {
    const { method, path, headers, body } = recorded.request;
    const reply = await alloy.ask(path, { method, headers, ...(body === null ? {} : { body }) });
    expect(reply.status).toBe(recorded.status);
    expect(comparableHeaders(reply.headers)).toEqual(comparableHeaders(recorded.headers));
    if (recorded.body !== undefined) compareBodies(reply, recorded);
  });

  function compareBodies(reply: Reply, recorded: Recorded): void {
    const text = recorded.body ?? '';
    if (recorded.name === '027-peers') {
      expect(reply.body).toBe(text.replace('127.0.0.1:19345', alloy.address));
    } else if (/^[[{]/.test(text)) {
      expect(shapeOf(JSON.parse(reply.body))).toEqual(shapeOf(JSON.parse(text)));
    } else {
      expect(reply.body).toBe(text);
    }
  }

  test.each([
    'discovery.relabel.host',
    'prometheus.remote_write.central',
    'prometheus.relabel.filter',
    'prometheus.scrape.self',
    'prometheus.scrape.host',
    'local.file.token',
  ])('shows the recorded arguments and exports of %s', async (id) => {
    const recorded = recordings.find(({ name }) => name.endsWith(`-component-${id}`));
    const expected = JSON.parse(
      (recorded?.body ?? '').replace('C:\\\\ProgramData\\\\GrafanaLabs\\\\Alloy\\\\', `${folder}/`),
    ) as Detail;
    const shown = JSON.parse((await alloy.ask(`/api/v0/web/components/${id}`)).body) as Detail;
    expect(shown.arguments).toEqual(expected.arguments);
    expect(shown.exports).toEqual(expected.exports);
  });

  test('lists the recorded components with their references and the way their data flows', async () => {
    const recorded = JSON.parse(recordings.find(({ name }) => name === '009-components')?.body ?? '[]') as ListEntry[];
    const listed = JSON.parse((await alloy.ask('/api/v0/web/components')).body) as ListEntry[];
    expect(listed.map(unordered).sort(byId)).toEqual(recorded.map(unordered).sort(byId));
  });

  test('shows the target it has scraped with the recorded fields', async () => {
    const recorded = recordings.find(({ name }) => name === '022-component-prometheus.scrape.self');
    const shown = JSON.parse((await alloy.ask('/api/v0/web/components/prometheus.scrape.self')).body) as Detail;
    const expected = JSON.parse(recorded?.body ?? '{}') as Detail;
    expect(withoutTimes(shown.debugInfo)).toEqual(withoutTimes(expected.debugInfo));
  });

  test('serves no metric about itself that the recorded Alloy does not serve with the same labels', async () => {
    const recorded = fixture('own-series.json') as Readonly<Record<string, readonly string[]>>;
    const served = [...(await alloy.metrics()).keys()].map((series) => {
      const [, name = '', labels = ''] = /^([^{]+)(.*)$/.exec(series) ?? [];
      return { name, labels: [...labels.matchAll(/(\w+)="/g)].map((match) => match[1] ?? '') };
    });
    for (const { name, labels } of served) expect({ name, labels }).toEqual({ name, labels: recorded[name] });
    const names = new Set(served.map(({ name }) => name));
    const ofRemoteWrite = Object.keys(recorded).filter((name) => name.startsWith('prometheus_remote_storage_'));
    expect(ofRemoteWrite.filter((name) => !names.has(name) && !name.includes('string_interner'))).toEqual([]);
  });

  test('serves every metric with a type and help text that Alloy gives it', async () => {
    const { body } = await alloy.ask('/metrics');
    expect(body).not.toContain(' untyped');
    expect(body).toContain('# TYPE alloy_component_controller_running_components gauge');
    expect(body).toContain(
      'alloy_component_controller_running_components{controller_id="",controller_path="/",health_type="healthy"} 13',
    );
  });
});

describe('what the released build answers with its page', () => {
  let alloy: AlloyUnderTest;
  beforeAll(async () => {
    alloy = await startAlloy();
  });
  afterAll(() => alloy.stop());

  const pages = (fixture('page-requests.json') as readonly Recorded[]).filter(
    ({ request }) =>
      !/^\/(?:assets|favicon)/.test(request.path) &&
      !('If-Modified-Since' in request.headers) &&
      !('Range' in request.headers),
  );

  test.each(pages)('$name', async (recorded) => {
    const { method, path, headers } = recorded.request;
    const reply = await alloy.ask(path, { method, headers });
    expect(reply.status).toBe(recorded.status);
    expect(reply.headers['Content-Type']).toBe(recorded.headers['Content-Type']);
    expect(reply.headers['Location']).toBe(recorded.headers['Location']);
    expect(Object.keys(reply.headers).sort()).toEqual(Object.keys(recorded.headers).sort());
  });
});

interface Detail {
  readonly arguments: unknown;
  readonly exports: unknown;
  readonly debugInfo: unknown;
}

interface ListEntry {
  readonly localID: string;
  readonly referencesTo: readonly string[];
  readonly referencedBy: readonly string[];
  readonly dataFlowEdgesTo: readonly string[];
  readonly health: { readonly state: string };
}

function unordered(entry: ListEntry): unknown {
  const sorted = (ids: readonly string[]): string[] => [...ids].sort();
  return {
    ...entry,
    referencesTo: sorted(entry.referencesTo),
    referencedBy: sorted(entry.referencedBy),
    dataFlowEdgesTo: sorted(entry.dataFlowEdgesTo),
    health: entry.health.state,
  };
}

function byId(left: unknown, right: unknown): number {
  return (left as ListEntry).localID < (right as ListEntry).localID ? -1 : 1;
}

function healthyConfig(folder: string): string {
  return fixtureText('healthy.alloy').replace(
    'C:\\\\ProgramData\\\\GrafanaLabs\\\\Alloy\\\\token.txt',
    `${folder}/token.txt`,
  );
}

/** The length is compared only by being stated: texts with times in them differ by a digit. */
function comparableHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const isJson = headers['Vary'] !== undefined && headers['X-Content-Type-Options'] === undefined;
  const entries = Object.entries(headers).filter(
    ([name]) => !(isJson && /^(?:Content-Length|Transfer-Encoding)$/.test(name)),
  );
  return Object.fromEntries(entries);
}

/** Keys and types of a JSON value; of a list of components the set of shapes. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(topShape(item))))].sort();
  return topShape(value);
}

function topShape(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]): [string, unknown] => [
        key,
        Array.isArray(item) ? 'array' : key === 'health' ? Object.keys(item as object) : typeof item,
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function withoutTimes(debugInfo: unknown): unknown {
  return JSON.parse(
    JSON.stringify(debugInfo)
      .replace(/"\d{4}-\d\d-\d\dT[^"]*"/g, '"time"')
      .replace(/"[\d.]+(?:µs|ms|s)"/g, '"duration"'),
  ) as unknown;
}
