/** Single adapters of the real module, called in a shell of the computer. */
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { PowerShellHost } from '../../electron/machine-windows/powershell-host';
import { aShell } from './wine-computer';

export const benchModule = path.join(import.meta.dirname, 'bench', 'AdapterBench.psm1');
const within = { timeoutMs: 50_000 };

type Parameters = Readonly<Record<string, unknown>>;
interface AdapterFailure {
  /** The Win32 code, or the HRESULT where there is none. */
  readonly number: number;
  readonly type: string;
  /** What the module makes of it. */
  readonly code: string;
  readonly id: string;
}
interface Answer {
  readonly values?: readonly unknown[];
  readonly types?: readonly string[];
  readonly failure?: AdapterFailure;
}

/** Adapters called since the test that runs began. */
const called = new Set<string>();

export class Bench {
  readonly shell: PowerShellHost;
  readonly #noise: string[] = [];

  constructor() {
    this.shell = aShell({ modulePath: benchModule, onNoise: (text) => this.#noise.push(text) });
  }

  /** What the adapter answers, or how it fails. */
  async answer(Name: string, Parameters: Parameters = {}, Keep = ''): Promise<Answer> {
    called.add(Name);
    return this.#call<Answer>('Invoke-Adapter', { Name, Parameters, Keep });
  }

  /** What the adapter answers, value by value. */
  async values(adapter: string, parameters: Parameters = {}): Promise<readonly unknown[]> {
    const answer = await this.answer(adapter, parameters);
    if (!answer.values) throw new Error(`${adapter} failed: ${JSON.stringify(answer.failure)}`);
    return answer.values;
  }

  /** The only value that the adapter answers. */
  async value(adapter: string, parameters: Parameters = {}): Promise<unknown> {
    const values = await this.values(adapter, parameters);
    expect(values).toHaveLength(1);
    return values[0];
  }

  /** How the adapter fails. */
  async failure(adapter: string, parameters: Parameters = {}): Promise<AdapterFailure> {
    const answer = await this.answer(adapter, parameters);
    if (!answer.failure) throw new Error(`${adapter} did not fail: ${JSON.stringify(answer.values)}`);
    return answer.failure;
  }

  /** Keeps what the adapter answers in the shell, under a name; `kept` hands it to another one. */
  async keep(name: string, adapter: string, parameters: Parameters = {}): Promise<void> {
    const answer = await this.answer(adapter, parameters, name);
    if (answer.failure) throw new Error(`${adapter} failed: ${JSON.stringify(answer.failure)}`);
  }

  /** Runs a script in the shell, with `$args[0]`; to arrange, or to look by another way than an adapter's. */
  async arrange(script: string, argument: unknown = null): Promise<readonly unknown[]> {
    return (await this.#call<{ values: readonly unknown[] }>('Invoke-Arrangement', { Script: script, With: argument }))
      .values;
  }

  async #call<T>(operation: string, args: Parameters): Promise<T> {
    const answer = await this.shell.call(operation, args, within);
    if (!answer.ok) throw new Error(`${JSON.stringify(answer.failure)} ${this.#noise.splice(0).join('\n')}`);
    return answer.value as T;
  }
}

/** A bench for the tests of this file. A shell that had to be started twice has died, and that is a failure. */
export function useBench(): Bench {
  const bench = new Bench();
  afterAll(async () => {
    await bench.shell.close();
    expect(bench.shell.starts).toBeLessThan(2);
  });
  return bench;
}

export const kept = (name: string): object => ({ kept: name });
export const base64 = (bytes: Uint8Array): object => ({ base64: Buffer.from(bytes).toString('base64') });

/**
 * A test that verifies adapters: it fails when one of them was not called. The names are those of the files below
 * `Private/Adapters`; in a list of plain texts, because `test/powershell/wine/verified-adapters.json` is compared with
 * what stands here.
 */
export function verifies(adapters: readonly string[], title: string, body: () => Promise<void>): void {
  it(title, async () => {
    called.clear();
    await body();
    expect([...called]).toEqual(expect.arrayContaining(adapters.map((adapter) => path.posix.basename(adapter))));
  });
}
