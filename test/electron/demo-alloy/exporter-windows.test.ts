import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixture, startAlloy, withPath, type AlloyUnderTest } from './alloy-under-test';
import { ManualClock } from './manual-clock';

interface Variant {
  readonly name: string;
  readonly config: string;
  readonly status: number | null;
  readonly body: string | null;
  readonly crashed: boolean;
  readonly components: readonly { id: string; health: string; message: string }[];
  readonly pageStatus: number | null;
}

const baseConfig = 'logging {\n\tlevel = "debug"\n}\n';
const variants = fixture('exporter-variants.json') as readonly Variant[];

/** Variants that depend on the machine, on YAML or on the file system of the recording. */
function reasonToSkip({ name, crashed, body }: Variant): string | undefined {
  if (crashed) return 'ends the process through a panic of a library';
  if (name.startsWith('wmi-')) return 'depends on a WMI error of the machine';
  if (name.startsWith('pc-')) return 'definitions of performance counters (YAML) are not read';
  if (name.startsWith('filetime-') && body?.includes('invalid glob')) return 'globs are not read';
  if (name === 'logical_disk-bitlocker') return 'depends on BitLocker of the machine';
  return undefined;
}

const covered = variants.filter((variant) => reasonToSkip(variant) === undefined);

describe('a configuration of the Windows exporter is answered as the recorded one', () => {
  let alloy: AlloyUnderTest;

  beforeEach(async () => {
    alloy = await startAlloy({ config: baseConfig });
  });
  afterEach(() => alloy.stop());
  afterAll(() => {
    console.log(`exporter variants of the recording: ${covered.length} of ${variants.length} replayed; not covered:`);
    const reasons = new Map<string, number>();
    for (const variant of variants) {
      const reason = reasonToSkip(variant);
      if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    for (const [reason, count] of reasons) console.log(`  ${count}: ${reason}`);
  });

  test.each(covered)('$name', async (variant) => {
    const reply = await alloy.reload(variant.config);
    const path = 'C:\\alloy\\base.alloy';
    expect({ status: reply.status, body: reply.body }).toEqual({
      status: variant.status,
      body: withPath(variant.body ?? '', alloy.configPath, path),
    });
    const health = await alloy.components();
    for (const { id, health: state, message } of variant.components) {
      expect(health[id]?.state).toBe(state);
      if (state === 'unhealthy') expect(health[id]?.message).toBe(withPath(message, alloy.configPath, path));
    }
    const page = await alloy.ask('/api/v0/component/prometheus.exporter.windows.x/metrics');
    expect(page.status).toBe(variant.pageStatus);
  });
});

describe('the detail page of the Windows exporter', () => {
  interface Detail {
    readonly config: string;
    readonly detail: Readonly<
      Record<string, { name: string; arguments: unknown; exports: unknown; debugInfo: unknown }>
    >;
  }
  const recorded = fixture('exporter-detail.json') as Readonly<Record<string, Detail>>;
  const id = 'prometheus.exporter.windows.x';

  test.each(['default', 'explicit-defaults', 'many', 'chain'])(
    'shows the recorded arguments and exports: %s',
    async (name) => {
      const { config, detail } = recorded[name] as Detail;
      const alloy = await startAlloy({ config, hostName: 'HOST' });
      try {
        const shown = JSON.parse((await alloy.ask(`/api/v0/web/components/${id}`)).body) as Detail['detail'][string];
        expect(shown.arguments).toEqual(detail[id]?.arguments);
        expect(shown.exports).toEqual(detail[id]?.exports);
        expect(shown.debugInfo).toEqual(detail[id]?.debugInfo);
      } finally {
        await alloy.stop();
      }
    },
  );
});

describe('the page of the Windows exporter', () => {
  const clock = new ManualClock();
  let alloy: AlloyUnderTest;
  const page = async (): Promise<string> =>
    (await alloy.ask('/api/v0/component/prometheus.exporter.windows.x/metrics')).body;

  beforeAll(async () => {
    alloy = await startAlloy({
      clock,
      config:
        'prometheus.exporter.windows "x" {\n enabled_collectors = ["os", "cpu", "service", "cs"]\n service {\n include = "(?i)eventlog|spooler"\n }\n}\n',
    });
  });
  afterAll(() => alloy.stop());

  test('says for each enabled collector that it was successful, and for no other', async () => {
    const lines = (await page()).split('\n').filter((line) => line.startsWith('windows_exporter_collector_success'));
    expect(lines).toEqual(
      ['cpu', 'os', 'service'].map((name) => `windows_exporter_collector_success{collector="${name}"} 1`),
    );
  });

  test('leaves out what include does not name, whole names only', async () => {
    const names = [...(await page()).matchAll(/windows_service_info\{.*?name="(\w+)",path/g)].map((match) => match[1]);
    expect(new Set(names)).toEqual(new Set(['Eventlog', 'Spooler']));
  });

  test('carries the name of the machine', async () => {
    expect(await page()).toContain('windows_os_hostname{domain="",fqdn="WIN-DEMO01",hostname="WIN-DEMO01"} 1');
  });

  test('lets a processor spend one second a second, and counters rise', async () => {
    const total = async (): Promise<number> =>
      [...(await page()).matchAll(/windows_cpu_time_total\{core="0,0",.*\} (\S+)/g)]
        .map((match) => Number(match[1]))
        .reduce((sum, value) => sum + value, 0);
    const interrupts = async (): Promise<number> =>
      Number(/windows_cpu_interrupts_total\{core="0,0"\} (\S+)/.exec(await page())?.[1]);
    const [before, countBefore] = [await total(), await interrupts()];
    await clock.advance(60_000);
    expect((await total()) - before).toBeCloseTo(60, 1);
    expect(await interrupts()).toBeGreaterThan(countBefore);
  });
});
