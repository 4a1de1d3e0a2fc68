/** Pictures of the page in its states, for the eye. Only on request: `LOOK=<folder> npx vitest run --project unit test/renderer/look.test.ts`. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPages, type OpenOptions, type PageTools } from './page-harness';

const folder = process.env['LOOK'];
const only = process.env['LOOK_ONLY'];

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
  ['overview-many', { scenario: 'many', height: 900 }],
  ['overview-loading', { delayMs: 60_000 }],
  ['about', { at: 'about' }],
];

describe.skipIf(folder === undefined)('pictures', () => {
  let pages: PageTools;
  beforeAll(async () => {
    mkdirSync(folder ?? '', { recursive: true });
    pages = await startPages();
  });
  afterAll(() => pages.close());

  test.each(pictures.filter(([name]) => only === undefined || new RegExp(only).test(name)))(
    'takes %s',
    async (name, options) => {
      const { page, complaints } = await pages.open(options);
      await page.waitForTimeout(500);
      await page.screenshot({ path: path.join(folder ?? '', `${name}.png`) });
      await page.context().close();
      expect(complaints).toEqual([]);
    },
  );
});
