import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../electron/demo-alloy/clock';
import { readCommandLine } from '../../../electron/demo-alloy/command-line';
import type { Timing } from '../../../electron/demo-alloy/components/component';
import { DemoAlloy } from '../../../electron/demo-alloy/program';
import { ManualClock } from './manual-clock';

/** Where the recorded program had its configuration. */
export const recordedPath = 'C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface AlloyUnderTest {
  readonly alloy: DemoAlloy;
  readonly configPath: string;
  readonly address: string;
  readonly isRunning: boolean;
  readonly exitCodes: readonly number[];
  standardError(): string;
  standardOutput(): string;
  write(config: string | Buffer): void;
  ask(path: string, options?: { method?: string; headers?: Record<string, string>; body?: string }): Promise<Reply>;
  reload(config?: string | Buffer): Promise<Reply>;
  components(): Promise<Record<string, { state: string; message: string }>>;
  /** The figures of `/metrics` by the name and labels in front of them. */
  metrics(): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
}

export interface AlloyOptions {
  readonly config?: string | Buffer;
  readonly clock?: Clock;
  readonly args?: readonly string[];
  readonly environment?: Record<string, string>;
  readonly timing?: Partial<Timing>;
  readonly hostName?: string;
  readonly shownConfigPath?: string;
}

/** A started demo Alloy in this process, with a folder of its own and a port that is free. */
export async function startAlloy(options: AlloyOptions = {}): Promise<AlloyUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'demo-alloy-'));
  const configPath = join(folder, 'config.alloy');
  writeFileSync(configPath, options.config ?? '');
  const command = readCommandLine([
    'run',
    configPath,
    `--storage.path=${join(folder, 'data')}`,
    '--server.http.listen-addr=127.0.0.1:0',
    ...(options.args ?? []),
  ]);
  if (command.kind !== 'run') throw new Error(command.stderr);
  let errors = '';
  let output = '';
  const exitCodes: number[] = [];
  const alloy = new DemoAlloy(command.options, {
    clock: options.clock ?? new ManualClock(),
    machine: { environment: options.environment ?? {}, hostName: options.hostName ?? 'WIN-DEMO01' },
    writeError: (text) => {
      errors += text;
    },
    writeOutput: (text) => {
      output += text;
    },
    exit: (code) => {
      exitCodes.push(code);
    },
    ...(options.timing ? { timing: options.timing } : {}),
    ...(options.shownConfigPath === undefined ? {} : { shownConfigPath: options.shownConfigPath }),
  });
  const outcome = await alloy.start();
  const address = outcome.kind === 'running' ? outcome.address : '';
  const ask: AlloyUnderTest['ask'] = (path, request = {}) => send(address, path, request);
  const write = (config: string | Buffer): void => writeFileSync(configPath, config);
  return {
    alloy,
    configPath,
    address,
    isRunning: outcome.kind === 'running',
    exitCodes,
    standardError: () => errors,
    standardOutput: () => output,
    write,
    ask,
    reload: (config) => {
      if (config !== undefined) write(config);
      return ask('/-/reload', { method: 'POST' });
    },
    components: async () => {
      const list = JSON.parse((await ask('/api/v0/web/components')).body) as {
        localID: string;
        health: { state: string; message: string };
      }[];
      return Object.fromEntries(
        list.map(({ localID, health }) => [localID, { state: health.state, message: health.message }]),
      );
    },
    metrics: async () => {
      const lines = (await ask('/metrics')).body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      return new Map(
        lines.map(
          (line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))] as const,
        ),
      );
    },
    stop: async () => {
      if (outcome.kind === 'running') await stopWith(alloy, options.clock);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An endpoint that does not answer holds the stop up until its time is over, so the clock has to move on. */
async function stopWith(alloy: DemoAlloy, clock: Clock | undefined): Promise<void> {
  if (clock instanceof ManualClock) await clock.advanceUntil(alloy.stop());
  else await alloy.stop();
}

function send(
  address: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string },
): Promise<Reply> {
  const [host, port] = address.split(':');
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const request = httpRequest({ host, port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { rawHeaders } = response;
        const seen: Record<string, string> = {};
        for (let index = 0; index < rawHeaders.length; index += 2)
          seen[rawHeaders[index] ?? ''] = rawHeaders[index + 1] ?? '';
        delete seen['Date'];
        delete seen['Connection'];
        resolve({ status: response.statusCode ?? 0, headers: seen, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** What was recorded, with the path of the configuration under test in place of the recorded one. */
export function withPath(recorded: string, configPath: string, from = recordedPath): string {
  return recorded.replaceAll(from.replaceAll('\\', '\\\\'), () => configPath).replaceAll(from, () => configPath);
}

/** A recording; the caller says what it holds. */
export function fixture(name: string): unknown {
  return JSON.parse(fixtureText(name)) as unknown;
}

export function fixtureText(name: string): string {
  return readFileSync(new URL(`../../fixtures/demo-alloy/${name}`, import.meta.url), 'utf8');
}

/** For `vi.waitFor`, whose own second is little on a busy machine. */
export const patience = { timeout: 30_000, interval: 20 };
