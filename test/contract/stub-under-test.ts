/** The Windows machine in the contract's harness: real PowerShell and the real module over a stub of Windows in a folder. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isProcessAlive } from '../../electron/machine-demo/process-observation';
import { TwoShells } from '../../electron/machine-windows/operation-caller';
import { PowerShellHost } from '../../electron/machine-windows/powershell-host';
import { shellEnvironment } from '../../electron/machine-windows/shell-environment';
import { createWindowsMachine } from '../../electron/machine-windows/windows-machine';
import type { Machine } from '../../electron/machine/machine';
import type { HeldLock } from '../../electron/machine/lock';
import { ok } from '../../shared/contract/result';
import { pwsh } from '../electron/machine-windows/pwsh';
import { configFolder, makeComputer, type StubAlloy } from '../powershell/StubWindows/new-computer.mjs';
import { standIn } from './demo-under-test';
import { never, type MachineUnderTest } from './harness';

const module = path.resolve(import.meta.dirname, '../../electron/machine-windows/AlloyMachine');
const adapters = path.resolve(import.meta.dirname, '../powershell/StubWindows');

export type OneMisfortune = number | 'hang' | 'exit' | 'garbage' | 'half' | 'flood';
/**
 * By adapter: a Win32 error code or HRESULT, or what becomes of the shell; at once or after `skip` calls that go well, and
 * `times` times where that is said.
 */
export type Misfortune = Readonly<
  Record<string, OneMisfortune | { readonly do: OneMisfortune; readonly skip: number; readonly times?: number }>
>;

/** One computer whose two shells stay warm; every test finds it as new. */
export class StubComputer {
  readonly root = mkdtempSync(path.join(tmpdir(), 'alloy-desk-stub-'));
  readonly look = this.#host();
  readonly change = this.#host();
  readonly operations = new TwoShells({ look: this.look, change: this.change });

  /** Another program for the service, and arguments after those of the installer. */
  constructor(private readonly alloy: StubAlloy = standIn) {}

  async make(start: 'installed' | 'absent'): Promise<MachineUnderTest> {
    rmSync(this.root, { recursive: true, force: true });
    makeComputer(this.root, start, this.alloy);
    const folder = configFolder(this.root);
    const config = path.join(folder, 'config.alloy');
    const { machine, releaseAll } = withLocksReleased(createWindowsMachine(this.operations));
    return {
      machine,
      putConfigBytes: async (bytes) => {
        rmSync(config, { force: true });
        if (bytes) writeFileSync(config, bytes);
      },
      configBytes: async () => (existsSync(config) ? readFileSync(config) : undefined),
      putConfigDirectory: async () => {
        rmSync(config, { force: true });
        mkdirSync(config);
      },
      besideConfig: async () => readdirSync(folder).toSorted(),
      configPermissions: async () => statSync(config).mode.toString(8),
      marksPermissions: async () => chmodSync(config, 0o604),
      killAlloy: async () => {
        const found = await machine.processes.alloy();
        if (found.ok && found.value) process.kill(found.value.processId, 'SIGKILL');
      },
      isAlive: async (processId) => isProcessAlive(processId),
      cleanup: async () => {
        await releaseAll();
        if (start === 'installed') await machine.service.stop(never());
      },
    };
  }

  /** What happens from now on at these adapters; nothing where none is named. Other fields change the computer itself. */
  arrange(failures: Misfortune, fields: Readonly<Record<string, unknown>> = {}): void {
    const file = path.join(this.root, 'stub.json');
    const state = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...state, recordCalls: null, failures, ...fields }));
  }

  /** Names of the adapters called since `recordCalls` was arranged, in order. */
  recordedCalls(): readonly string[] {
    const file = path.join(this.root, 'calls.txt');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  /** Two more shells on this computer, as a second copy of the app has them. */
  another(): TwoShells {
    return new TwoShells({ look: this.#host(), change: this.#host() });
  }

  async close(): Promise<void> {
    await this.operations.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  #host(): PowerShellHost {
    return new PowerShellHost({
      executable: pwsh ?? '',
      serveScript: path.join(module, 'serve.ps1'),
      modulePath: path.join(module, 'AlloyMachine.psd1'),
      adaptersPath: adapters,
      environment: { ...shellEnvironment(process.platform, process.env), ALLOY_STUB_ROOT: this.root },
      platform: process.platform,
      verify: async () => ok(undefined),
      onNoise: () => undefined,
    });
  }
}

/** The machine with a memory of the locks that a test took and did not give back. */
export function withLocksReleased(machine: Machine): { machine: Machine; releaseAll: () => Promise<void> } {
  const held: HeldLock[] = [];
  const acquire: Machine['lock']['acquire'] = async (purpose) => {
    const taken = await machine.lock.acquire(purpose);
    if (taken.ok) held.push(taken.value);
    return taken;
  };
  return {
    machine: { ...machine, lock: { acquire } },
    releaseAll: async () => {
      for (const lock of held.splice(0)) await lock.release();
    },
  };
}
