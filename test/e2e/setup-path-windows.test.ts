/** The way of a person with real PowerShell underneath: the built app, the module, a stub of Windows, a real Prometheus. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytes, never, type MachineUnderTest } from '../contract/harness';
import { StubComputer } from '../contract/stub-under-test';
import { demoAlloy } from '../electron/compose/demo-alloy';
import { notRun, pwsh } from '../electron/machine-windows/pwsh';
import { launchApp, type RunningApp } from './harness/app';
import { freePorts } from '../free-port';
import { startPrometheus, type RunningPrometheus } from './harness/prometheus';

describe.skipIf(pwsh === undefined)(`the wizard over PowerShell${notRun}`, () => {
  let prometheus: RunningPrometheus;
  let computer: StubComputer;
  let under: MachineUnderTest;
  let app: RunningApp;

  beforeAll(async () => {
    prometheus = await startPrometheus({ receiver: true });
    const [port] = await freePorts(1);
    computer = new StubComputer({ ...demoAlloy, lastArguments: [`--server.http.listen-addr=127.0.0.1:${port}`] });
    under = await computer.make('installed');
    await under.putConfigBytes(bytes('logging {\n\tlevel = "info"\n}\n'));
    await under.machine.service.start(never());
    app = await launchApp({
      width: 1280,
      height: 800,
      args: ['--machine=stub', `--stub-folder=${computer.root}`],
    });
  });

  afterAll(async () => {
    await app.close();
    await under.cleanup();
    await computer.close();
    await prometheus.stop();
  });

  it('ends with samples in a real Prometheus under the typed labels', async () => {
    const { page } = app;
    await page.getByRole('link', { name: 'Set up' }).click();
    await page.getByRole('radio', { name: /^Baseline/ }).click();
    await page.getByLabel('Scrape interval, seconds').fill('5');
    await page.getByLabel('Scrape timeout, seconds').fill('5');
    await page.getByLabel('Label job').fill('windows "ä" $(Get-Date)');
    await page.getByLabel('Label instance').fill("berlin'; exit; '");
    await page.getByRole('button', { name: 'Next: Where to' }).click();
    await page.getByLabel('Address for remote write').fill(`${prometheus.url}/api/v1/write`);
    await page.getByRole('button', { name: 'Next: Review' }).click();
    await page.getByText('Keep a copy of the present file').waitFor();
    await page.getByRole('button', { name: 'Apply configuration' }).click();
    await page.getByText(/^Metrics arrive:/).waitFor({ timeout: 100_000 });
    const [series] = await prometheus.query('windows_cpu_time_total{mode="idle"}');
    expect(series?.metric).toMatchObject({ job: 'windows "ä" $(Get-Date)', instance: "berlin'; exit; '" });
    expect(await app.double.errors()).toEqual([]);
  });
});
