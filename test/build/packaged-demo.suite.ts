/** The demo in the packaged app: its programs are forked by the app, and go with it. On the Electron double. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import asar from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoPaths } from '../../electron/machine-demo/demo-paths';
import { readRecord, type ServiceRecord } from '../../electron/machine-demo/machine-record';
import { isProcessAlive } from '../../electron/machine-demo/process-observation';
import { eventually } from '../contract/harness';
import { launchApp, type RunningApp } from '../e2e/harness/app';
import { SpoiledPackage } from './packaged';

/** Where a packaged app makes a new demo computer each time, which it does on Windows alone. */
function newPlaces(): string[] {
  if (process.platform !== 'win32') return [];
  // On the Electron double the program is Node's own.
  const parent = path.dirname(process.execPath);
  return readdirSync(parent)
    .filter((name) => name.startsWith('demo-'))
    .map((name) => path.join(parent, name));
}

/** Expects that the package has been made: once for all tests that look at it. */
export function describePackagedDemo(): void {
  describe('the demo of the packaged app', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-packaged-'));
    let paths: DemoPaths;
    let app: RunningApp;

    const open = async (): Promise<RunningApp> => {
      const before = newPlaces();
      const opened = await launchApp({
        main: path.join(folder, 'app', 'dist', 'main', 'main.js'),
        args: ['--demo=running'],
        env: { TMPDIR: folder, TEMP: folder },
      });
      const [made] = newPlaces().filter((name) => !before.includes(name));
      paths = new DemoPaths(made ?? path.join(folder, `alloy-desk-demo-${userInfo().username}`, 'packaged-running'));
      return opened;
    };
    const service = async (): Promise<ServiceRecord | null | undefined> => {
      const record = await readRecord(paths.record);
      return record.ok ? record.value.service : undefined;
    };
    const running = () => app.page.getByRole('link', { name: /State: No data yet/ });

    beforeAll(async () => {
      const copy = new SpoiledPackage();
      asar.extractAll(copy.archive, path.join(folder, 'app'));
      copy.remove();
      app = await open();
    });
    afterAll(async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    });

    it('has an Alloy that runs, without a program of Node', async () => {
      await running().waitFor({ timeout: 30_000 });
      expect(await service()).toMatchObject({ state: 'running', alloyProcessId: expect.any(Number) as number });
    });

    it('stops its Alloy and starts it again', async () => {
      const before = await service();
      await app.page.getByRole('button', { name: 'More actions' }).click();
      await app.page.getByRole('menuitem', { name: 'Stop service' }).click();
      await app.page.getByRole('alertdialog').getByRole('button', { name: 'Stop service' }).click();
      await app.page.getByRole('link', { name: /State: Stopped/ }).waitFor({ timeout: 20_000 });
      expect(await isProcessAlive(before?.alloyProcessId ?? 0)).toBe(false);
      await app.page.getByRole('button', { name: 'Start service' }).first().click();
      await app.page.getByRole('alertdialog').getByRole('button', { name: 'Start service' }).click();
      await running().waitFor({ timeout: 20_000 });
    });

    it('goes off with the app, and runs again when it is opened', async () => {
      const before = await service();
      expect(await app.close()).toBe(0);
      for (const id of [before?.alloyProcessId, before?.hostProcessId]) {
        await eventually(
          () => isProcessAlive(id ?? 0),
          (isAlive) => !isAlive,
        );
      }
      app = await open();
      await running().waitFor({ timeout: 30_000 });
      expect((await service())?.alloyProcessId).not.toBe(before?.alloyProcessId);
    });
  });
}
