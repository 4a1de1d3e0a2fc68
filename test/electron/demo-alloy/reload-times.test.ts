import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { patience, startAlloy, type AlloyUnderTest } from './alloy-under-test';
import { freePort } from '../../free-port';
import { ManualClock } from './manual-clock';

const scraped = (interval: string): string =>
  `prometheus.exporter.windows "x" {\n enabled_collectors = ["os"]\n}\nprometheus.scrape "x" {\n targets = prometheus.exporter.windows.x.targets\n forward_to = [prometheus.remote_write.x.receiver]\n scrape_interval = "${interval}"\n scrape_timeout = "1s"\n}\n`;
const written = (port: number, path: string): string =>
  `prometheus.remote_write "x" {\n endpoint {\n url = "http://127.0.0.1:${port}/${path}"\n }\n}\n`;

describe('a remote write endpoint that refuses connections', () => {
  const clock = new ManualClock();
  let alloy: AlloyUnderTest;
  let port: number;

  beforeEach(async () => {
    port = await freePort();
    alloy = await startAlloy({ clock, config: scraped('2s') + written(port, 'dead') });
    await clock.advance(20_000);
    await vi.waitFor(async () => {
      await clock.advance(100);
      expect(alloy.standardError()).toContain('Failed to send batch, retrying');
    }, patience);
  });
  afterEach(() => alloy.stop());

  /** How long a reload takes by the clock of the program. */
  async function reloadMs(config: string): Promise<number> {
    const begin = clock.now();
    const reload = alloy.reload(config);
    await vi.waitFor(
      () => expect(alloy.standardError().match(/starting complete graph evaluation/g)).toHaveLength(2),
      patience,
    );
    expect((await alloy.ask('/-/ready')).status).toBe(200);
    expect((await clock.advanceUntil(reload)).status).toBe(200);
    return clock.now() - begin;
  }

  test('holds a reload that changes it up for the minute in which it tries to deliver', async () => {
    const ms = await reloadMs(scraped('2s') + written(port, 'other'));
    expect(ms).toBeGreaterThanOrEqual(59_000);
    expect(ms).toBeLessThanOrEqual(62_000);
    expect(alloy.standardError()).toMatch(/non-recoverable error.* err="context canceled"/);
    expect(alloy.standardError()).toContain('Remote storage stopped.');
  });

  test('does not hold up a reload that changes something else', async () => {
    expect(await reloadMs(scraped('3s') + written(port, 'dead'))).toBeLessThanOrEqual(1000);
  });

  test('does not hold up a reload that removes it; the stop that follows waits for it', async () => {
    expect(await reloadMs('')).toBeLessThanOrEqual(1000);
    const begin = clock.now();
    await alloy.stop();
    expect(clock.now() - begin).toBeGreaterThanOrEqual(55_000);
  });
});
