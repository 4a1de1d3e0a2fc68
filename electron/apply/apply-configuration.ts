/**
 * The one transaction that changes the configuration: look, journal, back up, swap, load, watch, commit or restore.
 * Read `applyConfiguration` as its table of contents.
 */
import type { OperationContext } from '../../shared/contract/contract';
import { fail, ok, type Result } from '../../shared/contract/result';
import type { ApplyOutcome } from '../../shared/contract/setup';
import type { ProgressId } from '../../shared/contract/words';
import type { ReloadAnswer } from '../alloy-api/alloy-api';
import { redactCredentials } from '../alloy-api/redaction';
import type { ConfigContent, ExpectedContent } from '../machine/config-file';
import type { ApplyEnvironment } from './apply-environment';
import { sha256Of } from './hashes';
import { unhealthyOf, waitForList, waitForReady, type HealthWatch, type Listed } from './health';
import { Journal, type JournalRecord, type JournalStep } from './journal';
import { refusalWhileOpen } from './open-change';
import { mustRestartAfter, restoreAndRecord, type RestoreWish } from './restore';

export interface ApplyWish {
  readonly text: string;
  /** What the plan was made for; anything else on disk is a conflict. */
  readonly expected: ExpectedContent;
}

type Context = Pick<OperationContext, 'signal' | 'report'>;

/** Applies the text under the machine-wide lock. A failure means that nothing was changed, or says what could not be undone. */
export async function applyConfiguration(
  environment: ApplyEnvironment,
  wish: ApplyWish,
  context: Context,
): Promise<Result<ApplyOutcome>> {
  report(context, 'progress-lock', 0);
  const lock = await environment.machine.lock.acquire('apply');
  if (!lock.ok) return lock;
  try {
    return await new Transaction(environment, wish, context).run();
  } finally {
    await lock.value.release();
  }
}

const stepCount = 7;
const cancelled = fail('cancelled', 'operation-cancelled');

function report(context: Context, id: ProgressId, stepIndex: number, canCancel = true): void {
  context.report({ step: { id }, stepIndex, stepCount, canCancel });
}

class Transaction {
  readonly #environment: ApplyEnvironment;
  readonly #wish: ApplyWish;
  readonly #context: Context;
  readonly #journal: Journal;
  /** The record as it was last written. */
  #latest: JournalRecord | undefined;

  constructor(environment: ApplyEnvironment, wish: ApplyWish, context: Context) {
    this.#environment = environment;
    this.#wish = wish;
    this.#context = context;
    this.#journal = new Journal(environment.machine.folders);
  }

