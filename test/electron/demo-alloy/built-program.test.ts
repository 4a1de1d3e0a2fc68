import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../free-port';

const program = fileURLToPath(new URL('../../../dist/demo-alloy/demo-alloy.js', import.meta.url));

/** Built by `npm run build`, which `npm test` runs first. */
describe.runIf(existsSync(program))('the built program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-alloy-built-'));
  const config = join(folder, 'config.alloy');
  let child: ChildProcess | undefined;

  beforeAll(() => writeFileSync(config, 'prometheus.exporter.windows "x" { }\n'));
  afterEach(() => child?.kill('SIGKILL'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  interface Started {
    readonly child: ChildProcess;
    readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
    /** The address it listens on, once it says so. */
    readonly address: Promise<string>;
  }

  function start(args: readonly string[]): Started {
    const started = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    let output = '';
    const address = new Promise<string>((resolve) => {
      for (const stream of [started.stdout, started.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          output += chunk.toString('utf8');
          const found = /now listening for http traffic" service=http addr=(\S+)/.exec(output)?.[1];
          if (found !== undefined) resolve(found);
        });
      }
    });
    const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
      started.once('close', (code) => resolve({ code, output }));
    });
    return { child: started, ended, address };
  }

  const runArgs = (...more: string[]): string[] => [
    'run',
    config,
    `--storage.path=${join(folder, 'data')}`,
    '--server.http.listen-addr=127.0.0.1:0',
    ...more,
  ];

  test('starts on this Node, answers, and ends with 0 on the signal to stop', async () => {
    const started = start(runArgs());
    const address = await started.address;
    expect(await (await fetch(`http://${address}/-/ready`)).text()).toBe('Alloy is ready.\n');
    const page = await fetch(`http://${address}/api/v0/component/prometheus.exporter.windows.x/metrics`);
    expect(await page.text()).toContain('windows_exporter_collector_success{collector="cpu"} 1');
    started.child.kill('SIGTERM');
    expect((await started.ended).code).toBe(0);
  });

  test('says its version in the recorded form', async () => {
    const { code, output } = await start(['--version']).ended;
    expect(code).toBe(0);
    expect(output).toMatch(
      /^alloy, version v1\.18\.1 \(branch: [^,]*, revision: [^)]*\)\n {2}build user: .*\n {2}build date: .*\n {2}go version: .*\n {2}platform: {9}windows\/amd64\n {2}tags: .*\n$/,
    );
  });

  test('ends with 1 when its configuration is refused', async () => {
    writeFileSync(config, 'prometheus.exporter.window "x" { }\n');
    const { code, output } = await start(runArgs()).ended;
    writeFileSync(config, 'prometheus.exporter.windows "x" { }\n');
    expect(code).toBe(1);
    expect(output).toContain('cannot find the definition of component name "prometheus.exporter.window"');
    expect(output).toContain('Error: could not perform the initial load successfully\n');
  });

  test('ends with the exit code that a crash asks for', async () => {
    const control = `127.0.0.1:${await freePort()}`;
    const started = start(runArgs(`--demo-control=${control}`));
    await started.address;
    const reply = await fetch(`http://${control}/faults`, { method: 'POST', body: '{"kind":"crash","exitCode":2}' });
    expect(reply.status).toBe(200);
    expect((await started.ended).code).toBe(2);
  });
});
