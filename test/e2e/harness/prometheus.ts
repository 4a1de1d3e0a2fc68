/** A real Prometheus for the tests: empty, on a free port of this computer, with its data in a temporary folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findOnPath } from '../../../build/launcher.mjs';
import { freePort } from '../../free-port';

/** One series of an answer: its labels and its last value. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
  readonly timestampSeconds: number;
}

export interface RunningPrometheus {
  /** For instance `http://127.0.0.1:40123`, without a slash at the end. */
  readonly url: string;
  /** The series that an instant query finds now. */
  readonly query: (promql: string) => Promise<readonly Sample[]>;
  /** The answer of `/api/v1/query` as it came. */
  readonly queryRaw: (promql: string) => Promise<unknown>;
  /** Ends it, waits until it has gone and removes its data. */
  readonly stop: () => Promise<void>;
}

const longestStartMs = 30_000;
const betweenQuestionsMs = 50;

/** Starts Prometheus and waits until it is ready; with `receiver` it accepts remote write. */
export async function startPrometheus({ receiver }: { receiver: boolean }): Promise<RunningPrometheus> {
  const program = findOnPath('prometheus', process.env);
  if (program === undefined)
    throw new Error('Prometheus is not installed: apt-get install prometheus puts it on PATH.');
  const folder = await mkdtemp(path.join(tmpdir(), 'alloy-desk-prometheus-'));
  const address = `127.0.0.1:${await freePort()}`;
  const config = path.join(folder, 'prometheus.yml');
  await writeFile(config, 'global: {}\n');
  const child = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${path.join(folder, 'data')}`,
      `--web.listen-address=${address}`,
      '--log.level=warn',
      ...(receiver ? ['--web.enable-remote-write-receiver'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // Tests that are themselves ended do not leave it behind.
  const killAtExit = (): boolean => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const stop = async (): Promise<void> => {
    process.removeListener('exit', killAtExit);
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://${address}`;
  try {
    await untilReady(child, url);
  } catch (error) {
    await stop();
    throw error;
  }
  const queryRaw = async (promql: string): Promise<unknown> => {
    const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(promql)}`);
    return response.json();
  };
  return { url, queryRaw, query: async (promql) => readSamples(await queryRaw(promql)), stop };
}

/** Asks until it answers: Prometheus has no other way to say that it is ready. */
async function untilReady(child: ChildProcess, url: string): Promise<void> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const deadline = Date.now() + longestStartMs;
  while (child.exitCode === null && Date.now() < deadline) {
    if (await isReady(url)) return;
    await delay(betweenQuestionsMs);
  }
  throw new Error(`Prometheus did not get ready.\n${output}`);
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/-/ready`)).ok;
  } catch {
    // One refused connection is normal: the port is opened after the storage.
    return false;
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => {
    child.once('exit', resolve);
    // There is nothing worth flushing.
    child.kill('SIGKILL');
  });
}

interface VectorAnswer {
  readonly status: string;
  readonly error?: string;
  readonly data?: {
    readonly result: readonly { readonly metric: Record<string, string>; readonly value: readonly [number, string] }[];
  };
}

function readSamples(raw: unknown): readonly Sample[] {
  const { status, error, data } = raw as VectorAnswer;
  if (status !== 'success' || !data) throw new Error(`Prometheus refused the query: ${error ?? status}`);
  return data.result.map(({ metric, value: [timestampSeconds, value] }) => ({
    metric,
    value: Number(value),
    timestampSeconds,
  }));
}