  async run(): Promise<Result<ApplyOutcome>> {
    report(this.#context, 'progress-baseline', 1);
    const settings = await this.#environment.machine.service.settings();
    if (!settings.ok) return settings;
    const { machine, clock } = this.#environment;
    const api = this.#environment.alloyApi(settings.value.listenAddress);
    const watch: HealthWatch = { api, service: machine.service, clock };
    const begun = await this.#begin(watch);
    if (!begun.ok) return begun;
    if (this.#context.signal.aborted) return this.#abandon(begun.value, cancelled);

    report(this.#context, 'progress-back-up', 2);
    const kept = await this.#backUp(begun.value);
    if (!kept.ok) return kept;

    report(this.#context, 'progress-write', 3, false);
    // From here on nobody can cancel; who did so before must not find the file changed.
    if (this.#context.signal.aborted) return this.#abandon(kept.value, cancelled);
    const replaced = await machine.configFile.replace(this.#wish.text, this.#wish.expected);
    // Alloy is not told of a write that failed, so a reload is enough to be sure of what it has.
    if (!replaced.ok && !(await this.#isInPlace(kept.value))) return this.#abandon(kept.value, replaced);
    return this.#orBack(kept.value, watch, { mustRestart: replaced.ok }, async () => {
      if (!replaced.ok) return replaced;
      const swapped = await this.#step(kept.value, 'swapped');
      return swapped.ok ? this.#load(swapped.value, watch) : swapped;
    });
  }

  /** Whether a write that failed has put the new file there all the same; where nobody can tell, it may have. */
  async #isInPlace({ before, after }: JournalRecord): Promise<boolean> {
    if (before?.sha256 === after.sha256) return false;
    const now = await this.#environment.machine.configFile.read();
    if (!now.ok) return true;
    return now.value.state === 'file' && now.value.sha256 === after.sha256;
  }

  /** From the swap on, whatever stops us brings the former file back first; only then is the failure told. */
  async #orBack(
    kept: JournalRecord,
    watch: HealthWatch,
    { mustRestart }: { mustRestart: boolean },
    load: () => Promise<Result<ApplyOutcome>>,
  ): Promise<Result<ApplyOutcome>> {
    // Says nothing on the way: the listener may be what has failed.
    const back = (): Promise<Result<ApplyOutcome>> =>
      restoreAndRecord(this.#environment, this.#journal, this.#latest ?? kept, watch, {
        why: 'failed',
        mustRestart,
      });
    try {
      const loaded = await load();
      if (loaded.ok || loaded.failure.reason === 'apply-restore-failed') return loaded;
      const restored = await back();
      return restored.ok ? loaded : restored;
    } catch (mistake) {
      await back();
      throw mistake;
    }
  }

  /** Looks at everything that the way back needs, and writes it down before anything changes. */
  async #begin(watch: HealthWatch): Promise<Result<JournalRecord>> {
    const { machine, clock, randomHex } = this.#environment;
    const [facts, status, content] = [
      await machine.facts.read(),
      await machine.service.status(),
      await machine.configFile.read(),
    ];
    if (!facts.ok) return facts;
    if (!status.ok) return status;
    if (!content.ok) return content;
    const refused = refusalOf(content.value, this.#wish.expected);
    if (refused) return refused;
    const waiting = await refusalWhileOpen(content.value, this.#journal);
    if (!waiting.ok) return waiting;
    if (waiting.value) return { ok: false, failure: waiting.value };
    const before = await this.#formerBytes(content.value);
    if (!before.ok) return before;
    const wasRunning = status.value.state === 'running' || status.value.state === 'starting';
    const unhealthyBefore = wasRunning ? await this.#baseline(watch) : ok([]);
    if (!unhealthyBefore.ok) return unhealthyBefore;
    const startedAtMs = clock.now();
    return this.#journal.begin({
      version: 1,
      applyId: applyIdOf(startedAtMs, randomHex()),
      startedAtMs,
      userName: facts.value.userName,
      configPath: content.value.path,
      before: before.value,
      after: { sha256: sha256Of(this.#wish.text), text: this.#wish.text },
      wasRunning,
      unhealthyBefore: unhealthyBefore.value,
      steps: [{ atMs: startedAtMs, step: 'begun' }],
      outcome: 'unfinished',
    });
  }

  /**
   * Which components of a running Alloy are unhealthy; null when it does not say. One that is still starting is waited
   * for: its port is closed like that of an Alloy that has ended, and a reload could not reach it.
   */
  async #baseline(watch: HealthWatch): Promise<Result<string[] | null>> {
    const { readyMs } = this.#environment.limits;
    const limits = { limitMs: readyMs, signal: this.#context.signal };
    const ready = await waitForReady(watch, limits);
    if (ready === 'aborted') return cancelled;
    // What was planned is a reload, and there is nothing any more that could be reloaded.
    if (ready === 'ended') return fail('state-changed', 'plan-changed');
    if (ready === 'not-ready')
      return fail('timed-out', 'alloy-not-ready', { params: { seconds: readyMs / 1_000, text: '' } });
    const listed = await waitForList(watch, limits);
    if (listed.state === 'aborted') return cancelled;
    return ok(listed.state === 'listed' ? unhealthyOf(listed.components).map(({ id }) => id) : null);
  }

  async #formerBytes(content: ConfigContent): Promise<Result<JournalRecord['before']>> {
    if (content.state !== 'file') return ok(null);
    const bytes = await this.#environment.machine.configFile.readBytes();
    if (!bytes.ok) return bytes;
    const sha256 = sha256Of(bytes.value);
    if (sha256 !== content.sha256) return fail('conflict', 'config-changed-meanwhile');
    return ok({ sha256, bytes: Buffer.from(bytes.value).toString('base64') });
  }

  /** A copy for people, beside the journal's own: a plain file that any editor opens. */
  async #backUp(record: JournalRecord): Promise<Result<JournalRecord>> {
    if (record.before) {
      const bytes = Buffer.from(record.before.bytes, 'base64');
      const kept = await this.#environment.machine.folders.write('backups', `${record.applyId}.alloy`, bytes);
      if (!kept.ok) return this.#abandon(record, kept);
    }
    return this.#step(record, 'backed-up');
  }

  /** Nothing was changed; the journal says so, and the failure that stopped us is the answer. */
  async #abandon<F extends { readonly ok: false }>(record: JournalRecord, failure: F): Promise<F> {
    await this.#step(record, 'abandoned');
    return failure;
  }

  async #load(record: JournalRecord, watch: HealthWatch): Promise<Result<ApplyOutcome>> {
    const { machine, limits } = this.#environment;
    report(this.#context, record.wasRunning ? 'progress-reload' : 'progress-start', 4, false);
    let isAtWork = false;
    if (record.wasRunning) {
      // Not handed the signal: a reload that was begun goes on in Alloy whether or not we listen.
      const answer = await watch.api.reload();
      if (answer.state !== 'accepted' && answer.state !== 'timed-out') return this.#notTaken(record, watch, answer);
      isAtWork = answer.state === 'timed-out';
    } else {
      const started = await machine.service.start(this.#context.signal);
      if (!started.ok) return this.#restore(record, watch, { why: 'not-ready', mustRestart: true });
    }
    const loaded = await this.#step(record, 'loaded');
    if (!loaded.ok) return loaded;
    report(this.#context, 'progress-ready', 5);
    const ready = await waitForReady(watch, { limitMs: limits.readyMs, signal: this.#context.signal });
    if (ready !== 'ready') return this.#failed(loaded.value, watch, ready, { isAtWork });
    const isReady = await this.#step(loaded.value, 'ready');
    return isReady.ok ? this.#check(isReady.value, watch, { isAtWork }) : isReady;
  }

  /** Alloy did not take the file, or its answer is none. */
  async #notTaken(
    record: JournalRecord,
    watch: HealthWatch,
    answer: Exclude<ReloadAnswer, { state: 'accepted' | 'timed-out' }>,
  ): Promise<Result<ApplyOutcome>> {
    if (answer.state === 'refused') return this.#refused(record, watch, answer.text);
    return this.#failed(record, watch, answer.state === 'otherwise' ? 'not-loaded' : 'ended');
  }

  async #refused(record: JournalRecord, watch: HealthWatch, text: string): Promise<Result<ApplyOutcome>> {
    const alloyText = redactCredentials(text).slice(0, 20_000);
    const noted = await this.#step(record, 'refused', alloyText);
    const mustRestart = await mustRestartAfter(record.after.text, text, watch.api);
    return this.#restore(noted.ok ? noted.value : record, watch, { why: 'refused', mustRestart, alloyText });
  }

  async #failed(
    record: JournalRecord,
    watch: HealthWatch,
    why: 'ended' | 'not-ready' | 'not-loaded' | 'aborted',
    { isAtWork = false }: { isAtWork?: boolean } = {},
  ): Promise<Result<ApplyOutcome>> {
    // A second reload must not follow one that is still at work.
    if (why === 'aborted') return this.#restore(record, watch, { why: 'cancelled', mustRestart: isAtWork });
    const noted = await this.#step(record, why);
    return this.#restore(noted.ok ? noted.value : record, watch, { why, mustRestart: true });
  }

  /**
   * What Alloy has loaded, and its components against the baseline; once as soon as it lists them and once some seconds
   * later, because a reload can be accepted and the process end all the same.
   */
  async #check(
    record: JournalRecord,
    watch: HealthWatch,
    { isAtWork }: { isAtWork: boolean },
  ): Promise<Result<ApplyOutcome>> {
    const { clock, limits } = this.#environment;
    const { signal } = this.#context;
    report(this.#context, 'progress-health', 6);
    const hasNew = ({ loaded }: Listed): boolean => loaded?.sha256 === record.after.sha256 && loaded.isParsed;
    // A reload without an answer may not even have begun, so another file is no answer yet.
    const accepts = isAtWork ? hasNew : undefined;
    const first = await waitForList(watch, { limitMs: limits.listMs, signal, ...(accepts ? { accepts } : {}) });
    if (first.state !== 'listed') return this.#failed(record, watch, first.state, { isAtWork });
    if (!hasNew(first)) return this.#failed(record, watch, 'not-loaded');
    await clock.sleep(limits.settleMs, signal);
    const again = await waitForReady(watch, { limitMs: limits.readyMs, signal });
    if (again !== 'ready') return this.#failed(record, watch, again);
    const listed = await waitForList(watch, { limitMs: limits.listMs, signal });
    if (listed.state !== 'listed') return this.#failed(record, watch, listed.state);
    if (!hasNew(listed)) return this.#failed(record, watch, 'not-loaded');
    const checked = await this.#step(record, 'checked');
    return checked.ok ? this.#conclude(checked.value, listed) : checked;
  }

  async #conclude(record: JournalRecord, { components }: Listed): Promise<Result<ApplyOutcome>> {
    const { clock } = this.#environment;
    const unhealthy = unhealthyOf(components);
    const { unhealthyBefore } = record;
    // Where it is not known what was before, nothing counts as healthy then.
    const newly = unhealthyBefore === null ? [] : unhealthy.filter(({ id }) => !unhealthyBefore.includes(id));
    if (newly.length > 0) {
      const undecided = await this.#step(record, 'undecided', newly.map(({ id }) => id).join(', '));
      if (!undecided.ok) return undecided;
      return ok({
        state: 'undecided',
        applyId: record.applyId,
        newlyUnhealthy: newly.map(({ id, message }) => ({ id, message: redactCredentials(message).slice(0, 5_000) })),
        finishedAtMs: clock.now(),
      });
    }
    const committed = await this.#step(record, 'committed');
    if (!committed.ok) return committed;
    return ok({
      state: 'committed',
      applyId: record.applyId,
      stillUnhealthy: unhealthy.map(({ id }) => id),
      componentCount: components.length,
      finishedAtMs: clock.now(),
    });
  }

  #restore(record: JournalRecord, watch: HealthWatch, wish: RestoreWish): Promise<Result<ApplyOutcome>> {
    report(this.#context, 'progress-restore', 6, false);
    return restoreAndRecord(this.#environment, this.#journal, record, watch, wish);
  }

  async #step(record: JournalRecord, step: JournalStep, detail?: string): Promise<Result<JournalRecord>> {
    const saved = await this.#journal.step(record, step, this.#environment.clock.now(), detail);
    if (saved.ok) this.#latest = saved.value;
    return saved;
  }
}

function refusalOf(content: ConfigContent, expected: ExpectedContent): ReturnType<typeof fail> | undefined {
  if (content.state === 'directory')
    return fail('unsupported', 'config-is-directory', { params: { path: content.path } });
  if (content.state === 'unreadable-text') return fail('unsupported', 'config-not-readable-text');
  const now = content.state === 'absent' ? 'absent' : content.sha256;
  return now === expected ? undefined : fail('conflict', 'config-changed-meanwhile');
}

/** The time first, so that names sort by it. */
function applyIdOf(atMs: number, hex: string): string {
  return `${new Date(atMs).toISOString().replace(/[-:.]/g, '')}-${hex}`;
}
