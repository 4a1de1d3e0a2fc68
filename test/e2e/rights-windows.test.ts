/** The app with PowerShell underneath on a Windows where it lacks the rights of an administrator. */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { StubComputer } from '../contract/stub-under-test';
import { notRun, pwsh } from '../electron/machine-windows/pwsh';
import { launchApp, type RunningApp } from './harness/app';
import { askForRestart } from './harness/refused-change';

describe.skipIf(pwsh === undefined)(`without the rights of an administrator${notRun}`, () => {
  const computer = new StubComputer();
  let app: RunningApp;

  beforeAll(async () => {
    await computer.make('installed');
    computer.arrange({}, { identity: { Name: 'CONTOSO\\nora', IsAdministrator: false } });
    app = await launchApp({ args: ['--machine=stub', `--stub-folder=${computer.root}`] });
  });
  afterAll(async () => {
    await app.close();
    await computer.close();
  });

  it('the app explains itself, with the name of the person', async () => {
    await app.page.getByRole('heading', { name: 'Alloy Desk needs the rights of an administrator' }).waitFor();
    expect(await app.page.getByText('CONTOSO\\nora', { exact: false }).count()).toBeGreaterThan(0);
  });

  it('a no to the question of Windows leaves it as it is', async () => {
    computer.arrange({ 'Start-ElevatedProcess': 1223 });
    await app.page.getByRole('button', { name: 'Restart as administrator' }).click();
    await app.page.getByText('Windows was not given the permission.').waitFor();
    computer.arrange({});
  });

  it('a no ends the copy whose place another one took meanwhile', async () => {
    const other = await launchApp({ args: ['--machine=stub', `--stub-folder=${computer.root}`] });
    onTestFinished(async () => {
      computer.arrange({});
      await other.close();
    });
    const ended = once(other.process, 'exit');
    await other.double.takeInstanceAtRelease();
    computer.arrange({ 'Start-ElevatedProcess': 1223 });
    await other.page.getByRole('button', { name: 'Restart as administrator' }).click();
    // The double answers a native message at once; its words are a unit test's.
    expect(await ended).toEqual([0, null]);
  });

  it('a change that the page asks for all the same is refused', async () => {
    expect(await askForRestart(app)).toMatchObject({ ok: false, failure: { code: 'not-elevated' } });
  });

  it('a yes starts the program with more rights and ends this one', async () => {
    const ended = once(app.process, 'exit');
    // The page may go while the click is still being confirmed.
    await Promise.allSettled([app.page.getByRole('button', { name: 'Restart as administrator' }).click()]);
    await ended;
    const note = path.join(computer.root, 'elevated.txt');
    expect(existsSync(note) && readFileSync(note, 'utf8')).toBe('C:\\Program Files\\Alloy Desk\\Alloy Desk.exe \n');
  });
});
