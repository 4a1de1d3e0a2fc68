/**
 * The wizard's value as the text of a configuration, formatted as `alloy fmt` does, and back. Reading is the exact
 * inverse of writing and nothing more: whatever a person changed makes the text theirs.
 */
import { collectorNames, type CollectorName } from '../contract/collector-names';
import { logLevels, SetupValue } from '../contract/setup';
import { writeList, writeString } from '../language/literal-writer';
import { parse } from '../language/parser';
import { decodeString } from '../language/values';
import { fileOf, type Attribute, type Block, type Expression, type Statement } from '../language/views';
import { exporterJob } from './defaults';

export interface Machine {
  /** What the exporter itself puts into `instance`. */
  readonly computerName: string;
}

/** Labels of the blocks that the wizard writes. */
const exporter = 'prometheus.exporter.windows "local"';
const relabel = 'discovery.relabel "windows"';
const scrape = 'prometheus.scrape "windows"';
const remoteWrite = 'prometheus.remote_write "central"';

/** Every user text goes through the literal writer. The text ends with a line end and parses without a problem. */
export function writeConfig(value: SetupValue, machine: Machine): string {
  const { metrics, endpoint } = value;
  const rules = relabelRules(value, machine);
  const targets = rules.length === 0 ? 'prometheus.exporter.windows.local.targets' : 'discovery.relabel.windows.output';
  const blocks = [
    block('logging', [['level', writeString(metrics.logLevel)]]),
    block(exporter, [['enabled_collectors', collectorList(metrics.collectors)]]),
    ...(rules.length === 0 ? [] : [relabelBlock(rules)]),
    block(scrape, [
      ['targets', targets],
      ['forward_to', '[prometheus.remote_write.central.receiver]'],
      ['scrape_interval', writeString(`${metrics.scrapeIntervalSeconds}s`)],
      ['scrape_timeout', writeString(`${metrics.scrapeTimeoutSeconds}s`)],
    ]),
    `${remoteWrite} {\n${indent(block('endpoint', [['url', writeString(endpoint.url)]]))}}\n`,
  ];
  return blocks.join('\n');
}

const collectorsPerLine = 6;

/** A long list over several lines, so that a difference shows what changed; the formatter leaves both forms alone. */
function collectorList(names: readonly CollectorName[]): string {
  const literals = names.map(writeString);
  if (literals.length <= collectorsPerLine) return writeList(literals);
  const lines = Array.from({ length: Math.ceil(literals.length / collectorsPerLine) }, (_, at) =>
    literals.slice(at * collectorsPerLine, (at + 1) * collectorsPerLine).join(', '),
  );
  return `[\n${lines.map((line) => `\t\t${line},\n`).join('')}\t]`;
}

/**
 * The labels that have to be set because the exporter's own are others: `job` and `instance` stand on its target, so
 * `job_name` of the scrape would do nothing to them.
 */
function relabelRules({ metrics }: SetupValue, { computerName }: Machine): readonly (readonly [string, string])[] {
  return [
    ...(metrics.job === exporterJob ? [] : [['job', metrics.job] as const]),
    ...(metrics.instance === computerName ? [] : [['instance', metrics.instance] as const]),
  ];
}

function relabelBlock(rules: readonly (readonly [string, string])[]): string {
  const written = rules.map(([label, text]) =>
    block('rule', [
      ['target_label', writeString(label)],
      ['replacement', writeString(escapeReplacement(text))],
    ]),
  );
  const targets = '\ttargets = prometheus.exporter.windows.local.targets\n';
  return `${relabel} {\n${targets}\n${written.map(indent).join('\n')}}\n`;
}

/**
 * A replacement is a template of Go's `Regexp.Expand` (prometheus/prometheus `model/relabel/relabel.go`), in which `$$`
 * stands for one dollar sign.
 */
function escapeReplacement(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** Consecutive attributes have their equals signs in one column. */
function block(head: string, attributes: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...attributes.map(([name]) => name.length));
  const lines = attributes.map(([name, value]) => `\t${name.padEnd(width)} = ${value}\n`);
  return `${head} {\n${lines.join('')}}\n`;
}

/** Only a line feed ends a line: U+2028 is one for a regular expression, but for Alloy it is text in a literal. */
function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `\t${line}`))
    .join('\n');
}

