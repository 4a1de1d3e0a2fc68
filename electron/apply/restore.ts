/** The way back: the exact former bytes, then Alloy with them. */
import type { ApplyOutcome, RestoreReason } from '../../shared/contract/setup';
import { fail, ok, type Result } from '../../shared/contract/result';
import type { AlloyApi } from '../alloy-api/alloy-api';
import type { ApplyEnvironment } from './apply-environment';
import { unhealthyOf, waitForReady, type HealthWatch } from './health';
import type { Journal, JournalRecord } from './journal';
import { isFormer } from './open-change';

type RestoredBy = Extract<ApplyOutcome, { state: 'restored' }>['restoredBy'];

export interface RestoreWish {
  readonly why: RestoreReason;
  /** A reload would not be safe, or nobody knows what Alloy has loaded. */
  readonly mustRestart: boolean;
  /** Somebody has stopped the service since: the file goes back, and the service is left as it is. */
  readonly isLeftStopped?: boolean;
  readonly alloyText?: string;
}

/** Restores and writes down how it went. */
export async function restoreAndRecord(
  environment: ApplyEnvironment,
  journal: Journal,
  record: JournalRecord,
  watch: HealthWatch,
  wish: RestoreWish,
): Promise<Result<ApplyOutcome>> {
  const { clock } = environment;
  const { why, alloyText } = wish;
  const noted = await journal.step(record, 'restoring', clock.now(), why);
  // A journal that cannot be written does not stop the way back: the former file matters more than its entry.
  const current = noted.ok ? noted.value : record;
  const restored = await restoreFormer(environment, current, watch, wish);
  if (!restored.ok) {
    await journal.step(current, 'restore-failed', clock.now(), restored.failure.reason);
    return fail(restored.failure.code, 'apply-restore-failed', {
      params: { applyId: record.applyId, reason: restored.failure.reason },
    });
  }
  await journal.step(current, 'restored', clock.now(), restored.value);
  const at = alloyText === undefined ? undefined : positionIn(alloyText);
  return ok({
    state: 'restored',
    applyId: record.applyId,
    why,
    ...(alloyText === undefined || alloyText === '' ? {} : { alloyText }),
    ...(at ? { at } : {}),
    restoredBy: restored.value,
    finishedAtMs: clock.now(),
  });
}

/** `…config.alloy:3:5: expected TERMINATOR, got IDENT` → line 3, column 5. */
function positionIn(alloyText: string): { line: number; column: number } | undefined {
  const match = /:(\d{1,7}):(\d{1,7}): /.exec(alloyText);
  const [line, column] = [Number(match?.[1]), Number(match?.[2])];
  return line >= 1 && column >= 1 ? { line, column } : undefined;
}

/**
 * Puts the former file back and brings Alloy to it: by a reload where that is safe, otherwise by a restart; a service
 * that did not run before is stopped again. Not cancellable: half a way back is the one thing nobody wants.
 */
async function restoreFormer(
  environment: ApplyEnvironment,
  record: JournalRecord,
  watch: HealthWatch,
  { mustRestart, isLeftStopped = false }: RestoreWish,
): Promise<Result<RestoredBy>> {
  const put = await putBack(environment, record);
  if (!put.ok) return put;
  if (isLeftStopped) return ok('file');
  const { signal } = new AbortController();
  if (!record.wasRunning) {
    const stopped = await environment.machine.service.stop(signal);
    return stopped.ok ? ok('stop') : stopped;
  }
  if (!mustRestart) {
    const answer = await watch.api.reload(signal);
    if (answer.state === 'accepted' && (await isBack(environment, watch))) return ok('reload');
  }
  const restarted = await environment.machine.service.restart(signal);
  if (!restarted.ok) return restarted;
  if (await isBack(environment, watch)) return ok('restart');
  return fail('verification-failed', 'apply-restore-failed');
}

async function putBack({ machine }: ApplyEnvironment, { before, after }: JournalRecord): Promise<Result<unknown>> {
  const bytes = before ? Buffer.from(before.bytes, 'base64') : undefined;
  const put = bytes
    ? await machine.configFile.restore(bytes, after.sha256)
    : await machine.configFile.remove(after.sha256);
  if (put.ok || put.failure.code !== 'conflict') return put;
  // The former file may be back already, from an attempt that was cut off between the swap and its entry.
  const now = await machine.configFile.read();
  if (!now.ok) return now;
  return isFormer(now.value, { before }) ? ok(undefined) : put;
}

async function isBack({ limits }: ApplyEnvironment, watch: HealthWatch): Promise<boolean> {
  const { signal } = new AbortController();
  return (await waitForReady(watch, { limitMs: limits.readyMs, signal })) === 'ready';
}

/** Whether only a restart leads back from this text. An Alloy that does not list its components may need one. */
export async function mustRestartAfter(text: string, alloyText: string, api: AlloyApi): Promise<boolean> {
  const components = await api.components();
  if (!components.ok) return true;
  const unhealthyIds = unhealthyOf(components.value).map(({ id }) => id);
  return needsRestartAfterRefusal(text, alloyText, unhealthyIds);
}

/**
 * Cases in which a reload of the former file answers 200 and yet leaves the event source dead, or ends the process
 * (recorded with Alloy 1.18.1). Searched as text: a match inside a string costs a restart, a miss would cost the logs.
 */
function needsRestartAfterRefusal(refusedText: string, alloyText: string, unhealthyIds: readonly string[]): boolean {
  if (/^[ \t]*import\.(file|git|http|string)\b/m.test(refusedText)) return true;
  const named = [alloyText, ...unhealthyIds];
  return named.some((text) => text.includes('loki.source.windowsevent'));
}
