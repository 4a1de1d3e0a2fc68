import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCommandLine } from '../../../electron/demo-alloy/command-line';
import { fixture, startAlloy, withPath, type AlloyUnderTest } from './alloy-under-test';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const config = 'prometheus.exporter.windows "x" {\n\tenabled_collectors = ["os"]\n}\n';

describe('the metrics about the configuration', () => {
  let alloy: AlloyUnderTest;
  beforeEach(async () => {
    alloy = await startAlloy({ config });
  });
  afterEach(async () => {
    rmSync(alloy.configPath, { recursive: true, force: true });
    await alloy.stop();
  });

  const hash = async (): Promise<string | undefined> =>
    /alloy_config_hash\{cluster_name="",sha256="(\w+)"\} 1/.exec((await alloy.ask('/metrics')).body)?.[1];

  test('state the SHA-256 of the bytes of the file that was tried last', async () => {
    expect(await hash()).toBe(sha256(config));
    await alloy.reload('x = ');
    expect(await hash()).toBe(sha256('x = '));
  });

  test('state the SHA-256 over all files of a folder in their order', async () => {
    rmSync(alloy.configPath);
    mkdirSync(alloy.configPath);
    writeFileSync(`${alloy.configPath}/b.alloy`, '// b\n');
    writeFileSync(`${alloy.configPath}/a.alloy`, config);
    await alloy.reload();
    expect(await hash()).toBe(sha256(`${config}// b\n`));
  });

  test('state zeros when nothing could be read', async () => {
    rmSync(alloy.configPath);
    await alloy.reload();
    expect(await hash()).toBe('0'.repeat(64));
  });

  test('count loads that could not be parsed, and no others, as failures', async () => {
    await alloy.reload('x = ');
    await alloy.reload('loki.nothing "x" { }');
    const figures = await alloy.metrics();
    expect(figures.get('alloy_config_load_failures_total')).toBe(1);
    expect(figures.get('alloy_config_last_load_successful')).toBe(1);
  });

  test('count components by their health', async () => {
    const name = (health: string): string =>
      `alloy_component_controller_running_components{controller_id="",controller_path="/",health_type="${health}"}`;
    await alloy.reload(`${config}prometheus.exporter.windows "y" {\n enabled_collectors = ["foo"]\n}\n`);
    const figures = await alloy.metrics();
    expect([figures.get(name('healthy')), figures.get(name('unhealthy'))]).toEqual([1, 1]);
  });
});

describe('with a prefix for the user interface', () => {
  let alloy: AlloyUnderTest;
  beforeEach(async () => {
    alloy = await startAlloy({ config, args: ['--server.http.ui-path-prefix=/alloy'] });
  });
  afterEach(() => alloy.stop());

  test('the web API moves below it and the rest stays', async () => {
    expect((await alloy.ask('/alloy/api/v0/web/components')).body).toContain('prometheus.exporter.windows.x');
    expect((await alloy.ask('/api/v0/web/components')).status).toBe(404);
    expect((await alloy.ask('/-/healthy')).status).toBe(200);
    expect((await alloy.ask('/alloy')).status).toBe(302);
  });
});

describe('one Windows exporter through the recorded sequence of reloads', () => {
  interface Step {
    readonly step: string;
    readonly reload: readonly [number, string];
    readonly health: string;
    readonly message?: string;
    readonly arguments_enabled?: readonly string[];
    readonly metrics: readonly [number, unknown];
  }
  const steps = fixture('exporter-lifecycle.json') as readonly Step[];
  const exporter = (body: string): string =>
    `logging {\n\tlevel = "debug"\n}\n\nprometheus.exporter.windows "x" {\n\t${body}\n}\n`;
  const configs: Readonly<Record<string, string>> = {
    'reload: os': exporter('enabled_collectors = ["os"]'),
    'reload: os, foo (unknown)': exporter('enabled_collectors = ["os", "foo"]'),
    'rollback: os': exporter('enabled_collectors = ["os"]'),
    'reload: os, memory': exporter('enabled_collectors = ["os", "memory"]'),
    'reload: bad regex in service': exporter(
      'enabled_collectors = ["os", "memory"]\n\tservice {\n\t\tinclude = "("\n\t}',
    ),
    'reload without the component': 'logging {\n\tlevel = "debug"\n}\n',
    'first load of the component with an unknown collector': exporter('enabled_collectors = ["foo"]'),
    'then a good one': exporter('enabled_collectors = ["os"]'),
  };

  test('answers, health, arguments and page are the recorded ones at every step', async () => {
    const alloy = await startAlloy({ config: 'logging {\n\tlevel = "debug"\n}\n' });
    try {
      expect(steps.map(({ step }) => step)).toEqual(Object.keys(configs));
      for (const recorded of steps) {
        const reply = await alloy.reload(configs[recorded.step]);
        const body = withPath(recorded.reload[1], alloy.configPath, 'C:\\alloy\\base.alloy');
        expect([recorded.step, reply.status, reply.body]).toEqual([recorded.step, recorded.reload[0], body]);
        const page = await alloy.ask('/api/v0/component/prometheus.exporter.windows.x/metrics');
        expect([recorded.step, page.status]).toEqual([recorded.step, recorded.metrics[0]]);
        const health = (await alloy.components())['prometheus.exporter.windows.x'];
        if (recorded.message === undefined) continue;
        expect([recorded.step, health?.state, health?.message]).toEqual([
          recorded.step,
          recorded.health,
          recorded.message,
        ]);
        const detail = (await alloy.ask('/api/v0/web/components/prometheus.exporter.windows.x')).body;
        for (const name of recorded.arguments_enabled ?? [])
          expect(detail).toContain(`{"type":"string","value":"${name}"}`);
      }
    } finally {
      await alloy.stop();
    }
  });
});

describe('the command line', () => {
  test('takes flags before and after the path, with the value behind an equals sign or on its own', () => {
    const command = readCommandLine([
      'run',
      '--storage.path',
      'data',
      'config.alloy',
      '--stability.level=experimental',
      '--disable-reporting',
    ]);
    expect(command).toMatchObject({
      kind: 'run',
      options: {
        configPath: 'config.alloy',
        storagePath: 'data',
        stability: 'experimental',
        listenAddress: '127.0.0.1:12345',
      },
    });
  });

  test('names the level that a flag needs', () => {
    expect(readCommandLine(['run', 'c', '--server.http.enable-graphql'])).toMatchObject({
      kind: 'print',
      exitCode: 1,
      stderr:
        "Error: '--server.http.enable-graphql' can only be used at experimental stability level. Use --stability.level=experimental to enable.\n",
    });
  });
});