export type ReadConfig = { readonly state: 'read'; readonly value: SetupValue } | { readonly state: 'not-ours' };

/** The value of a text that `writeConfig` made on this machine; `not-ours` for every other text. */
export function readConfig(text: string, machine: Machine): ReadConfig {
  const value = valueOf(text, machine);
  const parsed = SetupValue.safeParse(value);
  if (!parsed.success || writeConfig(parsed.data, machine) !== text) return { state: 'not-ours' };
  return { state: 'read', value: parsed.data };
}

function valueOf(text: string, { computerName }: Machine): unknown {
  const { tree, problems } = parse(text);
  if (problems.length > 0) return undefined;
  const { statements } = fileOf(tree);
  const attributes = (name: string): readonly Attribute[] => attributesOf(findBlock(statements, name)?.body ?? []);
  const scrapeAttributes = attributes('prometheus.scrape');
  const endpoint = findBlock(findBlock(statements, 'prometheus.remote_write')?.body ?? [], 'endpoint');
  const labels = relabelledOf(findBlock(statements, 'discovery.relabel')?.body ?? []);
  return {
    metrics: {
      collectors: textsIn(attributes('prometheus.exporter.windows'), 'enabled_collectors').filter(isCollector),
      scrapeIntervalSeconds: secondsIn(scrapeAttributes, 'scrape_interval'),
      scrapeTimeoutSeconds: secondsIn(scrapeAttributes, 'scrape_timeout'),
      logLevel: logLevels.find((level) => level === textIn(attributes('logging'), 'level')),
      job: labels.get('job') ?? exporterJob,
      instance: labels.get('instance') ?? computerName,
    },
    endpoint: { url: textIn(attributesOf(endpoint?.body ?? []), 'url') },
  };
}

function relabelledOf(body: readonly Statement[]): ReadonlyMap<string, string> {
  const rules = body.filter((statement): statement is Block => statement.kind === 'block' && statement.name === 'rule');
  return new Map(
    rules.map(({ body: rule }) => {
      const attributes = attributesOf(rule);
      return [
        textIn(attributes, 'target_label') ?? '',
        (textIn(attributes, 'replacement') ?? '').replaceAll('$$', '$'),
      ];
    }),
  );
}

function isCollector(name: string): name is CollectorName {
  return (collectorNames as readonly string[]).includes(name);
}

function findBlock(statements: readonly Statement[], name: string): Block | undefined {
  return statements.find((statement): statement is Block => statement.kind === 'block' && statement.name === name);
}

function attributesOf(statements: readonly Statement[]): readonly Attribute[] {
  return statements.filter((statement): statement is Attribute => statement.kind === 'attribute');
}

function textIn(attributes: readonly Attribute[], name: string): string | undefined {
  const attribute = attributes.find((candidate) => candidate.name.text === name);
  return attribute && textOf(attribute.value);
}

function textsIn(attributes: readonly Attribute[], name: string): readonly string[] {
  const value = attributes.find((candidate) => candidate.name.text === name)?.value;
  return value?.kind === 'list' ? value.elements.map((element) => textOf(element) ?? '') : [];
}

function textOf(expression: Expression): string | undefined {
  return expression.kind === 'literal' && expression.type === 'string'
    ? decodeString(expression.text)?.text
    : undefined;
}

function secondsIn(attributes: readonly Attribute[], name: string): number | undefined {
  const match = /^(\d{1,5})s$/.exec(textIn(attributes, name) ?? '');
  return match ? Number(match[1]) : undefined;
}

const defaultAttributes = new Set(['level', 'format', 'windows_event_log']);

/**
 * The file as the installer leaves it: a `logging` block and nothing else (grafana/alloy `packaging/windows/config.alloy`,
 * which differs between versions in the attributes of that block). A comment is somebody's work and makes it theirs.
 */
export function isInstallerDefault(text: string): boolean {
  const { tree, problems } = parse(text);
  if (problems.length > 0 || /\/\/|\/\*/.test(text)) return false;
  const { statements } = fileOf(tree);
  const [only] = statements;
  if (statements.length !== 1 || only?.kind !== 'block' || only.name !== 'logging' || only.label) return false;
  return only.body.every(
    (statement) =>
      statement.kind === 'attribute' &&
      defaultAttributes.has(statement.name.text) &&
      statement.value.kind === 'literal',
  );
}
