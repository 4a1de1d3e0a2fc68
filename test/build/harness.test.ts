import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../e2e/harness/app';
import { findBarriers } from '../e2e/harness/axe';
import { startPrometheus } from '../e2e/harness/prometheus';
import { writeTinyApp } from './tiny-app';

const limitMs = 60_000;
let folder: string;
let app: RunningApp;

beforeAll(async () => {
  const tiny = await writeTinyApp();
  folder = tiny.folder;
  app = await launchApp({ main: tiny.main, width: 700, height: 500, colorScheme: 'dark', forcedColors: true });
}, limitMs);
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

test('an app is launched with the asked size, scheme and contrast', async () => {
  const seen = await app.page.evaluate(() => ({
    width: innerWidth,
    height: innerHeight,
    isDark: matchMedia('(prefers-color-scheme: dark)').matches,
    isForced: matchMedia('(forced-colors: active)').matches,
  }));
  expect(seen).toEqual({ width: 700, height: 500, isDark: true, isForced: true });
});

test('a barrier is found on a page whose policy forbids foreign scripts', async () => {
  await app.page.evaluate(() => document.body.append(document.createElement('img')));
  expect(await findBarriers(app.page)).toMatchObject([{ rule: 'image-alt', elements: ['img'] }]);
  await app.page.evaluate(() => document.querySelector('img')?.remove());
  expect(await findBarriers(app.page)).toEqual([]);
});

test('looking for barriers violates no policy of the page', async () => {
  expect(await app.double.cspViolations()).toEqual([]);
});

test('the hidden dummy of a focus trap is no barrier, another hidden focus is', async () => {
  await app.page.evaluate(() => {
    for (const name of ['data-tabster-dummy', 'data-other']) {
      const element = document.createElement('i');
      for (const attribute of [name, 'aria-hidden']) element.setAttribute(attribute, 'true');
      element.tabIndex = 0;
      document.body.append(element);
    }
  });
  expect(await findBarriers(app.page)).toMatchObject([
    { rule: 'aria-hidden-focus', elements: ['i[data-other="true"]'] },
  ]);
});

test('a dialog gets the scripted answer, and closing it is the answer to the next', async () => {
  await app.double.answerDialogs({ response: 1 });
  expect(await app.page.evaluate(() => window.tiny.invoke({ kind: 'confirm' }))).toBe(1);
  expect(await app.page.evaluate(() => window.tiny.invoke({ kind: 'confirm' }))).toBe(2);
  expect(await app.double.dialogs()).toMatchObject([
    { kind: 'messageBox', options: { message: 'Sure?' }, isModal: true },
    { kind: 'messageBox' },
  ]);
});

test('Prometheus answers queries, takes remote write only when asked, and leaves with its data', async () => {
  const prometheus = await startPrometheus({ receiver: true });
  try {
    expect(await prometheus.query('vector(7)')).toMatchObject([{ metric: {}, value: 7 }]);
    expect(await prometheus.queryRaw('1 +')).toMatchObject({ status: 'error' });
    // An empty body is no write request, but the receiver is there to say so.
    expect((await fetch(`${prometheus.url}/api/v1/write`, { method: 'POST' })).status).toBe(400);
  } finally {
    await prometheus.stop();
  }
  await expect(fetch(`${prometheus.url}/-/ready`)).rejects.toThrow('fetch failed');
});
