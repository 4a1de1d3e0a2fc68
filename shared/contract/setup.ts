/** The answers of Set up: one value, kept in the page until it is applied or discarded. */
import { z } from 'zod';
import { collectorNames } from './collector-names';
import { ComponentId, maxComponents } from './component-id';
import { Plan, Sha256 } from './plan';
import { Failure } from './result';

export const logLevels = ['error', 'warn', 'info', 'debug'] as const;

/** A label value as Prometheus stores it: any text on one line that is not blank. */
export const LabelValue = z
  .string()
  .min(1)
  .max(200)
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  .refine((text) => text.trim() === text && !/[\u0000-\u001f\u007f]/.test(text));

export const SetupMetrics = z
  .strictObject({
    collectors: z
      .array(z.enum(collectorNames))
      .min(1)
      .max(collectorNames.length)
      .refine((names) => new Set(names).size === names.length),
    scrapeIntervalSeconds: z.int().min(5).max(3600),
    /** At most the interval: Alloy refuses more. */
    scrapeTimeoutSeconds: z.int().min(1).max(3600),
    logLevel: z.enum(logLevels),
    job: LabelValue,
    instance: LabelValue,
  })
  .refine((metrics) => metrics.scrapeTimeoutSeconds <= metrics.scrapeIntervalSeconds, {
    path: ['scrapeTimeoutSeconds'],
  });
export type SetupMetrics = z.infer<typeof SetupMetrics>;

/** Text as typed; `judgeAddress` of shared/setup says what is wrong with it in words. */
export const EndpointUrl = z.string().min(1).max(2_000);

export const SetupValue = z.strictObject({
  metrics: SetupMetrics,
  endpoint: z.strictObject({ url: EndpointUrl }),
});
export type SetupValue = z.infer<typeof SetupValue>;

/**
 * Whose file it is: the wizard writes only where there is none, where it is the installer's default, or where the text
 * is the last one this app wrote (compared by hash).
 */
export const configOrigins = ['absent', 'installer-default', 'ours', 'foreign'] as const;
export const ConfigOrigin = z.enum(configOrigins);
export type ConfigOrigin = z.infer<typeof ConfigOrigin>;

/** Whether the thing that a collector measures is on this machine. */
export const CollectorPresence = z.enum(['present', 'absent', 'unknown']);
export type CollectorPresence = z.infer<typeof CollectorPresence>;

export const SetupContext = z.strictObject({
  computerName: z.string().max(300),
  alloyInstalled: z.boolean(),
  configPath: z.string().max(1_000),
  origin: ConfigOrigin,
  /** Why Set up would change nothing here: somebody else's file, a directory, no service; null where it may write. */
  blocked: Failure.nullable(),
  /** Read back from the file where it is ours; otherwise the defaults for this machine. */
  value: SetupValue.or(z.strictObject({ metrics: SetupMetrics, endpoint: z.strictObject({ url: z.literal('') }) })),
  valueSource: z.enum(['file', 'defaults']),
  collectorPresence: z.partialRecord(z.enum(collectorNames), CollectorPresence),
});
export type SetupContext = z.infer<typeof SetupContext>;

const ConfigText = z.string().max(5_000_000);

export const SetupPlan = z.strictObject({
  plan: Plan,
  configPath: z.string().max(1_000),
  /** Null where there is no file yet. */
  before: ConfigText.nullable(),
  after: ConfigText,
});
export type SetupPlan = z.infer<typeof SetupPlan>;

export const ApplyRequest = z.strictObject({ value: SetupValue, planHash: Sha256 });
export type ApplyRequest = z.infer<typeof ApplyRequest>;

export const ApplyId = z.string().regex(/^[0-9]{8}T[0-9]{9}Z-[0-9a-f]{8}$/);

/** Where in the refused text the trouble lies; line and column count from 1, columns count bytes as Alloy does. */
export const RefusedAt = z.strictObject({ line: z.int().min(1), column: z.int().min(1) });

/**
 * Why the former file came back. `not-loaded`: Alloy answers, but not with the new file; `failed`: this app could not go
 * on itself, for instance because its record could not be written.
 */
export const restoreReasons = ['refused', 'ended', 'not-ready', 'not-loaded', 'cancelled', 'chosen', 'failed'] as const;
export const RestoreReason = z.enum(restoreReasons);
export type RestoreReason = z.infer<typeof RestoreReason>;

export const ApplyOutcome = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('committed'),
    applyId: ApplyId,
    /** Unhealthy before and after: named, not restored. */
    stillUnhealthy: z.array(ComponentId).max(maxComponents),
    componentCount: z.int().min(0),
    finishedAtMs: z.number(),
  }),
  z.strictObject({
    state: z.literal('restored'),
    applyId: ApplyId,
    why: RestoreReason,
    /** Alloy's own text, if it gave one. */
    alloyText: z.string().max(20_000).optional(),
    at: RefusedAt.optional(),
    /** How the former state was reached again; `file`: the file alone, because the service was stopped meanwhile. */
    restoredBy: z.enum(['reload', 'restart', 'stop', 'start', 'file']),
    finishedAtMs: z.number(),
  }),
  z.strictObject({
    state: z.literal('undecided'),
    applyId: ApplyId,
    newlyUnhealthy: z
      .array(z.strictObject({ id: ComponentId, message: z.string().max(5_000) }))
      .min(1)
      .max(maxComponents),
    finishedAtMs: z.number(),
  }),
]);
export type ApplyOutcome = z.infer<typeof ApplyOutcome>;

export const ChangeChoice = z.enum(['restore', 'keep']);
export type ChangeChoice = z.infer<typeof ChangeChoice>;
export const DecideRequest = z.strictObject({ applyId: ApplyId, choice: ChangeChoice });
export type DecideRequest = z.infer<typeof DecideRequest>;
