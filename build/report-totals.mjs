/** The last word of the continuous integration: the true totals of the test run, and whether they are good enough. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';
import { totalsLine } from './test-totals-reporter.mjs';

/** @import { Report } from './test-totals-reporter.mjs' */

/**
 * What is wrong with a run that ended, if anything.
 * @param {Report} report
 * @returns {string[]}
 */
export function shortcomings(report) {
  const walks = report.projects['e2e'];
  return [
    ...(report.failed > 0 ? ['tests failed'] : []),
    ...(walks && walks.passed + walks.failed > 0 ? [] : ['no end-to-end test ran']),
  ];
}

function conclude() {
  const file = path.join(root, 'dist/test-totals.json');
  /** @type {Report} */
  const totals = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0, projects: {} };
  const wrong = shortcomings(totals);
  if (wrong.length > 0) console.error(wrong.join('; '));
  console.log(totalsLine(totals));
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) conclude();
