/** What `prometheus.exporter.windows` does with the names and lists it is given, before it collects anything. */
import pages from '../data/collector-pages.json' with { type: 'json' };
import { compileGoRegexp } from '../prometheus/go-regexp';
import { ComponentError } from './component';
import { exchangeParts, mssqlParts, netframeworkParts, timeParts, type WindowsArguments } from './windows-arguments';

/** Removed in earlier versions; the names are dropped with a warning instead of being refused. */
const removed = ['cs', 'logon'];

export const collectorNames: readonly string[] = Object.keys(pages);

export interface EnabledCollectors {
  readonly names: readonly string[];
  readonly removed: readonly string[];
}

/** Joined by commas and split again, as the original does; blanks and repetitions do not matter. */
export function enabledCollectors(list: readonly string[] | undefined): EnabledCollectors {
  const gone = (list ?? []).filter((name) => removed.includes(name));
  const kept = (list ?? []).filter((name) => !removed.includes(name));
  const names = kept
    .join(',')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return { names: [...new Set(names)].sort(), removed: gone };
}

/** Throws the text with which the original refuses to build. */
export function checkCollectors(names: readonly string[], args: WindowsArguments): void {
  checkExpressions(args);
  // An unknown name makes the original build every collector before it gives up, so sub-lists are not looked at first.
  const unknown = names.find((name) => !collectorNames.includes(name));
  if (unknown !== undefined)
    throw new ComponentError(`failed to create handler with collectors: unknown collector ${unknown}`);
  for (const name of names) {
    const problem = subListProblem(name, args);
    if (problem !== undefined) throw new ComponentError(`error build collector ${name}: ${problem}`);
  }
}

/** Expressions are compiled for every block, also for collectors that are off. */
function checkExpressions(args: WindowsArguments): void {
  const blocks = Object.values(args as Readonly<Record<string, unknown>>);
  for (const block of blocks) {
    if (typeof block !== 'object' || block === null || Array.isArray(block)) continue;
    for (const [name, text] of Object.entries(block as Readonly<Record<string, unknown>>)) {
      if (!/(?:^|_)(?:include|exclude)$/.test(name) || typeof text !== 'string') continue;
      const reading = compileGoRegexp(wrapped(text));
      if (!reading.ok) throw new ComponentError(reading.message);
    }
  }
}

/** How Alloy hands include and exclude expressions on: anchored at both ends. */
export function wrapped(expression: string): string {
  return `^(?:${expression})$`;
}

const subCollectors: Readonly<Record<string, readonly string[]>> = {
  dns: ['metrics', 'wmi_stats'],
  net: ['metrics', 'nic_info'],
  logical_disk: ['metrics', 'bitlocker_status'],
};

const plainLists: Readonly<Record<string, readonly string[]>> = {
  exchange: exchangeParts,
  time: timeParts,
  netframework: netframeworkParts,
  mssql: mssqlParts,
};

interface SubLists {
  readonly enabled_list?: readonly string[];
  readonly enabled_classes?: readonly string[];
}

function subListProblem(name: string, args: WindowsArguments): string | undefined {
  const block = (args as Readonly<Record<string, unknown>>)[name] as SubLists | undefined;
  // Joined and split again, an empty list is a list with one empty name.
  const given = (block?.enabled_list ?? block?.enabled_classes ?? []).join(',').split(',');
  const detailed = subCollectors[name];
  if (detailed) {
    const unknown = given.find((item) => !detailed.includes(item));
    return unknown === undefined
      ? undefined
      : `unknown sub collector: ${unknown}. Possible values: ${detailed.join(', ')}`;
  }
  const plain = plainLists[name];
  if (!plain) return undefined;
  // `netframework` takes an empty list for all of them.
  if (name === 'netframework' && given.join('') === '') return undefined;
  const unknown = given.find((item) => !plain.includes(item));
  return unknown === undefined ? undefined : `unknown collector: ${unknown}`;
}
