/** The built page in a real browser, under the app's policy, over a fake machine. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBarriers, type Barrier } from '../e2e/harness/axe';
import type { FakeMachine } from './fake-bridge';
import { takePictures } from './pictures';
import { startPages, type OpenOptions, type PageTools } from './page-harness';

let pages: PageTools;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.close());

/** Opens a page, hands it over, and looks whether anything complained. */
async function onPage(options: OpenOptions, visit: (page: Page) => Promise<void>): Promise<void> {
  const { page, complaints } = await pages.open(options);
  try {
    await visit(page);
    expect(complaints).toEqual([]);
  } finally {
    await page.context().close();
  }
}

/** For what is looked at until it is as wanted. */
const patience = { timeout: 30_000 };

/** The reading that comes by itself every two seconds comes no more. */
const readNoMoreByItself = (page: Page) => page.clock.pauseAt(Date.now() + 3_600_000);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function requests(page: Page): Promise<FakeMachine['requests']> {
  return page.evaluate(() => (globalThis as { fakeMachine?: FakeMachine }).fakeMachine?.requests ?? []);
}

async function toReview(page: Page): Promise<void> {
  await button(page, 'Next: Where to').click();
  await button(page, 'Next: Review').click();
  await page.getByText('What will run, in this order').waitFor();
}

/** Colours that are on their way have no contrast of their own, so they get there first. */
async function barriersOf(page: Page): Promise<readonly Barrier[]> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  );
  return findBarriers(page);
}

async function sidewaysOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const wide = [document.documentElement, ...document.querySelectorAll('main > div')];
    return Math.max(...wide.map((element) => element.scrollWidth - element.clientWidth));
  });
}

describe.concurrent('Windows without the rights of an administrator', () => {
  test('explains itself in the place of every page, and offers to restart elevated or to open the demo', () =>
    onPage({ scenario: 'not-elevated' }, async (page) => {
      await page.getByRole('heading', { name: 'Alloy Desk needs the rights of an administrator' }).waitFor();
      expect(await page.getByRole('navigation').count()).toBe(0);
      await button(page, 'Restart as administrator').click();
      await button(page, 'Open the demo').click();
      expect(await requests(page)).toEqual([
        { channel: 'appRestart', request: { as: 'administrator' } },
        { channel: 'appRestart', request: { as: 'demo' } },
      ]);
    }));

  test('says in words that Windows was not given the permission', () =>
    onPage({ scenario: 'not-elevated' }, async (page) => {
      await page.evaluate(() => {
        const machine = (globalThis as { fakeMachine?: FakeMachine }).fakeMachine;
        if (machine) machine.restart = { ok: false, failure: { code: 'cancelled', reason: 'elevation-declined' } };
      });
      await button(page, 'Restart as administrator').click();
      await page.getByText('Windows was not given the permission.').waitFor();
    }));

  test.each([
    ['light', 1280, 720],
    ['dark', 1280, 720],
    ['dark', 640, 360],
  ] as const)('has no barriers and no sideways scroll (%s, %i×%i)', (colorScheme, width, height) =>
    onPage({ scenario: 'not-elevated', colorScheme, width, height }, async (page) => {
      await button(page, 'Open the demo').waitFor();
      expect(await barriersOf(page)).toEqual([]);
      expect(await sidewaysOf(page)).toBe(0);
    }),
  );

  test('names a policy that blocks its scripts, and what to do', () =>
    onPage({ scenario: 'powershell-blocked' }, async (page) => {
      await page.getByText('A policy of this computer does not let Alloy Desk run its scripts.').waitFor();
      expect(await button(page, 'Try again').isVisible()).toBe(true);
      expect(await barriersOf(page)).toEqual([]);
    }));

  test('names the folder that others can write to, and where the program belongs', () =>
    onPage({ scenario: 'folder-open' }, async (page) => {
      await page.getByRole('heading', { name: 'Alloy Desk does not work from this folder' }).waitFor();
      expect(await page.getByRole('main').textContent()).toContain(String.raw`D:\Tools\Alloy Desk`);
      expect(await barriersOf(page)).toEqual([]);
    }));
});

