/**
 * The journal of changes: one file a transaction, rewritten whole at every step, so that whatever happens to this
 * process the last step and both texts are on disk. Its files are strangers until the schema accepts them.
 */
import { z } from 'zod';
import { ComponentId, maxComponents } from '../../shared/contract/component-id';
import { ApplyId } from '../../shared/contract/setup';
import { Sha256 } from '../../shared/contract/plan';
import { ok, type Result } from '../../shared/contract/result';
import type { ProtectedFolders } from '../machine/folders';

export const journalSteps = [
  'begun',
  'backed-up',
  'swapped',
  'loaded',
  'refused',
  'ended',
  'not-ready',
  'ready',
  'checked',
  'undecided',
  'restoring',
  'restored',
  'restore-failed',
  'committed',
  'abandoned',
] as const;
export type JournalStep = (typeof journalSteps)[number];

export const JournalRecord = z.strictObject({
  version: z.literal(1),
  applyId: ApplyId,
  startedAtMs: z.number(),
  userName: z.string().max(300),
  configPath: z.string().max(1_000),
  /** The exact bytes that were there, in base64; null where there was no file. */
  before: z.strictObject({ sha256: Sha256, bytes: z.base64() }).nullable(),
  after: z.strictObject({ sha256: Sha256, text: z.string() }),
  wasRunning: z.boolean(),
  /** Ids of the components that were unhealthy already. */
  unhealthyBefore: z.array(ComponentId).max(maxComponents),
  steps: z.array(
    z.strictObject({ atMs: z.number(), step: z.enum(journalSteps), detail: z.string().max(20_000).optional() }),
  ),
  outcome: z.enum(['unfinished', 'committed', 'restored', 'undecided', 'restore-failed', 'abandoned']),
});
export type JournalRecord = z.infer<typeof JournalRecord>;

const outcomeOf: Partial<Record<JournalStep, JournalRecord['outcome']>> = {
  committed: 'committed',
  restored: 'restored',
  undecided: 'undecided',
  'restore-failed': 'restore-failed',
  abandoned: 'abandoned',
};

export class Journal {
  readonly #folders: ProtectedFolders;

  constructor(folders: ProtectedFolders) {
    this.#folders = folders;
  }

  /** Writes the record as it is now. Nothing may be changed before this has returned `ok`. */
  async save(record: JournalRecord): Promise<Result<JournalRecord>> {
    const bytes = new TextEncoder().encode(JSON.stringify(record, undefined, 1));
    const written = await this.#folders.write('journal', fileName(record.applyId), bytes);
    return written.ok ? ok(record) : written;
  }

  /** The same record one step further, saved. */
  async step(record: JournalRecord, step: JournalStep, atMs: number, detail?: string): Promise<Result<JournalRecord>> {
    return this.save({
      ...record,
      steps: [...record.steps, { atMs, step, ...(detail === undefined ? {} : { detail: detail.slice(0, 20_000) }) }],
      outcome: outcomeOf[step] ?? (step === 'restoring' ? 'unfinished' : record.outcome),
    });
  }

  /** `not-found` when there is none; a damaged file counts as none. */
  async read(applyId: string): Promise<Result<JournalRecord | undefined>> {
    const read = await this.#folders.read('journal', fileName(applyId));
    if (!read.ok) return read.failure.code === 'not-found' ? ok(undefined) : read;
    return ok(parseRecord(read.value));
  }

  /** The newest record that can be read, of those the predicate accepts. Ids begin with the time, so names sort by it. */
  async newest(accepts: (record: JournalRecord) => boolean = () => true): Promise<Result<JournalRecord | undefined>> {
    const listed = await this.#folders.list('journal');
    if (!listed.ok) return listed;
    const names = listed.value.map((entry) => entry.name).filter((name) => name.endsWith('.json'));
    for (const name of names.toSorted().toReversed()) {
      const read = await this.#folders.read('journal', name);
      if (!read.ok) continue;
      const record = parseRecord(read.value);
      if (record && accepts(record)) return ok(record);
    }
    return ok(undefined);
  }

  /** Hash of the last text that this app put in place and left there; undefined when it never did. */
  async lastOwnHash(): Promise<Result<string | undefined>> {
    const newest = await this.newest((record) => record.outcome === 'committed' || record.outcome === 'undecided');
    return newest.ok ? ok(newest.value?.after.sha256) : newest;
  }
}

function fileName(applyId: string): string {
  return `${applyId}.json`;
}

function parseRecord(bytes: Uint8Array): JournalRecord | undefined {
  try {
    const parsed = JournalRecord.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
