/** Which collectors the table shows, and what stands beside each. */
import type { CollectorName } from '../../../shared/contract/collector-names';
import type { SetupContext } from '../../../shared/contract/setup';
import { collectors, type CollectorFacts, type CollectorGroup } from '../../../shared/setup/collectors';
import { t } from '../../words/t';

export const collectorFilters = ['all', 'fitting', 'chosen'] as const;
export type CollectorFilter = (typeof collectorFilters)[number];

export interface CollectorRow {
  readonly facts: CollectorFacts;
  readonly what: string;
  readonly isChosen: boolean;
  readonly notes: readonly CollectorNote[];
}

export type CollectorNote = 'heavy' | 'slow' | 'risky' | 'found' | 'not-found' | 'needs-settings';

export interface CollectorGroupRows {
  readonly group: CollectorGroup;
  readonly rows: readonly CollectorRow[];
  /** Of the whole group, whatever is shown. */
  readonly chosen: number;
  readonly count: number;
}

export interface CollectorWish {
  readonly chosen: readonly CollectorName[];
  readonly presence: SetupContext['collectorPresence'];
  readonly filter: CollectorFilter;
  readonly search: string;
}

/** Groups in the order of the collectors; a group in which nothing fits is not there. */
export function collectorGroups({ chosen, presence, filter, search }: CollectorWish): readonly CollectorGroupRows[] {
  const isChosen = new Set(chosen);
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<CollectorGroup, { rows: CollectorRow[]; chosen: number; count: number }>();
  for (const facts of collectors) {
    const group = groups.get(facts.group) ?? { rows: [], chosen: 0, count: 0 };
    groups.set(facts.group, group);
    group.count += 1;
    if (isChosen.has(facts.name)) group.chosen += 1;
    const row: CollectorRow = {
      facts,
      what: t(`collector-${facts.name}`),
      isChosen: isChosen.has(facts.name),
      notes: notesOf(facts, presence[facts.name] ?? 'unknown'),
    };
    if (passes(row, filter) && contains(row, words)) group.rows.push(row);
  }
  return [...groups]
    .filter(([, { rows }]) => rows.length > 0)
    .map(([group, { rows, chosen: count, count: all }]) => ({ group, rows, chosen: count, count: all }));
}

function notesOf(facts: CollectorFacts, presence: 'present' | 'absent' | 'unknown'): readonly CollectorNote[] {
  const notes: readonly (readonly [CollectorNote, boolean])[] = [
    ['not-found', presence === 'absent'],
    ['found', presence === 'present' && facts.group === 'role'],
    ['needs-settings', facts.group === 'needs-settings'],
    ['risky', facts.isRisky || facts.mayStopStart],
    ['heavy', facts.isHeavy],
    ['slow', facts.isSlow],
  ];
  return notes.filter(([, holds]) => holds).map(([note]) => note);
}

function passes({ isChosen, notes }: CollectorRow, filter: CollectorFilter): boolean {
  if (filter === 'chosen') return isChosen;
  return filter === 'all' || isChosen || !notes.includes('not-found');
}

function contains({ facts, what }: CollectorRow, words: readonly string[]): boolean {
  const text = `${facts.name} ${what}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
