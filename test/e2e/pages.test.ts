/**
 * Every page as it looks: no barrier that a program can find, nothing that scrolls sideways, no violation of the policy;
 * in light, dark and contrast colours, at 1280×720 and at 200 % (640×360). `PICTURES=<folder>` keeps what is seen.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './harness/axe';
import { launchDemo, quicken, removeDemo, type DemoApp } from './harness/demo';
import { startPrometheus, type RunningPrometheus } from './harness/prometheus';

const pictures = process.env['PICTURES'];
if (pictures) mkdirSync(pictures, { recursive: true });

const looks = [
  { look: 'light', options: { colorScheme: 'light' } },
  { look: 'dark', options: { colorScheme: 'dark' } },
  { look: 'contrast', options: { colorScheme: 'dark', forcedColors: true } },
] as const;

const sizes = [
  { size: '1280x720', width: 1280, height: 720 },
  { size: '640x360', width: 640, height: 360 },
] as const;

let prometheus: RunningPrometheus;
let deaf: RunningPrometheus;
beforeAll(async () => {
  [prometheus, deaf] = await Promise.all([startPrometheus({ receiver: true }), startPrometheus({ receiver: false })]);
});
afterAll(() => Promise.all([prometheus.stop(), deaf.stop()]));

/** Looks at what is on show now, in both sizes. */
async function look(app: DemoApp, name: string): Promise<void> {
  for (const { size, width, height } of sizes) {
    await app.double.resizeWindow(width, height);
    await app.page.waitForFunction((wanted) => window.innerWidth === wanted, width);
    // Colours that are on their way have no contrast of their own.
    await app.page.evaluate(() =>
      Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
    );
    const file = size === '1280x720' ? `${name}.png` : `${name}-${size}.png`;
    // One colour is enough to see how the narrow form lies.
    if (pictures && (size === '1280x720' || name.endsWith('-light')))
      await app.page.screenshot({ path: path.join(pictures, file) });
    expect({ name, size, barriers: await findBarriers(app.page) }).toEqual({ name, size, barriers: [] });
    const sideways = await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect({ name, size, sideways: Math.max(0, sideways) }).toEqual({ name, size, sideways: 0 });
  }
  await app.double.resizeWindow(1280, 720);
}

describe.each(looks)('in $look colours', ({ look: colours, options }) => {
  let app: DemoApp;
  afterAll(async () => {
    expect(await app.double.cspViolations()).toEqual([]);
    expect(await app.double.errors()).toEqual([]);
    await app.close();
    await removeDemo(app.folder);
  });

  it('Overview without Alloy', async () => {
    app = await launchDemo({ start: 'fresh', ...options });
    await app.page.getByText('has no Alloy yet').waitFor();
    await look(app, `overview-absent-${colours}`);
    await app.close();
    await removeDemo(app.folder);
  });

  it('Overview with the installer’s file', async () => {
    app = await launchDemo(options);
    await quicken(app);
    await app.page.getByText('Alloy runs and sends nothing').waitFor();
    await look(app, `overview-default-${colours}`);
  });

  it('Set up, step by step', async () => {
    const { page } = app;
    await page.getByRole('link', { name: 'Set up', exact: true }).click();
    await page.getByLabel('Label job').waitFor();
    await look(app, `setup-metrics-${colours}`);
    await page.getByLabel('Scrape interval, seconds').fill('5');
    await page.getByLabel('Scrape timeout, seconds').fill('5');
    await page.getByRole('button', { name: 'Next: Where to' }).click();
    await page.getByLabel('Address for remote write').fill(`${deaf.url}/api/v1/write`);
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page
      .getByText(/remote write receiver is off/)
      .first()
      .waitFor();
    await look(app, `setup-where-to-${colours}`);
    await page.getByRole('button', { name: 'Next: Review' }).click();
    await page.getByText('Keep a copy of the present file').waitFor();
    await look(app, `setup-review-${colours}`);
  });

  it('Result and Overview that say why nothing arrives', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Apply configuration' }).click();
    await page
      .getByText('Alloy uses the configuration, and the endpoint does not take the samples.')
      .waitFor({ timeout: 60_000 });
    await page
      .getByText(/--web\.enable-remote-write-receiver/)
      .first()
      .waitFor();
    await look(app, `setup-result-refused-${colours}`);
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await page
      .getByText(/--web\.enable-remote-write-receiver/)
      .first()
      .waitFor();
    await look(app, `overview-losing-data-${colours}`);
  });

  it('Result and Overview that say what arrives', async () => {
    const { page } = app;
    await page.getByRole('link', { name: 'Set up', exact: true }).click();
    await page
      .getByRole('button', { name: /^Where to/ })
      .first()
      .click();
    await page.getByLabel('Address for remote write').fill(`${prometheus.url}/api/v1/write`);
    await page.getByRole('button', { name: 'Next: Review' }).click();
    await page.getByRole('button', { name: 'Apply configuration' }).click();
    await page.getByText(/^Metrics arrive:/).waitFor({ timeout: 90_000 });
    await look(app, `setup-result-${colours}`);
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await page.getByText('Delivering').first().waitFor();
    await look(app, `overview-delivering-${colours}`);
  });

  it('the details of a component, the log, and the question before a restart', async () => {
    const { page } = app;
    await page.getByRole('button', { name: /prometheus\.remote_write\.central/ }).click();
    await page.getByText('endpoint.url').waitFor();
    await look(app, `component-${colours}`);
    await page.getByRole('button', { name: 'Close details' }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Show log' }).click();
    await page.getByText('now listening for http traffic').first().waitFor();
    await look(app, `log-${colours}`);
    await page.getByRole('button', { name: 'Close log' }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Restart service' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Restart service' }).waitFor();
    await look(app, `restart-${colours}`);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  });

  it('About', async () => {
    await app.page.getByRole('link', { name: 'About', exact: true }).click();
    await app.page.getByText(/not affiliated/).waitFor();
    await look(app, `about-${colours}`);
  });
});
