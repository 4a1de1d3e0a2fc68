/** Pictures of the page in its states, for the eye; `LOOK=<folder>` asks for them, `LOOK_ONLY` picks by their names. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPages, type OpenOptions, type PageTools } from './page-harness';

const pictures: readonly (readonly [name: string, options: OpenOptions])[] = [
  ['overview-delivering', {}],
  ['overview-delivering-dark', { colorScheme: 'dark' }],
  ['overview-delivering-contrast', { colorScheme: 'dark', forcedColors: 'active' }],
  ['overview-delivering-small', { width: 640, height: 360 }],
  ['overview-losing-dark', { scenario: 'losing-data', colorScheme: 'dark' }],
  ['overview-losing', { scenario: 'losing-data' }],
  ['overview-unreachable', { scenario: 'unreachable' }],
  ['overview-absent', { scenario: 'absent' }],
  ['overview-absent-dark', { scenario: 'absent', colorScheme: 'dark' }],
  ['overview-default', { scenario: 'default-config' }],
  ['overview-stopped', { scenario: 'stopped' }],
  ['overview-starting', { scenario: 'starting' }],
  ['overview-not-answering', { scenario: 'not-answering' }],
  ['overview-pending', { scenario: 'change-pending' }],
  ['overview-degraded', { scenario: 'degraded' }],
  ['overview-undecided', { scenario: 'undecided' }],
  ['overview-unknown', { scenario: 'unknown' }],
  ['overview-unread', { scenario: 'unread' }],
  ['rights', { scenario: 'not-elevated' }],
  ['rights-dark', { scenario: 'not-elevated', colorScheme: 'dark' }],
  ['rights-small', { scenario: 'not-elevated', width: 640, height: 360 }],
  ['powershell-blocked', { scenario: 'powershell-blocked' }],
  ['folder-open', { scenario: 'folder-open' }],
  ['folder-open-small', { scenario: 'folder-open', width: 640, height: 360, colorScheme: 'dark' }],
  ['overview-many', { scenario: 'many', height: 900 }],
  ['overview-loading', { delayMs: 60_000 }],
  ['overview-medium', { width: 1024, height: 768, scenario: 'losing-data' }],
  ['overview-tall', { width: 640, height: 1500, scenario: 'losing-data' }],
  ['setup-medium', { at: 'setup', width: 1024, height: 768 }],
  ['setup-tall', { at: 'setup', width: 640, height: 1500 }],
  ['about', { at: 'about' }],
  ['setup-metrics', { at: 'setup', scenario: 'default-config' }],
  ['setup-metrics-dark', { at: 'setup', scenario: 'default-config', colorScheme: 'dark' }],
  ['setup-metrics-contrast', { at: 'setup', scenario: 'default-config', colorScheme: 'dark', forcedColors: 'active' }],
  ['setup-metrics-small', { at: 'setup', scenario: 'default-config', width: 640, height: 360 }],
  ['setup-foreign', { at: 'setup', scenario: 'foreign' }],
  ['setup-absent', { at: 'setup', scenario: 'absent' }],
];

/** Clicks to get there, each a button by its name; a text goes into the address. */
const walks: readonly (readonly [name: string, options: OpenOptions, steps: readonly (readonly string[])[]])[] = [
  ['where-empty', { scenario: 'default-config' }, [['Next: Where to'], ['Next: Review']]],
  [
    'where-advice',
    { scenario: 'default-config' },
    [['Next: Where to'], ['type', 'http://prom01.corp.example:9090'], ['Next: Review'], ['Back']],
  ],
  ['where-scheme', { scenario: 'default-config' }, [['Next: Where to'], ['type', 'prom01:9090'], ['Test']]],
  ['where-tested', {}, [['Next: Where to'], ['Test']]],
  ['where-bad-dark', { probe: 'receiver-off', colorScheme: 'dark' }, [['Next: Where to'], ['Test']]],
  ['where-bad-small', { probe: 'receiver-off', width: 640, height: 360 }, [['Next: Where to'], ['Test']]],
  ['where-testing', { stepMs: 60_000 }, [['Next: Where to'], ['Test']]],
  [
    'review',
    { scenario: 'default-config' },
    [['Next: Where to'], ['type', 'https://prom01.corp.example:9090/api/v1/write'], ['Next: Review']],
  ],
  ['review-dark', { colorScheme: 'dark', scenario: 'unreachable' }, [['Next: Where to'], ['Next: Review']]],
  ['review-contrast', { colorScheme: 'dark', forcedColors: 'active' }, [['Next: Where to'], ['Next: Review']]],
  ['review-small', { width: 640, height: 360 }, [['Next: Where to'], ['Next: Review']]],
  [
    'review-foreign',
    { scenario: 'foreign' },
    [['Next: Where to'], ['type', 'https://prom01.corp.example:9090/api/v1/write'], ['Next: Review']],
  ],
  ['result-running', { stepMs: 60_000 }, [['Next: Where to'], ['Next: Review'], ['Apply configuration']]],
  ['result-delivered', {}, [['Next: Where to'], ['Next: Review'], ['Apply configuration'], ['wait', '3500']]],
  [
    'result-delivered-dark',
    { colorScheme: 'dark' },
    [['Next: Where to'], ['Next: Review'], ['Apply configuration'], ['wait', '3500']],
  ],
  [
    'result-delivered-small',
    { width: 640, height: 360 },
    [['Next: Where to'], ['Next: Review'], ['Apply configuration'], ['wait', '3500']],
  ],
  [
    'result-lost',
    { apply: 'lost-data' },
    [['Next: Where to'], ['Next: Review'], ['Apply configuration'], ['wait', '3500']],
  ],
  [
    'result-restored',
    { apply: 'restored' },
    [['Next: Where to'], ['Next: Review'], ['Apply configuration'], ['wait', '800']],
  ],
  [
    'result-undecided-dark',
    { apply: 'undecided', colorScheme: 'dark' },
    [['Next: Where to'], ['Next: Review'], ['Apply configuration'], ['wait', '800']],
  ],
  [
    'result-changed',
    { apply: 'plan-changed' },
    [['Next: Where to'], ['Next: Review'], ['Apply configuration'], ['wait', '800']],
  ],
];

