/** How the app ends, driven through the built main process: never in the middle of a change, never with a stack. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from '../../build/launcher.mjs';
import { startOnDouble } from '../../build/double-client.mjs';
import { DemoPaths } from '../../electron/machine-demo/demo-paths';
import type { Bridge } from '../../shared/contract/bridge';
import { inject, launchDemo, removeDemo, type DemoApp } from './harness/demo';

type World = typeof globalThis & { alloy: Bridge };

/** Begins to apply a configuration, and settles when Alloy loads it. */
async function beginToApply(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { alloy } = globalThis as World;
    const read = await alloy.setupRead(undefined);
    if (!read.ok) throw new Error(read.failure.reason);
    const value = { ...read.value.value, endpoint: { url: 'http://127.0.0.1:1/api/v1/write' } };
    const planned = await alloy.setupPlan({ value });
    if (!planned.ok) throw new Error(planned.failure.reason);
    const isLoading = new Promise<void>((resolve) => {
      alloy.onOperationProgress(({ step }) => {
        if (step.id === 'progress-reload') resolve();
      });
    });
    void alloy.setupApply({ value, planHash: planned.value.plan.hash }, 'operation-1');
    await isLoading;
  });
}

describe('closing the window while a configuration is applied', () => {
  let app: DemoApp;
  beforeEach(async () => {
    app = await launchDemo();
    // Longer than a busy machine takes for the few questions below; three more seconds of watching follow.
    await inject(app, { kind: 'slow-evaluation', ms: 5_000 });
    await beginToApply(app.page);
  });
  afterEach(async () => {
    await app.close();
    await removeDemo(app.folder);
  });

  it('tells the person why it stays, and closes the app when the change has ended', async () => {
    const ended = once(app.process, 'exit');
    await app.double.closeWindow();
    expect((await app.double.windows()).length).toBe(1);
    expect(JSON.stringify(await app.double.dialogs())).toContain('Alloy Desk closes when the change has ended.');
    expect(await ended).toEqual([0, null]);
    const journal = new DemoPaths(app.folder).protectedFolder('journal');
    const [name = ''] = readdirSync(journal);
    expect(JSON.parse(readFileSync(path.join(journal, name), 'utf8'))).toMatchObject({ outcome: 'committed' });
  });
});

describe('a start on a folder that holds the things of somebody else', () => {
  it('ends with one sentence', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-foreign-'));
    writeFileSync(path.join(folder, 'letter.txt'), 'dear all');
    const start = startOnDouble({ args: [`--demo-folder=${folder}`], settings: { headless: true } });
    expect(await start.ended).toBe(1);
    expect(start.output()).toContain('holds other things than a demo machine, for instance letter.txt.');
    expect(start.output()).not.toMatch(/^\s+at /m);
    expect(readdirSync(folder)).toEqual(['letter.txt']);
    rmSync(folder, { recursive: true });
  });
});

/** What a process believes of its system from its first statement on. */
const onWindows = `data:text/javascript,${encodeURIComponent("Object.defineProperty(process, 'platform', { value: 'win32' })")}`;

describe.skipIf(process.platform === 'win32')('a start on a Windows whose system folder cannot be entered', () => {
  it('ends with one sentence, not silently', async () => {
    const start = startOnDouble({
      settings: { headless: true },
      env: {
        NODE_OPTIONS: `--import ${onWindows}`,
        TEMP: tmpdir(),
        ALLOY_DESK_BROWSER: findBrowser(process.env, process.platform),
      },
    });
    expect(await start.ended).toBe(1);
    expect(start.output()).toContain('C:\\Windows\\System32 (ENOENT)');
    expect(start.output()).not.toMatch(/^\s+at /m);
  });
});
