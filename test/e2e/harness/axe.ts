/** Looks for barriers on a page with axe-core: WCAG 2 A and AA, as far as a program can tell. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

export interface Barrier {
  readonly rule: string;
  readonly help: string;
  readonly impact: string;
  /** One selector for each element concerned. */
  readonly elements: readonly string[];
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.0 to 2.2, levels A and AA. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Tabster, which Fluent UI uses, puts dummies around a trap of focus: they are hidden and take the focus on purpose, to
 * pass it on at once.
 */
const tabsterDummy = 'i[data-tabster-dummy]';

/**
 * The barriers of the page as it is now; `within` looks at one part of it. The source of axe-core comes in by the
 * debugging protocol, to which neither the page's content security policy nor Trusted Types apply.
 */
export async function findBarriers(page: Page, within?: string): Promise<readonly Barrier[]> {
  const isLoaded = await page.evaluate(() => 'axe' in globalThis);
  if (!isLoaded) await page.evaluate(axeSource);
  return page.evaluate(
    async ({ part, values, dummy }) => {
      const { axe: engine } = globalThis as unknown as { axe: typeof axe };
      const { violations } = await engine.run(part ?? document, { runOnly: { type: 'tag', values } });
      const isDummy = (rule: string, selector: string): boolean =>
        rule === 'aria-hidden-focus' && document.querySelector(selector)?.matches(dummy) === true;
      return violations
        .map(({ id, help, impact, nodes }) => ({
          rule: id,
          help,
          impact: impact ?? 'unknown',
          elements: nodes.map(({ target }) => target.flat().join(' ')).filter((selector) => !isDummy(id, selector)),
        }))
        .filter(({ elements }) => elements.length > 0);
    },
    { part: within, values: levels, dummy: tabsterDummy },
  );
}
