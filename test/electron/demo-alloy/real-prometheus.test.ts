import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../electron/demo-alloy/clock';
import { startPrometheus, type RunningPrometheus } from '../../e2e/harness/prometheus';
import { fixture, fixtureText, patience, startAlloy, type AlloyUnderTest } from './alloy-under-test';

/** As in the recording, but without the waits of the original. */
const timing = { targetSyncMs: 0, scrapeSpreadMs: 0, flushDeadlineMs: 1000 };

const page = '# TYPE node_load1 gauge\nnode_load1 0.5\n# TYPE demo gauge\ndemo{job="own",instance="own"} 1\n';

interface Series {
  readonly metric: Readonly<Record<string, string>>;
}

/** The blocks of the recorded configuration that decide about labels, over a target with the recorded labels. */
function config(targetAddress: string, prometheusUrl: string): string {
  const recorded = fixtureText('healthy.alloy');
  const block = (start: string): string => {
    const from = recorded.indexOf(start);
    return recorded.slice(from, recorded.indexOf('\n}\n', from) + 3);
  };
  const target = `[{ __address__ = "${targetAddress}", job = "integrations/unix", instance = "WIN-DEMO01" }]`;
  const relabelBlock = block('discovery.relabel "host"').replace('prometheus.exporter.unix.host.targets', target);
  const scrapeBlock = block('prometheus.scrape "host"')
    .replace('prometheus.relabel.filter.receiver', 'prometheus.remote_write.central.receiver')
    .replace('"10s"', '"1s"')
    .replace('"5s"', '"1s"');
  const writeBlock = block('prometheus.remote_write "central"')
    .replace('http://127.0.0.1:19090', prometheusUrl)
    .replace('local.file.token.content', '"secret"')
    .replace('"2s"', '"200ms"');
  return `${relabelBlock}\n${scrapeBlock}\n${writeBlock}`;
}

describe('what reaches a real Prometheus', () => {
  let prometheus: RunningPrometheus;
  let target: Server;
  let alloy: AlloyUnderTest;

  beforeAll(async () => {
    prometheus = await startPrometheus({ receiver: true });
    target = createServer((_request, response) => response.end(page));
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
    const { port } = target.address() as AddressInfo;
    alloy = await startAlloy({ clock: systemClock, timing, config: config(`127.0.0.1:${port}`, prometheus.url) });
    await vi.waitFor(async () => expect(await prometheus.query('up')).not.toEqual([]), patience);
  });
  afterAll(async () => {
    await alloy.stop();
    await new Promise((resolve) => target.close(resolve));
    await prometheus.stop();
  });

  test('has the labels that the recorded Alloy gave', async () => {
    const recorded = fixture('prometheus-has.json') as Readonly<Record<string, readonly Series[]>>;
    for (const name of ['up', 'scrape_duration_seconds']) {
      const expected = Object.values(recorded)
        .flat()
        .map(({ metric }) => metric)
        .filter((metric) => metric['__name__'] === name && metric['job'] === 'integrations/unix');
      expect(expected).toHaveLength(1);
      expect((await prometheus.query(name)).map(({ metric }) => metric)).toEqual(expected);
    }
  });

  test('lacks what write_relabel_config drops', async () => {
    expect(await prometheus.query('scrape_samples_scraped')).not.toEqual([]);
    expect(await prometheus.query('scrape_samples_post_metric_relabeling')).toEqual([]);
  });

  test('keeps labels that a page gives itself, under names that say so', async () => {
    // A scrape that took longer than its second ends the series until the next one.
    const [series] = await vi.waitUntil(async () => {
      const found = await prometheus.query('demo');
      return found.length > 0 && found;
    }, patience);
    expect(series?.metric).toEqual({
      __name__: 'demo',
      exported_instance: 'own',
      exported_job: 'own',
      instance: 'WIN-DEMO01',
      job: 'integrations/unix',
      machine: 'WIN-DEMO01',
      site: 'graz',
    });
  });

  test('loses a series at once when its target no longer has it', async () => {
    target.removeAllListeners('request');
    target.on('request', (_request, response: { end: (text: string) => void }) => response.end('node_load1 0.6\n'));
    await vi.waitFor(async () => expect(await prometheus.query('demo')).toEqual([]), patience);
    await vi.waitFor(async () => expect(await prometheus.query('node_load1')).not.toEqual([]), patience);
  });

  test('counts as delivered', async () => {
    const figures = await alloy.metrics();
    const of = (name: string): number =>
      [...figures].find(([key]) => key.startsWith(`prometheus_remote_storage_${name}{`))?.[1] ?? -1;
    expect(of('samples_total')).toBeGreaterThan(0);
    expect(of('samples_failed_total')).toBe(0);
    expect(of('samples_retried_total')).toBe(0);
    expect(of('samples_dropped_total')).toBeGreaterThan(0);
  });
});

describe('a real Prometheus whose receiver is off', () => {
  let prometheus: RunningPrometheus;
  let alloy: AlloyUnderTest;

  beforeAll(async () => {
    prometheus = await startPrometheus({ receiver: false });
    alloy = await startAlloy({
      clock: systemClock,
      timing,
      config: `prometheus.exporter.windows "x" {\n enabled_collectors = ["os"]\n}\n
prometheus.scrape "x" {\n targets = prometheus.exporter.windows.x.targets\n forward_to = [prometheus.remote_write.central.receiver]\n scrape_interval = "1s"\n scrape_timeout = "1s"\n}\n
prometheus.remote_write "central" {\n endpoint {\n url = "${prometheus.url}/api/v1/write"\n queue_config {\n batch_send_deadline = "200ms"\n }\n }\n}\n`,
    });
    await vi.waitFor(() => expect(alloy.standardError()).toContain('non-recoverable error'), patience);
  });
  afterAll(async () => {
    await alloy.stop();
    await prometheus.stop();
  });

  test('is logged with the reason that tells it from a wrong path', () => {
    const line = alloy
      .standardError()
      .split('\n')
      .find((text) => text.includes('non-recoverable error'));
    expect(line).toContain('err="server returned HTTP status 404 Not Found: remote write receiver needs to be enabled');
  });

  test('leaves every component healthy while all samples fail', async () => {
    const states = Object.values(await alloy.components()).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['healthy']));
    let of: (name: string) => number = () => -1;
    // A batch that is on its way counts as tried and not yet as failed.
    await vi.waitFor(async () => {
      const figures = [...(await alloy.metrics())];
      of = (name) => figures.find(([key]) => key.startsWith(`prometheus_remote_storage_${name}{`))?.[1] ?? -1;
      expect(of('samples_failed_total')).toBe(of('samples_total'));
    }, patience);
    expect(of('samples_failed_total')).toBeGreaterThan(0);
    expect(of('samples_retried_total')).toBe(0);
    expect(of('queue_highest_sent_timestamp_seconds')).toBeGreaterThan(0);
  });
});
