/** The way of a person: from the first window to samples in a real Prometheus, through the built main process. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultConfigPath, DemoPaths } from '../../electron/machine-demo/demo-paths';
import { inject, launchDemo, quicken, removeDemo, type DemoApp } from './harness/demo';
import { startPrometheus, type RunningPrometheus } from './harness/prometheus';

let prometheus: RunningPrometheus;
let deaf: RunningPrometheus;
let app: DemoApp;

beforeAll(async () => {
  [prometheus, deaf] = await Promise.all([startPrometheus({ receiver: true }), startPrometheus({ receiver: false })]);
});
afterAll(() => Promise.all([prometheus.stop(), deaf.stop()]));
beforeEach(async () => {
  app = await launchDemo({ width: 1280, height: 800 });
  await quicken(app);
});
afterEach(async () => {
  await app.close();
  await removeDemo(app.folder);
});

/** Fills the wizard up to its review. */
async function answer(page: Page, url: string, labels: { job: string; instance: string }): Promise<void> {
  await page.getByRole('link', { name: 'Set up' }).click();
  await page.getByRole('radio', { name: /^Baseline/ }).click();
  await page.getByLabel('Scrape interval, seconds').fill('5');
  await page.getByLabel('Scrape timeout, seconds').fill('5');
  await page.getByLabel('Label job').fill(labels.job);
  await page.getByLabel('Label instance').fill(labels.instance);
  await page.getByRole('button', { name: 'Next: Where to' }).click();
  await page.getByLabel('Address for remote write').fill(url);
}

