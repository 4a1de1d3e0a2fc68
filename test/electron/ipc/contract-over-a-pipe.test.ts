import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channels, type Channel } from '../../../shared/contract/channels';
import { contract } from '../../../shared/contract/contract';
import { resultOf } from '../../../shared/contract/result';
import { goodRequests, isOperation } from '../doubles/idle-handlers';

let folder: string;
let child: ChildProcess;
let mistakes = '';
const waiting = new Map<number, (result: unknown) => void>();
let nextId = 1;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-pipe-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path.join(import.meta.dirname, 'pipe-child.ts'),
      outDir: folder,
      target: 'node20',
      rolldownOptions: { output: { format: 'es', entryFileNames: 'pipe-child.mjs' } },
    },
    ssr: { noExternal: true, target: 'node' },
  });
  child = spawn(process.execPath, [path.join(folder, 'pipe-child.mjs')], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stderr?.on('data', (chunk: Buffer) => (mistakes += chunk.toString()));
  createInterface({ input: child.stdout ?? process.stdin }).on('line', (text) => {
    const { id, result } = JSON.parse(text) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
}, 60_000);

afterAll(async () => {
  child.stdin?.end();
  await new Promise((resolve) => child.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
});

function ask(channel: Channel, request: unknown): Promise<unknown> {
  const id = nextId++;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    const operationId = isOperation(channel) ? `operation-${id}` : undefined;
    child.stdin?.write(`${JSON.stringify({ id, channel, request, operationId })}\n`);
  });
}

describe('the whole contract over the standard streams of a child process', () => {
  it.each(channels)('%s answers what its schema says', async (channel) => {
    const answer = await ask(channel, goodRequests[channel]);
    expect(() => resultOf(contract[channel].response).parse(answer)).not.toThrow();
    expect(answer).not.toMatchObject({ failure: { code: 'unexpected' } });
  });

  it.each(channels)('%s refuses a stranger’s request', async (channel) => {
    expect(await ask(channel, { surplus: true })).toMatchObject({ ok: false, failure: { code: 'invalid-request' } });
  });

  it('makes no mistake of ours on the way', () => {
    expect(mistakes).toBe('');
  });
});
