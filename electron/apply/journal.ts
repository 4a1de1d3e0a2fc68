/**
 * The journal of changes: one file a transaction, rewritten whole at every step, so that whatever happens to this
 * process the last step and both texts are on disk. Its files are strangers until the schema accepts them.
 */
import { z } from 'zod';
import { ComponentId, maxComponents } from '../../shared/contract/component-id';
import { ApplyId } from '../../shared/contract/setup';
import { Sha256 } from '../../shared/contract/plan';
import { fail, ok, type Result } from '../../shared/contract/result';
import { maxProtectedBytes, type FolderEntry, type ProtectedFolders } from '../machine/folders';

export const journalSteps = [
  'begun',
  'backed-up',
  'swapped',
  'loaded',
  'refused',
  'ended',
  'not-ready',
  'not-loaded',
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
  /** Ids of the components that were unhealthy already; null when a running Alloy did not say. */
  unhealthyBefore: z.array(ComponentId).max(maxComponents).nullable(),
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

/** Outcomes after which the new file may still be there and nobody has said yet whether it stays. */
const openOutcomes: readonly JournalRecord['outcome'][] = ['unfinished', 'undecided', 'restore-failed'];

export function isOpen({ outcome }: JournalRecord): boolean {
  return openOutcomes.includes(outcome);
}

/** In bytes, for the steps of a change and of the decision about it, with what Alloy said. */
const roomForSteps = 512 * 1024;

/** In characters, so that the room holds twenty steps, whatever Alloy said. */
const maxDetail = 4_000;

export class Journal {
  readonly #folders: ProtectedFolders;
  /** What was read already, by name: a journal is looked at every few seconds, and most of its files never change. */
  readonly #known = new Map<string, { readonly stamp: string; readonly record: JournalRecord | undefined }>();

  constructor(folders: ProtectedFolders) {
    this.#folders = folders;
  }

  /** The first save; texts that leave no room for the steps of their change are `unsupported` / `config-too-large`. */
  async begin(record: JournalRecord): Promise<Result<JournalRecord>> {
    return bytesOf(record).length > maxProtectedBytes - roomForSteps
      ? fail('unsupported', 'config-too-large', { params: { path: record.configPath } })
      : this.save(record);
  }

  /** Writes the record as it is now. Nothing may be changed before this has returned `ok`. */
  async save(record: JournalRecord): Promise<Result<JournalRecord>> {
    const written = await this.#folders.write('journal', fileName(record.applyId), bytesOf(record));
    return written.ok ? ok(record) : written;
  }

  /** The same record one step further, saved. */
  async step(record: JournalRecord, step: JournalStep, atMs: number, detail?: string): Promise<Result<JournalRecord>> {
    return this.save({
      ...record,
      steps: [...record.steps, { atMs, step, ...(detail === undefined ? {} : { detail: detail.slice(0, maxDetail) }) }],
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
    const entries = listed.value.filter(({ name }) => name.endsWith('.json'));
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? 1 : -1))) {
      const record = await this.#recordOf(entry);
      if (!record.ok) return record;
      if (record.value && accepts(record.value)) return ok(record.value);
    }
    return ok(undefined);
  }

  /**
   * The record that decides about a file with this hash: the newest that put these bytes there and did not take them
   * away again. Undefined when this app never left them.
   */
  async ownerOf(sha256: string): Promise<Result<JournalRecord | undefined>> {
    return this.newest(
      ({ after, outcome }) => after.sha256 === sha256 && outcome !== 'restored' && outcome !== 'abandoned',
    );
  }

  /** Undefined for a damaged one; one that cannot be read just now is a failure, and not as if it were not there. */
  async #recordOf({ name, modifiedAtMs, sizeBytes }: FolderEntry): Promise<Result<JournalRecord | undefined>> {
    const stamp = `${modifiedAtMs}:${sizeBytes}`;
    const known = this.#known.get(name);
    if (known?.stamp === stamp) return ok(known.record);
    const read = await this.#folders.read('journal', name);
    if (!read.ok) return read.failure.code === 'not-found' ? ok(undefined) : read;
    const record = parseRecord(read.value);
    this.#known.set(name, { stamp, record });
    return ok(record);
  }
}

function bytesOf(record: JournalRecord): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(record, undefined, 1));
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
