import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Sample } from '../../../electron/demo-alloy/prometheus/labels';
import type { ComponentContext } from '../../../electron/demo-alloy/components/component';
import { mergeLabels, ScrapeLoop } from '../../../electron/demo-alloy/components/scrape-loop';
import { scrapeTarget, type ScrapeSettings } from '../../../electron/demo-alloy/components/scrape-target';
import { Logger } from '../../../electron/demo-alloy/log';
import { patience, startAlloy } from './alloy-under-test';
import { ManualClock } from './manual-clock';

const settings: ScrapeSettings = {
  jobName: 'prometheus.scrape.x',
  intervalMs: 10_000,
  timeoutMs: 5000,
  metricsPath: '/metrics',
  scheme: 'http',
  params: new Map(),
  honorLabels: false,
  honorTimestamps: true,
  extraMetrics: false,
  sampleLimit: 0,
  followRedirects: true,
  authentication: {},
  skipVerify: false,
};

/** A loop over a page in memory whose text a test changes. */
function loopOver(page: { text: string | undefined }): { loop: ScrapeLoop; clock: ManualClock; received: Sample[][] } {
  const clock = new ManualClock();
  const received: Sample[][] = [];
  const context: ComponentContext = {
    id: 'prometheus.scrape.x',
    name: 'prometheus.scrape',
    label: 'x',
    clock,
    log: new Logger(clock, () => undefined),
    timing: { flushDeadlineMs: 0, targetSyncMs: 0, scrapeSpreadMs: 5000 },
    sender: { userAgent: 'Alloy', instanceId: '' },
    hostName: 'WIN-DEMO01',
    storagePath: '',
    memoryAddress: 'alloy.internal:12345',
    ownPage: () => (page.text === undefined ? undefined : { status: 200, contentType: 'text/plain', text: page.text }),
    ownMetrics: () => '',
    countSamplesIn: () => undefined,
  };
  const target = scrapeTarget(
    new Map([
      ['__address__', 'alloy.internal:12345'],
      ['job', 'j'],
      ['__meta_x', 'y'],
    ]),
    settings,
  );
  if (!target) throw new Error('the target has an address');
  const loop = new ScrapeLoop(context, target, settings, { append: (samples) => received.push([...samples]) });
  return { loop, clock, received };
}

const named = (samples: readonly Sample[] | undefined, name: string): Sample | undefined =>
  samples?.find(({ labels }) => labels.get('__name__') === name);

describe('a scrape', () => {
  test('comes within five seconds, then once an interval', async () => {
    const { clock, received } = loopOver({ text: 'a 1\n' });
    await clock.advance(5000);
    expect(received).toHaveLength(1);
    await clock.advance(30_000);
    expect(received).toHaveLength(4);
  });

  test('reports about itself beside the samples, under the labels of the target', async () => {
    const { clock, received } = loopOver({ text: 'a 1\nb 2\n' });
    await clock.advance(5000);
    const report = Object.fromEntries(
      received[0]?.slice(2).map(({ labels, value }) => [labels.get('__name__'), value]) ?? [],
    );
    expect(report).toEqual({
      up: 1,
      scrape_duration_seconds: 0,
      scrape_samples_scraped: 2,
      scrape_samples_post_metric_relabeling: 2,
      scrape_series_added: 2,
    });
    expect(Object.fromEntries(named(received[0], 'up')?.labels ?? [])).toEqual({
      __name__: 'up',
      job: 'j',
      instance: 'alloy.internal:12345',
    });
  });

  test('ends a series that the page no longer has', async () => {
    const page = { text: 'a 1\nb 2\n' };
    const { clock, received } = loopOver(page);
    await clock.advance(5000);
    page.text = 'a 1\n';
    await clock.advance(10_000);
    expect(named(received[1], 'b')?.stale).toBe(true);
    expect(named(received[1], 'a')?.stale).toBeUndefined();
  });

  test('that fails ends all series but those about itself, which say down', async () => {
    const page: { text: string | undefined } = { text: 'a 1\n' };
    const { loop, clock, received } = loopOver(page);
    await clock.advance(5000);
    page.text = undefined;
    await clock.advance(10_000);
    expect(named(received[1], 'a')?.stale).toBe(true);
    expect(named(received[1], 'up')?.value).toBe(0);
    expect(loop.state()).toMatchObject({ health: 'down', lastError: 'server returned HTTP status 404 Not Found' });
  });

  test('of a target that is gone ends its series after two intervals', async () => {
    const { loop, clock, received } = loopOver({ text: 'a 1\n' });
    await clock.advance(5000);
    loop.end();
    await clock.advance(19_000);
    expect(received).toHaveLength(1);
    await clock.advance(3000);
    expect(received[1]?.every(({ stale }) => stale === true)).toBe(true);
    expect(named(received[1], 'up')).toBeDefined();
  });
});

describe('labels of a sample and its target', () => {
  const target = new Map([
    ['job', 'j'],
    ['instance', 'i'],
  ]);
  const merged = (labels: Record<string, string>, honour = false): Record<string, string> =>
    Object.fromEntries(mergeLabels({ name: 'm', labels }, target, honour));

  test('the target wins and the exposed label is kept under another name', () => {
    expect(merged({ job: 'own' })).toEqual({ __name__: 'm', job: 'j', instance: 'i', exported_job: 'own' });
  });

  test('the other name is one that is free', () => {
    expect(merged({ job: 'own', exported_job: 'taken' })).toMatchObject({
      exported_job: 'taken',
      exported_exported_job: 'own',
    });
  });

  test('exposed labels win where they are honoured', () => {
    expect(merged({ job: 'own' }, true)).toEqual({ __name__: 'm', job: 'own', instance: 'i' });
  });
});

describe('a target that does not answer well', () => {
  let server: Server;
  let port = 0;
  const pages: Readonly<Record<string, readonly [number, string]>> = {
    '/html': [200, '<html></html>'],
    '/garbage': [200, 'demo value\n'],
    '/401': [401, 'no'],
    '/500': [500, 'no'],
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const [status, text] = pages[request.url ?? ''] ?? [200, ''];
      response.writeHead(status).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test.each([
    ['/html', 'expected a valid start token, got "<" ("INVALID") while parsing: "<"'],
    ['/garbage', 'strconv.ParseFloat: parsing "value": invalid syntax while parsing: "demo value"'],
    ['/401', 'server returned HTTP status 401 Unauthorized'],
    ['/500', 'server returned HTTP status 500 Internal Server Error'],
  ])('%s is down for the recorded reason', async (path, reason) => {
    const clock = new ManualClock();
    const alloy = await startAlloy({
      clock,
      config: `prometheus.scrape "x" {\n targets = [{ __address__ = "127.0.0.1:${port}", __metrics_path__ = "${path}" }]\n forward_to = []\n}\n`,
    });
    try {
      const shown = async (): Promise<string> => (await alloy.ask('/api/v0/web/components/prometheus.scrape.x')).body;
      expect(await shown()).toContain('"debugInfo":[]');
      await clock.advance(10_000);
      await vi.waitFor(async () => expect(await shown()).toContain(`"value":${JSON.stringify(reason)}`), patience);
      expect(await shown()).toContain('"value":"down"');
    } finally {
      await alloy.stop();
    }
  });
});