/** The same for what opens over Overview. */
const overlays: readonly (readonly [name: string, options: OpenOptions, steps: readonly (readonly string[])[]])[] = [
  ['dialog-reload', {}, [['Reload configuration']]],
  ['dialog-stop-dark', { colorScheme: 'dark' }, [['More actions'], ['menu', 'Stop service']]],
  ['dialog-test-masked', { scenario: 'masked' }, [['Test endpoint prom01.corp.example']]],
  ['dialog-test', { scenario: 'losing-data', probe: 'receiver-off' }, [['Test endpoint']]],
  ['drawer-component', { scenario: 'degraded' }, [['Show component']]],
  ['drawer-log-dark', { colorScheme: 'dark' }, [['More actions'], ['menu', 'Show log']]],
  ['menu', {}, [['More actions']]],
];

/** Takes them as tests, so that a complaint of the page counts as a failure. */
export function takePictures(folder: string, only = '.'): void {
  const isWanted = ([name]: readonly [string, ...unknown[]]): boolean => new RegExp(only).test(name);
  const all = [
    ...pictures.map(([name, options]) => [name, options, []] as const),
    ...walks.map(([name, options, steps]) => [name, { at: 'setup', ...options }, steps] as const),
    ...overlays,
  ];
  describe('pictures', () => {
    let pages: PageTools;
    beforeAll(async () => {
      mkdirSync(folder, { recursive: true });
      pages = await startPages();
    });
    afterAll(() => pages.close());

    test.each(all.filter(isWanted))('takes %s', async (name, options, steps) => {
      const { page, complaints } = await pages.open(options);
      for (const step of steps) await take(page, step);
      await page.waitForTimeout(400);
      await page.screenshot({ path: path.join(folder, `${name}.png`) });
      await page.context().close();
      expect(complaints).toEqual([]);
    });
  });
}

async function take(page: Page, [what = '', text = '']: readonly string[]): Promise<void> {
  if (what === 'type') await page.getByLabel('Address for remote write').fill(text);
  else if (what === 'wait') await page.waitForTimeout(Number(text));
  else if (what === 'menu') await page.getByRole('menuitem', { name: text }).click();
  else await page.getByRole('button', { name: what, exact: true }).first().click();
}
