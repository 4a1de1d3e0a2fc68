/**
 * The answers as a person types them: numbers are texts until they are numbers. The limits are those of the contract's
 * schema, which a test holds them to; the schema itself stays out of the page.
 */
import type { SetupContext, SetupMetrics, SetupValue } from '../../../shared/contract/setup';
import { judgeAddress, type AddressProblem } from '../../../shared/setup/address';

export interface SetupDraft {
  readonly collectors: SetupMetrics['collectors'];
  readonly scrapeInterval: string;
  readonly scrapeTimeout: string;
  readonly logLevel: SetupMetrics['logLevel'];
  readonly job: string;
  readonly instance: string;
  readonly url: string;
}

export type Field = 'collectors' | 'scrapeInterval' | 'scrapeTimeout' | 'job' | 'instance' | 'url';

export type FieldProblem =
  | 'none-chosen'
  | 'not-a-number'
  | 'interval-out-of-range'
  | 'timeout-out-of-range'
  | 'timeout-above-interval'
  | 'label-empty'
  | 'label-too-long'
  | 'label-blank-around'
  | 'label-control-characters'
  | `address-${AddressProblem}`;

const fieldsOf = {
  metrics: ['collectors', 'scrapeInterval', 'scrapeTimeout', 'job', 'instance'],
  'where-to': ['url'],
} as const satisfies Record<string, readonly Field[]>;

const longestLabel = 200;
const longestUrl = 2_000;

/** What is wrong, by field; an empty object when nothing is. */
export function problemsOf(draft: SetupDraft): Readonly<Partial<Record<Field, FieldProblem>>> {
  const found: readonly (readonly [Field, FieldProblem | undefined])[] = [
    ['collectors', draft.collectors.length === 0 ? 'none-chosen' : undefined],
    ['scrapeInterval', intervalProblem(draft.scrapeInterval)],
    ['scrapeTimeout', timeoutProblem(draft)],
    ['job', labelProblem(draft.job)],
    ['instance', labelProblem(draft.instance)],
    ['url', urlProblem(draft.url)],
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== undefined));
}

export function hasProblems(draft: SetupDraft, step: keyof typeof fieldsOf): boolean {
  const problems = problemsOf(draft);
  return fieldsOf[step].some((field) => problems[field] !== undefined);
}

/** Whole seconds as typed; `undefined` for everything else. */
export function secondsOf(text: string): number | undefined {
  return /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : undefined;
}

function intervalProblem(text: string): FieldProblem | undefined {
  const seconds = secondsOf(text);
  if (seconds === undefined) return 'not-a-number';
  return seconds >= 5 && seconds <= 3_600 ? undefined : 'interval-out-of-range';
}

function timeoutProblem({ scrapeInterval, scrapeTimeout }: SetupDraft): FieldProblem | undefined {
  const seconds = secondsOf(scrapeTimeout);
  if (seconds === undefined) return 'not-a-number';
  if (seconds < 1 || seconds > 3_600) return 'timeout-out-of-range';
  const interval = secondsOf(scrapeInterval);
  return interval !== undefined && seconds > interval ? 'timeout-above-interval' : undefined;
}

function labelProblem(text: string): FieldProblem | undefined {
  if (text.trim() === '') return 'label-empty';
  if (text.length > longestLabel) return 'label-too-long';
  if (text.trim() !== text) return 'label-blank-around';
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\u0000-\u001f\u007f]/.test(text) ? 'label-control-characters' : undefined;
}

function urlProblem(text: string): FieldProblem | undefined {
  const [problem] = judgeAddress(text).problems;
  if (problem !== undefined) return `address-${problem}`;
  return text.length > longestUrl ? 'address-not-an-address' : undefined;
}

/** The answers as the contract wants them; `undefined` while something is wrong. */
export function valueOf(draft: SetupDraft): SetupValue | undefined {
  if (Object.keys(problemsOf(draft)).length > 0) return undefined;
  const { collectors, scrapeInterval, scrapeTimeout, logLevel, job, instance, url } = draft;
  return {
    metrics: {
      collectors: [...collectors],
      scrapeIntervalSeconds: Number(scrapeInterval),
      scrapeTimeoutSeconds: Number(scrapeTimeout),
      logLevel,
      job,
      instance,
    },
    endpoint: { url },
  };
}

/** What the wizard begins with. */
export function draftOf({ metrics, endpoint }: SetupContext['value']): SetupDraft {
  return {
    collectors: metrics.collectors,
    scrapeInterval: String(metrics.scrapeIntervalSeconds),
    scrapeTimeout: String(metrics.scrapeTimeoutSeconds),
    logLevel: metrics.logLevel,
    job: metrics.job,
    instance: metrics.instance,
    url: endpoint.url,
  };
}

export function isSameDraft(a: SetupDraft, b: SetupDraft): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

function canonical({ collectors, ...rest }: SetupDraft): unknown {
  return { ...rest, collectors: collectors.toSorted() };
}
