/** A change that a person still has to decide about, judged by the file that is there now. */
import { fail, ok, type Failure, type Result } from '../../shared/contract/result';
import type { ChangeChoice } from '../../shared/contract/setup';
import type { ConfigContent } from '../machine/config-file';
import { isOpen, type Journal, type JournalRecord } from './journal';

export interface OpenChange {
  readonly record: JournalRecord;
  /** What can still be done: keeping needs the new file in place, restoring also works where the former one is back. */
  readonly choices: readonly ChangeChoice[];
}

/**
 * The change that waits for a decision; undefined when none does. The record that owns the bytes on disk comes first.
 * Otherwise the newest change counts whose way back was cut off: its former file is there, and Alloy may not have it.
 */
export async function openChange(content: ConfigContent, journal: Journal): Promise<Result<OpenChange | undefined>> {
  const owner = content.state === 'file' ? await journal.ownerOf(content.sha256) : ok(undefined);
  if (!owner.ok) return owner;
  if (owner.value && isOpen(owner.value)) return ok({ record: owner.value, choices: ['restore', 'keep'] });
  const newest = await journal.newest((record) => record.outcome !== 'abandoned' && wasSwapped(record));
  if (!newest.ok) return newest;
  const record = newest.value;
  if (!record || !isOpen(record) || !isFormer(content, record)) return ok(undefined);
  return ok({ record, choices: ['restore'] });
}

/**
 * Why no other change may begin: the file on disk waits for a decision, and a second change would take its way back
 * away. Undefined where none waits, or where the former file is there and a new change loses nothing.
 */
export async function refusalWhileOpen(content: ConfigContent, journal: Journal): Promise<Result<Failure | undefined>> {
  const open = await openChange(content, journal);
  if (!open.ok) return open;
  return ok(open.value?.choices.includes('keep') ? fail('conflict', 'apply-undecided').failure : undefined);
}

/** Whether the new file was ever in place, as far as the journal knows. */
export function wasSwapped({ steps }: JournalRecord): boolean {
  return steps.some(({ step }) => step === 'swapped' || step === 'restoring');
}

/** Whether what is there is what the change had found. */
export function isFormer(content: ConfigContent, { before }: Pick<JournalRecord, 'before'>): boolean {
  if (!before) return content.state === 'absent';
  return content.state === 'file' && content.sha256 === before.sha256;
}