describe.concurrent('the frame', () => {
  test('says what, where, as whom, how it is, and that this is a demo', () =>
    onPage({}, async (page) => {
      const bar = page.getByRole('banner');
      await bar.getByRole('link', { name: /State: Delivering/ }).waitFor();
      expect(await bar.textContent()).toContain(String.raw`running as CORP\nora`);
      expect(await page.getByText('Demo machine: nothing on this computer is changed').isVisible()).toBe(true);
      expect(await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').allTextContents()).toEqual([
        'Overview',
        'Set up',
        'About',
      ]);
    }));

  test('moves the focus to the heading when another page opens', () =>
    onPage({}, async (page) => {
      await page.getByRole('link', { name: 'About', exact: true }).click();
      await page.waitForFunction(() => document.activeElement?.textContent === 'About');
    }));

  test('goes from region to region with F6, and back', () =>
    onPage({}, async (page) => {
      await page.getByText('Metrics arrive').waitFor();
      const region = () =>
        page.evaluate(() => document.activeElement?.closest('[data-region]')?.tagName.toLowerCase() ?? 'none');
      const visited: string[] = [];
      for (const key of ['F6', 'F6', 'F6', 'F6', 'Shift+F6']) {
        await page.keyboard.press(key);
        visited.push(await region());
      }
      expect(visited).toEqual(['header', 'nav', 'main', 'header', 'main']);
    }));

  test('reads again with F5 and stays where it is', () =>
    onPage({ hasOwnClock: true }, async (page) => {
      await page.getByText('Metrics arrive').waitFor();
      await readNoMoreByItself(page);
      await page.getByText('Metrics arrive').waitFor();
      await page.evaluate(() => {
        const machine = (globalThis as { fakeMachine?: FakeMachine }).fakeMachine;
        if (machine) machine.status = { ...machine.status, pill: 'stopped' };
      });
      expect(await page.getByRole('banner').getByText('Stopped').count()).toBe(0);
      await page.keyboard.press('F5');
      await page.getByRole('banner').getByText('Stopped').waitFor();
    }));

  test('shows a change while it runs, and cancels it', () =>
    onPage({ stepMs: 30_000 }, async (page) => {
      await button(page, 'Reload configuration').click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Reload configuration' }).click();
      const bar = page.getByRole('region', { name: 'Running change' });
      await bar.getByText('Step 1 of 2: Alloy loads the file').waitFor();
      await page.getByRole('banner').getByText('Applying…').waitFor();
      await bar.getByRole('button', { name: 'Cancel' }).click();
      expect(await bar.getByRole('button', { name: 'Cancel' }).count()).toBe(1);
    }));
});

