import { RestoreReason } from '../../../shared/contract/setup';
import { ok, type Result } from '../../../shared/contract/result';
import type { LastChange } from '../../../shared/contract/status';
import { isOpen, type Journal, type JournalRecord } from '../../apply/journal';
import { openChange, wasSwapped } from '../../apply/open-change';
import type { ConfigContent } from '../../machine/config-file';

/**
 * The change that waits for a decision, or else the newest; null when this app never changed anything. While a change
 * runs nothing waits: its own end says what comes next.
 */
export async function readLastChange(
  journal: Journal,
  content: Result<ConfigContent>,
  { isChanging }: { isChanging: boolean },
): Promise<Result<LastChange | null>> {
  // A file that cannot be read says nothing about what waits.
  const open = content.ok && !isChanging ? await openChange(content.value, journal) : ok(undefined);
  if (!open.ok) return open;
  if (open.value) {
    const { record, choices } = open.value;
    return ok({ ...described(record), outcome: outcomeOf(record), choices: [...choices] });
  }
  const newest = await journal.newest((record) => record.outcome !== 'abandoned');
  if (!newest.ok) return newest;
  const record = newest.value;
  if (!record) return ok(null);
  const isOvertaken = content.ok && !isChanging && isOpen(record) && wasSwapped(record);
  return ok({ ...described(record), outcome: isOvertaken ? 'overtaken' : outcomeOf(record), choices: [] });
}

function outcomeOf({ outcome }: JournalRecord): LastChange['outcome'] {
  return outcome === 'abandoned' ? 'unfinished' : outcome;
}

function described({ applyId, startedAtMs, userName, steps, outcome }: JournalRecord) {
  const restoring = steps.findLast(({ step }) => step === 'restoring');
  const why = RestoreReason.safeParse(restoring?.detail);
  const cameBack = outcome === 'restored' || outcome === 'restore-failed';
  return {
    applyId,
    userName,
    atMs: steps.at(-1)?.atMs ?? startedAtMs,
    ...(cameBack && why.success ? { why: why.data } : {}),
  };
}
