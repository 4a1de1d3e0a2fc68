/**
 * Makes `shared/setup/collector-series.ts` from recordings of the Windows exporter: how many series each collector gave
 * on the recorded machine. `node build/generate-collectors.mjs` writes it, `--check` only compares.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const recordings = path.resolve(root, process.env['CORPUS_DIR'] ?? '../shared', 'data', 'alloy-windows');
const target = path.join(root, 'shared', 'setup', 'collector-series.ts');

/**
 * Lines of samples that are the collector's own: the exporter's and the process's families stand on every page.
 * @param {string} page
 * @returns {number}
 */
export function countSeries(page) {
  return page.split('\n').filter((line) => /^windows_(?!exporter_)/.test(line)).length;
}

/**
 * The text of the generated file.
 * @param {string} folder recordings
 * @returns {string}
 */
export function generate(folder) {
  const metrics = /** @type {Record<string, unknown[]>} */ (
    JSON.parse(readFileSync(path.join(folder, 'windows-metrics.json'), 'utf8'))
  );
  // `exporter` stands for the exporter's own families: no collector.
  const names = Object.keys(metrics)
    .filter((name) => name !== 'exporter')
    .toSorted();
  const pageOf = (/** @type {string} */ name) => path.join(folder, 'metrics-text', `${name}.prom`);
  const counts = names.map((name) => ({
    name,
    series: existsSync(pageOf(name)) ? countSeries(readFileSync(pageOf(name), 'utf8')) : undefined,
  }));
  const withSeries = (/** @type {number | undefined} */ wanted) =>
    counts
      .filter(({ series }) => series === wanted)
      .map(({ name }) => name)
      .join(', ');
  return `/**
 * Series that each collector gave on the machine of the recordings (Grafana Alloy 1.18.1, Windows build, simulated
 * counters). Made by \`build/generate-collectors.mjs\`; not edited by hand. 0 is no figure:
 * - no page was recorded: ${withSeries(undefined)}
 * - recorded, nothing to measure: ${withSeries(0)}
 */
export const recordedSeries = {
${counts.map(({ name, series }) => `  ${name}: ${series ?? 0},`).join('\n')}
} as const;
`;
}

if (process.argv[1] === import.meta.filename) {
  const text = generate(recordings);
  if (process.argv.includes('--check')) process.exit(readFileSync(target, 'utf8') === text ? 0 : 1);
  writeFileSync(target, text);
}
