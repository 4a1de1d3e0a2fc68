// @ts-nocheck -- walks recordings of many shapes; what it writes is read through schemas and held by tests
/**
 * Derives the demo Alloy's own data from the reference recordings: component names and exports, the pages of the
 * Windows collectors, the metadata of Alloy's own metrics. The reference lies in `$CORPUS_DIR/data` (default `../shared`).
 *
 * Usage: node build/generate-demo-alloy-data.mjs
 */
import { chmodSync, copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
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
  const wanted = /^(alloy_|go_|local_file_|process_|prometheus_|remotecfg_|net_conntrack_|deprecated_flags)/;
  return Object.fromEntries(
    Object.entries(families)
      .filter(([name]) => wanted.test(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

await writeEntries('components.json', componentFacts());
await writeEntries('collector-pages.json', collectorPages());
await writeEntries('own-families.json', ownFamilies());

// What follows is for the tests: recordings, shortened to what they compare.

const fixtures = join(root, 'test/fixtures/demo-alloy');
const http = (path) => join(reference, 'alloy-http', path);
const textOf = (path) => readFileSync(path, 'utf8');

function writeFixture(name, value) {
  writeFileSync(join(fixtures, name), `${JSON.stringify(value, null, 1)}\n`);
}

/** One request and its answer; long bodies of pages whose values move are left out. */
function recordedRequest(folder, meta) {
  const { request, status, headers } = readJson(`alloy-http/${folder}/${meta}`);
  const body = http(`${folder}/${meta.replace('.meta.json', '.body')}`);
  const keepsBody = existsSync(body) && !readJson(`alloy-http/${folder}/${meta}`).note?.includes('trimmed');
  const isPage = headers?.['Content-Type']?.includes('version=0.0.4');
  return {
    name: meta.replace('.meta.json', ''),
    request: { method: request.method, path: request.path, headers: request.headers, body: request.body },
    status,
    headers,
    ...(keepsBody && !isPage ? { body: textOf(body) } : {}),
  };
}

function recordedRequests(folder, from, to) {
  return readdirSync(http(folder))
    .filter((name) => name.endsWith('.meta.json'))
    .filter(
      (name) => Number(name.slice(0, name.indexOf('-'))) >= from && Number(name.slice(0, name.indexOf('-'))) <= to,
    )
    .sort()
    .map((name) => recordedRequest(folder, name))
    .filter((entry) => entry.status !== undefined);
}

function reloadCases() {
  const folder = '04-reload';
  return readJson(`alloy-http/${folder}/02-summary.json`).map((entry) => {
    const config = http(`${folder}/${entry.case}/config.alloy`);
    const state = readJson(`alloy-http/${folder}/${entry.case}/02-state.json`);
    return {
      case: entry.case,
      what: entry.what,
      ...(existsSync(config) ? { configBase64: readFileSync(config).toString('base64') } : {}),
      status: entry.status,
      body: entry.body,
      healthyStatus: entry.healthy_status,
      lastLoadSuccessful: entry.last_load_successful_after,
      components: state.after.components.map(({ id, state: health, message }) => ({ id, health, message })),
    };
  });
}

function startFailures() {
  return readdirSync(http('05-start-failures'))
    .filter((name) => name.endsWith('.cmd.json'))
    .sort()
    .map((name) => {
      const {
        args,
        rc,
        stdout,
        stderr,
        ready_after_ms: readyAfterMs,
        note,
      } = readJson(`alloy-http/05-start-failures/${name}`);
      const config = http(`05-start-failures/${name.replace(/^\d+-(.*)\.cmd\.json$/, '$1')}.alloy`);
      // Lines of the log at level info differ from start to start.
      const kept = (stderr ?? '').split('\n').filter((line) => !/level=(info|warn|debug)|"level":/.test(line));
      return {
        case: name.replace('.cmd.json', ''),
        args,
        exitCode: rc,
        isReady: readyAfterMs !== null && readyAfterMs !== undefined,
        note,
        stdout,
        stderr: kept.join('\n'),
        ...(existsSync(config) ? { configBase64: readFileSync(config).toString('base64') } : {}),
      };
    });
}

function exporterVariants() {
  return readJson('alloy-windows/exporter-variants.json').results.map((entry) => ({
    name: entry.name,
    config: entry.config,
    status: entry.reload_status,
    body: entry.reload_body,
    crashed: entry.crashed === true,
    components: (entry.components ?? []).map(({ id, health, message }) => ({ id, health, message })),
    pageStatus: entry.metrics_status,
  }));
}

function endpointCases() {
  const kinds = [
    'ok204',
    'html200',
    '400',
    '401',
    '404',
    '500',
    '429',
    '429off',
    'refused',
    'noscheme',
    '301',
    '302',
    '307',
    '308',
    '308off',
    'loop',
  ];
  return kinds.flatMap((kind) => {
    const folder = http(`03-endpoints/rw-${kind}`);
    if (!existsSync(folder)) return [];
    const { endpoint, received } = JSON.parse(textOf(join(folder, 'case.json')));
    const log = textOf(join(folder, 'log.jsonl'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).line);
    const figures = (file) =>
      Object.fromEntries(
        textOf(join(folder, file))
          .split('\n')
          .flatMap((line) => {
            const match =
              /^prometheus_remote_storage_(samples_\w+|bytes_total|queue_highest_sent_timestamp_seconds)\{.*\} (\S+)$/.exec(
                line,
              );
            return match ? [[match[1], Number(match[2])]] : [];
          }),
      );
    return [
      {
        kind,
        endpoint,
        firstMethods: (received ?? []).slice(0, 3).map(({ method, path }) => `${method} ${path}`),
        firstComplaint: log.find((line) => !line.includes('level=info')) ?? null,
        after690s: figures('metrics-690s.prom'),
      },
    ];
  });
}

/** Names of the labels of every series that Alloy serves about itself, in the order it writes them. */
function ownSeries() {
  const text = gunzipSync(readFileSync(http('01-healthy/006-metrics.full.gz'))).toString('utf8');
  const series = {};
  for (const line of text.split('\n')) {
    const match = /^([^#{ ]+)(\{.*\})? /.exec(line);
    if (!match) continue;
    series[match[1]] = [...(match[2] ?? '').matchAll(/(\w+)="/g)].map(([, label]) => label);
  }
  return series;
}

writeFixture('own-series.json', ownSeries());
writeFixture('healthy-requests.json', recordedRequests('01-healthy', 1, 114));
writeFixture('page-requests.json', recordedRequests('01e-ui-standin', 1, 60));
writeFixture('reload-cases.json', reloadCases());
writeFixture('start-failures.json', startFailures());
writeFixture('exporter-variants.json', exporterVariants());
writeFixture('exporter-detail.json', readJson('alloy-windows/exporter-detail.json'));
writeFixture('exporter-lifecycle.json', readJson('alloy-windows/exporter-lifecycle.json'));
writeFixture('endpoint-cases.json', endpointCases());
for (const [name, path] of [
  ['healthy.alloy', '01-healthy/config.alloy'],
  ['prometheus-has.json', '01-healthy/113-prometheus-has.json'],
  ['reload-base.alloy', '04-reload/config.alloy'],
]) {
  copyFileSync(http(path), join(fixtures, name));
  chmodSync(join(fixtures, name), 0o644);
}
