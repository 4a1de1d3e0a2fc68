/**
 * Derives the demo Alloy's own data from the reference recordings: component names and exports, the pages of the
 * Windows collectors, the metadata of Alloy's own metrics. The reference lies in `$CORPUS_DIR/data` (default `../shared`).
 *
 * Usage: node build/generate-demo-alloy-data.mjs
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { format, resolveConfig } from 'prettier';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const reference = join(resolve(root, process.env['CORPUS_DIR'] ?? '../shared'), 'data');
const target = join(root, 'electron/demo-alloy/data');

const readJson = (path) => JSON.parse(readFileSync(join(reference, path), 'utf8'));

/** Formatted as the rest of the tree, so that a difference after a new recording can be read. */
async function writeEntries(name, entries) {
  const path = join(target, name);
  const options = await resolveConfig(path);
  writeFileSync(path, await format(JSON.stringify(entries, null, 1), { ...options, filepath: path }));
}

function componentFacts() {
  const { components } = readJson('alloy-components.json');
  return Object.fromEntries(
    components.map((component) => [
      component.name,
      {
        stability: component.stability,
        exports: Object.fromEntries((component.exports ?? []).map((field) => [field.name, field.wire ?? field.type])),
      },
    ]),
  );
}

/** The page of one collector without the exporter's own families, which depend on what is enabled. */
function collectorText(text) {
  return text
    .split('\n')
    .filter((line) => line !== '' && !/^(# (HELP|TYPE) )?windows_exporter_/.test(line))
    .join('\n');
}

function collectorPages() {
  const folder = join(reference, 'alloy-windows/metrics-text');
  const { windowsCollectors } = readJson('alloy-components.json');
  const names = Array.isArray(windowsCollectors)
    ? windowsCollectors.map((c) => c.name)
    : Object.keys(windowsCollectors);
  const recorded = new Set(readdirSync(folder).map((file) => file.replace(/\.prom$/, '')));
  return Object.fromEntries(
    names.map((name) => [
      name,
      recorded.has(name) ? collectorText(readFileSync(join(folder, `${name}.prom`), 'utf8')) : '',
    ]),
  );
}

/** Help and type of each family that a recorded Alloy served about itself. */
function ownFamilies() {
  const families = {};
  for (const file of ['01-healthy/006-metrics.full.gz', '02-receiver-off/02-metrics-15s-full.full.gz']) {
    const text = gunzipSync(readFileSync(join(reference, 'alloy-http', file))).toString('utf8');
    for (const line of text.split('\n')) {
      const match = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line);
      if (!match) continue;
      const family = (families[match[2]] ??= { type: 'untyped', help: '' });
      family[match[1] === 'HELP' ? 'help' : 'type'] = match[3];
    }
  }
  const wanted = /^(alloy_|go_|process_|prometheus_|remotecfg_|net_conntrack_|deprecated_flags)/;
  return Object.fromEntries(
    Object.entries(families)
      .filter(([name]) => wanted.test(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

await writeEntries('components.json', componentFacts());
await writeEntries('collector-pages.json', collectorPages());
await writeEntries('own-families.json', ownFamilies());
