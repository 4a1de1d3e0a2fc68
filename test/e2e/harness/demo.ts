/** The app on a demo computer of its own: a folder that goes with the test, and an Alloy on a free port. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isProcessAlive } from '../../../electron/machine-demo/process-observation';
import { DemoPaths } from '../../../electron/machine-demo/demo-paths';
import { readRecord } from '../../../electron/machine-demo/machine-record';
import { freePorts } from '../../free-port';
import { launchApp, type LaunchOptions, type RunningApp } from './app';

export interface DemoApp extends RunningApp {
  readonly folder: string;
  /** Where the demo Alloy takes faults. */
  readonly controlAddress: string;
}

export async function launchDemo({
  start = 'running',
  folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-e2e-')),
  ...options
}: Omit<LaunchOptions, 'args'> & { start?: 'fresh' | 'running'; folder?: string } = {}): Promise<DemoApp> {
  const [listen, control] = await freePorts(2);
  const controlAddress = `127.0.0.1:${control}`;
  const app = await launchApp({
    ...options,
    args: [
      `--demo=${start}`,
      `--demo-folder=${folder}`,
      `--demo-listen=127.0.0.1:${listen}`,
      `--demo-control=${controlAddress}`,
    ],
  });
  return { ...app, folder, controlAddress };
}

/** A service that still runs may add a file between the look and the removal. */
const evenWhileWritten = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 };

/** Switches the demo computer off: its folder goes, and what ran on it ends by itself. */
export async function removeDemo(folder: string): Promise<void> {
  const record = await readRecord(new DemoPaths(folder).record);
  const service = record.ok ? record.value.service : null;
  const processes = [service?.hostProcessId, service?.alloyProcessId].filter((id) => id !== undefined);
  if (existsSync(folder)) rmSync(folder, evenWhileWritten);
  const deadline = Date.now() + 20_000;
  for (const processId of processes) {
    while ((await isProcessAlive(processId)) && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  // What was being written while the folder went may have made it again.
  rmSync(folder, evenWhileWritten);
}

/** Shortens the waits of the demo Alloy, so that data appears within seconds. */
export function quicken(app: DemoApp): Promise<void> {
  return inject(app, { kind: 'timing', targetSyncMs: 0, scrapeSpreadMs: 0, flushDeadlineMs: 500 });
}

/** Gives the demo Alloy a fault; its README lists them. */
export async function inject({ controlAddress }: DemoApp, fault: Readonly<Record<string, unknown>>): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      const answer = await fetch(`http://${controlAddress}/faults`, { method: 'POST', body: JSON.stringify(fault) });
      if (answer.ok) return;
    } catch {
      // Its port opens a moment after its process is there.
    }
    if (Date.now() > deadline) throw new Error('the demo Alloy takes no faults');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