describe.concurrent('Overview', () => {
  test('shows the plan of a stop before it stops, and its default answer is to keep running', () =>
    onPage({}, async (page) => {
      await button(page, 'More actions').click();
      await page.getByRole('menuitem', { name: 'Stop service' }).click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByText('While the service is stopped nothing is collected or sent.').waitFor();
      await page.waitForFunction(() => document.activeElement?.textContent === 'Keep it running');
      expect(await requests(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Stop service' }).click();
      await page.getByText('Alloy is stopped').waitFor();
      expect(await requests(page)).toEqual([
        { channel: 'serviceControl', request: { action: 'stop', planHash: 'a'.repeat(64) } },
      ]);
    }));

  test('asks about a change that waits, and restores by default', () =>
    onPage({ scenario: 'undecided' }, async (page) => {
      await page.getByText('A change waits for your decision').waitFor();
      await button(page, 'Restore the former file').click();
      await page.getByText('Metrics arrive').waitFor();
      expect(await requests(page)).toMatchObject([{ channel: 'applyDecide', request: { choice: 'restore' } }]);
    }));

  test('says why the former file came back', () =>
    onPage({ scenario: 'undecided' }, async (page) => {
      await button(page, 'Restore the former file').click();
      await page.getByText('The former configuration is in use again.').waitFor();
      await page.getByText('Somebody chose the former configuration.').waitFor();
    }));

  test('offers to keep or restore what a change that was cut off has left', () =>
    onPage({ scenario: 'cut-off' }, async (page) => {
      await page.getByText('The app or the computer ended during the change, and the new file is in place.').waitFor();
      await button(page, 'Keep the new file').click();
      await page.getByText('The configuration was written and Alloy took it.').waitFor();
      expect(await requests(page)).toMatchObject([{ channel: 'applyDecide', request: { choice: 'keep' } }]);
    }));

  test('offers nothing but restoring where the former file is back and Alloy may not have it', () =>
    onPage({ scenario: 'not-put-back' }, async (page) => {
      await page.getByText('Alloy refused the new configuration.').waitFor();
      await button(page, 'Restore the former file').waitFor();
      expect(await button(page, 'Keep the new file').count()).toBe(0);
    }));

  test('opens a component with Alloy’s own words and closes it with Escape', () =>
    onPage({ scenario: 'degraded' }, async (page) => {
      await button(page, 'Show component').click();
      const drawer = page.getByRole('dialog');
      await drawer.getByText('unknown collector "smb_client"').waitFor();
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
    }));

  test('does not ask an address whose sign-in is masked', () =>
    onPage({ scenario: 'masked' }, async (page) => {
      await page.getByRole('button', { name: /^Test endpoint/ }).click();
      await page.getByText('This address cannot be asked from here.').waitFor();
      expect(await requests(page)).toEqual([]);
    }));

  test('sends a machine without Alloy to the release page, and promises nothing', () =>
    onPage({ scenario: 'absent' }, async (page) => {
      await page.getByText('Nothing has been changed on this machine.').waitFor();
      await page.getByText('https://github.com/grafana/alloy/releases').waitFor();
      await button(page, 'Open the release page').click();
      expect(await requests(page)).toEqual([{ channel: 'linkOpen', request: { link: 'alloy-download' } }]);
    }));

  test('says why it knows nothing, and reads again', () =>
    onPage({ scenario: 'unread', hasOwnClock: true }, async (page) => {
      await page.getByText('The record of this machine cannot be read.').waitFor();
      await readNoMoreByItself(page);
      await page.evaluate(() => {
        const machine = (globalThis as { fakeMachine?: FakeMachine }).fakeMachine;
        if (machine) machine.silence = null;
      });
      await button(page, 'Read again').click();
      await page.getByText('Metrics arrive').waitFor();
    }));

  test('keeps the last values when reading fails, and says that they are old', () =>
    onPage({}, async (page) => {
      await page.getByText('Metrics arrive').waitFor();
      await page.evaluate(() => {
        const machine = (globalThis as { fakeMachine?: FakeMachine }).fakeMachine;
        if (machine) machine.silence = { code: 'timed-out', reason: 'alloy-not-answering' };
      });
      await page.keyboard.press('F5');
      await page.getByText(/the values below may be old/).waitFor();
      expect(await page.getByText('Metrics arrive').isVisible()).toBe(true);
    }));
});

describe.concurrent('Set up', () => {
  test('goes from the preset to the first delivered sample and sends what was confirmed', () =>
    onPage({ at: 'setup', scenario: 'default-config', stepMs: 5 }, async (page) => {
      await page.getByRole('radio', { name: 'Baseline' }).check();
      await page.getByRole('checkbox', { name: 'process' }).check();
      expect(await page.getByRole('radio', { name: 'Own choice' }).isChecked()).toBe(true);
      await button(page, 'Next: Where to').click();
      await page.getByLabel('Address for remote write').fill('http://prom01.example:9090');
      await button(page, 'Test').click();
      await page
        .getByText(/The server takes samples, in 21 ms/)
        .first()
        .waitFor();
      await page.getByRole('button', { name: /Use http:\/\/prom01\.example:9090\/api\/v1\/write/ }).click();
      await button(page, 'Next: Review').click();
      await page.getByText('Keep a copy of the present file').waitFor();
      await button(page, 'Apply configuration').click();
      await page.getByText(/^Metrics arrive: 1,91\d samples delivered to/).waitFor();
      const applied = (await requests(page)).find(({ channel }) => channel === 'setupApply');
      expect(applied).toMatchObject({
        request: { value: { endpoint: { url: 'http://prom01.example:9090/api/v1/write' } }, planHash: 'a'.repeat(64) },
      });
      await page.getByText('up{job="integrations/windows",instance="FS-BER-07"}').waitFor();
    }));

  test('does not go on without an address, and puts the focus where it is missing', () =>
    onPage({ at: 'setup', scenario: 'default-config' }, async (page) => {
      await button(page, 'Next: Where to').click();
      await page.waitForFunction(() => document.activeElement?.textContent === 'Step 2 of 4: Where to');
      await button(page, 'Next: Review').click();
      await page.getByText('Enter the address to which this machine sends its samples.').waitFor();
      await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');
    }));

  test('opens the first stage that fails with its sentence', () =>
    onPage({ at: 'setup', probe: 'receiver-off' }, async (page) => {
      await button(page, 'Next: Where to').click();
      await button(page, 'Test').click();
      await page.getByRole('alert').getByText('Prometheus answered 404: its remote write receiver is off.').waitFor();
      await button(page, 'Next: Review').click();
      await page.getByText('What will run, in this order').waitFor();
    }));

  test('keeps the answers while another page is open', () =>
    onPage({ at: 'setup' }, async (page) => {
      await page.getByLabel('Label job').fill('servers');
      await page.getByRole('link', { name: 'Overview', exact: true }).click();
      await page.getByRole('link', { name: 'Set up', exact: true }).click();
      expect(await page.getByLabel('Label job').inputValue()).toBe('servers');
      await button(page, 'Discard changes').click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Discard changes' }).click();
      await expect.poll(() => page.getByLabel('Label job').inputValue(), patience).toBe('integrations/windows');
    }));

  test('shows Alloy’s words and the line they speak of when the former file came back', () =>
    onPage({ at: 'setup', apply: 'restored', stepMs: 5 }, async (page) => {
      await toReview(page);
      await button(page, 'Apply configuration').click();
      await page.getByText('Alloy refused the new configuration.').waitFor();
      await page.getByText('Line 6, column 2 of the new text').waitFor();
    }));

  test('asks whether to keep a configuration that made a component unhealthy', () =>
    onPage({ at: 'setup', apply: 'undecided', stepMs: 5 }, async (page) => {
      await toReview(page);
      await button(page, 'Apply configuration').click();
      await page.getByText('prometheus.exporter.windows.local does not work with the new configuration.').waitFor();
      await button(page, 'Keep the new file').click();
      // Two readings: samples that came before do not count.
      await page.keyboard.press('F5');
      await page.getByText(/^Metrics arrive/).waitFor();
    }));

  test('goes back to the plan when the machine has changed meanwhile', () =>
    onPage({ at: 'setup', apply: 'plan-changed' }, async (page) => {
      await toReview(page);
      await button(page, 'Apply configuration').click();
      await page.getByText('The machine has changed since this plan was made.').waitFor();
      await button(page, 'Go to Review').click();
      await page.getByText('What will run, in this order').waitFor();
    }));

  test('names the endpoint that refuses after a change that Alloy took', () =>
    onPage({ at: 'setup', apply: 'lost-data', stepMs: 5 }, async (page) => {
      await toReview(page);
      await button(page, 'Apply configuration').click();
      await page.getByText('Alloy uses the configuration, and the endpoint does not take the samples.').waitFor();
      await page.getByText('--web.enable-remote-write-receiver').first().waitFor();
    }));

  test('offers nothing to apply where the file is somebody else’s', () =>
    onPage({ at: 'setup', scenario: 'foreign' }, async (page) => {
      await page.getByText('was written by somebody else.').waitFor();
      await button(page, 'Next: Where to').click();
      await page.getByLabel('Address for remote write').fill('https://prom01.example/api/v1/write');
      await button(page, 'Next: Review').click();
      await page.getByText('was written by somebody else.').waitFor();
      expect(await button(page, 'Apply configuration').isDisabled()).toBe(true);
    }));

  test('is walked with the keyboard alone', () =>
    onPage({ at: 'setup', stepMs: 5 }, async (page) => {
      await page.getByLabel('Label job').waitFor();
      await tabTo(page, 'Next: Where to');
      await page.keyboard.press('Enter');
      await tabTo(page, 'Next: Review');
      await page.keyboard.press('Enter');
      await page.getByText('What will run, in this order').waitFor();
      await tabTo(page, 'Apply configuration');
      await page.keyboard.press('Enter');
      await page.getByText(/^Metrics arrive/).waitFor();
    }));
});

async function tabTo(page: Page, name: string): Promise<void> {
  for (let count = 0; count < 90; count += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === name) return;
  }
  throw new Error(`the focus never reached ${name}`);
}

describe.concurrent('barriers', () => {
  const states: readonly (readonly [string, OpenOptions, string])[] = [
    ['Overview', {}, 'Metrics arrive'],
    ['Overview that loses data', { scenario: 'losing-data' }, 'Test endpoint'],
    ['Overview without Alloy', { scenario: 'absent' }, 'Get Alloy'],
    ['Overview with a question', { scenario: 'undecided' }, 'Restore the former file'],
    ['Set up', { at: 'setup' }, 'Label job'],
    ['About', { at: 'about' }, 'not affiliated'],
  ];
  test.each(states)(
    'are not found on %s, in light and dark, and nothing scrolls sideways at 200 %',
    (_, options, text) =>
      onPage(options, async (page) => {
        await page.getByText(text).first().waitFor();
        expect(await barriersOf(page)).toEqual([]);
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.locator('[data-colours="dark"]').waitFor();
        expect(await barriersOf(page)).toEqual([]);
        await page.setViewportSize({ width: 640, height: 360 });
        expect(await sidewaysOf(page)).toBeLessThanOrEqual(0);
      }),
  );

  test('are not found on the later steps of Set up and in dialogs', () =>
    onPage({ at: 'setup', probe: 'receiver-off', apply: 'restored', stepMs: 5, colorScheme: 'dark' }, async (page) => {
      await button(page, 'Next: Where to').click();
      await button(page, 'Test').click();
      await page.getByRole('alert').first().waitFor();
      expect(await barriersOf(page)).toEqual([]);
      await button(page, 'Next: Review').click();
      await page.getByText('What will run, in this order').waitFor();
      expect(await barriersOf(page)).toEqual([]);
      await button(page, 'Apply configuration').click();
      await page.getByText('Alloy refused the new configuration.').waitFor();
      expect(await barriersOf(page)).toEqual([]);
      await page.getByRole('link', { name: 'Overview', exact: true }).click();
      await button(page, 'More actions').click();
      await page.getByRole('menuitem', { name: 'Show log' }).click();
      await page.getByText('config reloaded').waitFor();
      expect(await barriersOf(page)).toEqual([]);
    }));
});

const folder = process.env['LOOK'];
if (folder !== undefined) takePictures(folder, process.env['LOOK_ONLY']);
