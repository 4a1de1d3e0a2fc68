/** `--machine=stub` alone: a new stub of Windows with Alloy on it, real PowerShell underneath. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notRun, pwsh } from '../electron/machine-windows/pwsh';
import { launchApp, type RunningApp } from './harness/app';
import { freePorts } from '../free-port';

describe.skipIf(pwsh === undefined)(`a new stub of Windows${notRun}`, () => {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'alloy-desk-stub-')), 'stub');
  let app: RunningApp;

  beforeAll(async () => {
    const [port] = await freePorts(1);
    app = await launchApp({
      args: ['--machine=stub', `--stub-folder=${folder}`, `--demo-listen=127.0.0.1:${port}`],
    });
  });
  afterAll(async () => {
    await app.close();
    // Its Alloy ends with its folder.
    rmSync(path.dirname(folder), { recursive: true, force: true });
  });

  it('has an Alloy that runs on the installer’s file and sends nothing yet', async () => {
    await app.page.getByRole('link', { name: /State: No data yet/ }).waitFor({ timeout: 30_000 });
    expect(await app.page.getByText('Demo machine: nothing on this computer is changed').count()).toBe(0);
    expect(await app.double.errors()).toEqual([]);
  });
});
