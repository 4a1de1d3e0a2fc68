/** The app with PowerShell underneath, in a folder that others can write to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StubComputer } from '../contract/stub-under-test';
import { notRun, pwsh } from '../electron/machine-windows/pwsh';
import { launchApp, type RunningApp } from './harness/app';
import { askForRestart } from './harness/refused-change';

describe.skipIf(pwsh === undefined)(`in a folder that others can write to${notRun}`, () => {
  const computer = new StubComputer();
  let app: RunningApp;

  beforeAll(async () => {
    await computer.make('installed');
    computer.arrange({}, { openFolders: ['C:\\Program Files\\Alloy Desk'] });
    app = await launchApp({ args: ['--machine=stub', `--stub-folder=${computer.root}`] });
  });
  afterAll(async () => {
    await app.close();
    await computer.close();
  });

  it('the app says which folder that is, and offers no page', async () => {
    await app.page.getByRole('heading', { name: 'Alloy Desk does not work from this folder' }).waitFor();
    expect(await app.page.getByText('C:\\Program Files\\Alloy Desk', { exact: false }).count()).toBeGreaterThan(0);
    expect(await app.page.getByRole('navigation').count()).toBe(0);
  });

  it('a change that the page asks for all the same is refused', async () => {
    expect(await askForRestart(app)).toMatchObject({ ok: false, failure: { reason: 'program-folder-open' } });
  });

  it('the app works once the folder is closed', async () => {
    computer.arrange({}, { openFolders: [] });
    await app.page.getByRole('button', { name: 'Try again' }).click();
    await app.page.getByRole('navigation').waitFor();
  });
});