describe('the wizard', () => {
  it('ends with the first sample delivered, and a real Prometheus has it under the typed labels', async () => {
    const { page } = app;
    await answer(page, `${prometheus.url}/api/v1/write`, { job: 'windows "ä"', instance: 'C:\\berlin $1' });
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('The server takes samples').first().waitFor();
    await page.getByRole('button', { name: 'Next: Review' }).click();
    await page.getByText('Keep a copy of the present file').waitFor();
    await page.getByRole('button', { name: 'Apply configuration' }).click();
    await page.getByText(/^Metrics arrive:/).waitFor({ timeout: 60_000 });
    // Other tests of this file deliver under other labels.
    const [series] = await prometheus.query('windows_cpu_time_total{mode="idle",job="windows \\"ä\\""}');
    expect(series?.metric).toMatchObject({ job: 'windows "ä"', instance: 'C:\\berlin $1' });
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await page.getByText('Delivering').first().waitFor();
    expect(await app.double.cspViolations()).toEqual([]);
    expect(await app.double.errors()).toEqual([]);
  });

  it('names the receiver on Result and Overview although every component is healthy', async () => {
    const { page } = app;
    await answer(page, `${deaf.url}/api/v1/write`, { job: 'windows', instance: 'berlin' });
    await page.getByRole('button', { name: 'Next: Review' }).click();
    await page.getByRole('button', { name: 'Apply configuration' }).click();
    await page
      .getByText('Alloy uses the configuration, and the endpoint does not take the samples.')
      .waitFor({ timeout: 60_000 });
    await page
      .getByText(/--web\.enable-remote-write-receiver/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await page.getByText('Losing data').first().waitFor();
    await page
      .getByText(/--web\.enable-remote-write-receiver/)
      .first()
      .waitFor();
    expect(await page.getByText('Unhealthy').count()).toBe(0);
  });

  it('tells before anything is written that the receiver is off', async () => {
    const { page } = app;
    await answer(page, `${deaf.url}/api/v1/write`, { job: 'windows', instance: 'berlin' });
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page
      .getByText(/remote write receiver is off/)
      .first()
      .waitFor();
    const journal = new DemoPaths(app.folder).protectedFolder('journal');
    expect(() => readdirSync(journal)).toThrow('ENOENT');
  });

  it('is walked with the keyboard alone', async () => {
    const { page } = app;
    const press = (key: string): Promise<void> => page.keyboard.press(key);
    /** Tab until the control with this name has the focus. */
    const reach = async (name: RegExp): Promise<void> => {
      for (let count = 0; count < 120; count++) {
        await press('Tab');
        const focused = await page.evaluate(() => {
          const element = document.activeElement;
          if (!(element instanceof HTMLElement)) return '';
          const labels =
            element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((label) => label.textContent) : [];
          return [element.getAttribute('aria-label'), ...labels, element.textContent].join(' ');
        });
        if (name.test(focused)) return;
      }
      throw new Error(`the focus never reached ${String(name)}`);
    };
    // Only what is there can be reached.
    await page.getByRole('link', { name: 'Set up' }).waitFor();
    await reach(/Set up/);
    await press('Enter');
    await page.getByRole('heading', { name: 'Set up' }).waitFor();
    await page.getByRole('button', { name: 'Next: Where to' }).waitFor();
    await reach(/Next: Where to/);
    await press('Enter');
    await page.getByLabel('Address for remote write').waitFor();
    await reach(/Address for remote write/);
    await page.keyboard.type(`${prometheus.url}/api/v1/write`);
    await reach(/Next: Review/);
    await press('Enter');
    await page.getByText('Keep a copy of the present file').waitFor();
    await page.getByRole('button', { name: 'Apply configuration', disabled: false }).waitFor();
    await reach(/Apply configuration/);
    await press('Enter');
    await page.getByText(/^Metrics arrive:/).waitFor({ timeout: 90_000 });
  });

  it('keeps its answers when the person looks at another page, and reads them back after a new start', async () => {
    const { page } = app;
    await answer(page, `${prometheus.url}/api/v1/write`, { job: 'windows', instance: 'berlin' });
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await page.getByRole('link', { name: 'Set up' }).click();
    expect(await page.getByLabel('Address for remote write').inputValue()).toBe(`${prometheus.url}/api/v1/write`);
    await page.getByRole('button', { name: 'Next: Review' }).click();
    await page.getByRole('button', { name: 'Apply configuration' }).click();
    await page.getByText(/^Metrics arrive:/).waitFor({ timeout: 60_000 });
    const { folder } = app;
    await app.close();
    app = await launchDemo({ folder });
    await app.page.getByRole('link', { name: 'Set up' }).click();
    await app.page.getByLabel('Label instance').waitFor();
    expect(await app.page.getByLabel('Label instance').inputValue()).toBe('berlin');
    expect(await app.page.getByLabel('Scrape interval, seconds').inputValue()).toBe('5');
  });
});

describe('a bad day', () => {
  const former = 'logging {\n\tlevel = "info"\n}\n';
  const onDisk = (): string => readFileSync(new DemoPaths(app.folder).real(defaultConfigPath), 'utf8');

  it('on which Alloy ends with the new file puts the former one back, and the answers are kept', async () => {
    const { page } = app;
    await answer(page, `${prometheus.url}/api/v1/write`, { job: 'windows', instance: 'berlin' });
    await page.getByRole('button', { name: 'Next: Review' }).click();
    await inject(app, { kind: 'crash-on-reload', exitCode: 2, when: 'after-answer' });
    await page.getByRole('button', { name: 'Apply configuration' }).click();
    await page
      .getByText('The new configuration did not work. The former one is in use again.')
      .waitFor({ timeout: 60_000 });
    expect(onDisk()).toBe(former);
    await page
      .getByRole('button', { name: /^Where to/ })
      .first()
      .click();
    expect(await page.getByLabel('Address for remote write').inputValue()).toBe(`${prometheus.url}/api/v1/write`);
  });

  it('on which a component becomes unhealthy asks the person, and restores when they say so', async () => {
    const { page } = app;
    await answer(page, `${prometheus.url}/api/v1/write`, { job: 'windows', instance: 'berlin' });
    await page.getByRole('button', { name: 'Next: Review' }).click();
    await inject(app, {
      kind: 'component-unhealthy',
      id: 'prometheus.remote_write.central',
      message: 'the disk is full',
    });
    await page.getByRole('button', { name: 'Apply configuration' }).click();
    await page
      .getByText('prometheus.remote_write.central does not work with the new configuration')
      .waitFor({ timeout: 60_000 });
    await page.getByText('the disk is full').first().waitFor();
    expect(onDisk()).toContain('"berlin"');
    await page.getByRole('button', { name: 'Restore the former file' }).click();
    await page
      .getByText('The new configuration did not work. The former one is in use again.')
      .waitFor({ timeout: 60_000 });
    expect(onDisk()).toBe(former);
  });

  it('on which somebody changed the file meanwhile writes nothing and shows the new plan', async () => {
    const { page } = app;
    await answer(page, `${prometheus.url}/api/v1/write`, { job: 'windows', instance: 'berlin' });
    await page.getByRole('button', { name: 'Next: Review' }).click();
    await page.getByText('Keep a copy of the present file').waitFor();
    writeFileSync(new DemoPaths(app.folder).real(defaultConfigPath), 'logging {\n\tlevel = "debug"\n}\n');
    await page.getByRole('button', { name: 'Apply configuration' }).click();
    await page
      .getByText(/changed/)
      .first()
      .waitFor();
    expect(onDisk()).toBe('logging {\n\tlevel = "debug"\n}\n');
  });
});

describe('the service', () => {
  it('is stopped and started from Overview, with the consequence said before', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Stop service' }).click();
    await page.getByText('While the service is stopped nothing is collected or sent').waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stop service' }).click();
    await page.getByText('Alloy is stopped').first().waitFor();
    await page.getByRole('button', { name: 'Start service' }).first().click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Start service' }).click();
    await page.getByText('Running').first().waitFor({ timeout: 30_000 });
  });
});

describe('the journal', () => {
  it('holds both texts of a change', async () => {
    const { page } = app;
    await answer(page, `${prometheus.url}/api/v1/write`, { job: 'windows', instance: 'berlin' });
    await page.getByRole('button', { name: 'Next: Review' }).click();
    await page.getByRole('button', { name: 'Apply configuration' }).click();
    await page.getByText(/^Metrics arrive:/).waitFor({ timeout: 60_000 });
    const journal = new DemoPaths(app.folder).protectedFolder('journal');
    const [name = ''] = readdirSync(journal);
    const record = JSON.parse(readFileSync(`${journal}/${name}`, 'utf8')) as {
      before: { bytes: string };
      after: { text: string };
      outcome: string;
    };
    expect(record.outcome).toBe('committed');
    expect(Buffer.from(record.before.bytes, 'base64').toString()).toBe('logging {\n\tlevel = "info"\n}\n');
    expect(record.after.text).toContain('"berlin"');
  });
});
