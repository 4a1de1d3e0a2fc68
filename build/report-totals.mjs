/**
 * The last word of the continuous integration: the true totals of the test runs, and whether they are good enough. The
 * suite under Wine is a run of its own, which not every machine can do.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';
import { totalsLine } from './test-totals-reporter.mjs';

/** @import { Report } from './test-totals-reporter.mjs' */

/** The files that runs leave; what is not there did not run. */
const files = ['dist/test-totals.json', 'dist/wine-totals.json'];

/**
 * Runs taken together. Their projects have different names.
 * @param {readonly Report[]} reports
 * @returns {Report}
 */
export function together(reports) {
  /** @param {'passed' | 'failed' | 'skipped'} key */
  const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    projects: Object.assign({}, ...reports.map(({ projects }) => projects)),
  };
}

/**
 * What is wrong with a run that ended, if anything.
 * @param {Report} report
 * @returns {string[]}
 */
export function shortcomings(report) {
  const { e2e, wine } = report.projects;
  return [
    ...(report.failed > 0 ? ['tests failed'] : []),
    ...(e2e && e2e.passed + e2e.failed > 0 ? [] : ['no end-to-end test ran']),
    ...(wine && wine.passed + wine.failed === 0 ? ['no test under Wine ran'] : []),
  ];
}

function conclude() {
  const there = files.map((file) => path.join(root, file)).filter((file) => existsSync(file));
  const totals = together(there.map((file) => JSON.parse(readFileSync(file, 'utf8'))));
  const wrong = shortcomings(totals);
  if (wrong.length > 0) console.error(wrong.join('; '));
  console.log(totalsLine(totals));
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) conclude();
