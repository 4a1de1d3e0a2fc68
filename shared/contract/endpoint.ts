/** Endpoints: what was counted, what they answer, what that means. */
import { z } from 'zod';
import { ComponentId, maxComponentIdLength } from './component-id';
import { CauseWords } from './words';

/**
 * - `healthy`: samples are delivered, none refused or retried
 * - `shaky`: some are delivered, some had to be sent again
 * - `rejecting`: the server refuses them and they are dropped
 * - `unreachable`: nothing gets through, Alloy keeps trying
 * - `idle`: nothing was sent between two readings
 * - `not-known-yet`: fewer than two readings
 */
export const deliveryVerdicts = ['healthy', 'shaky', 'rejecting', 'unreachable', 'idle', 'not-known-yet'] as const;
export const DeliveryVerdict = z.enum(deliveryVerdicts);
export type DeliveryVerdict = z.infer<typeof DeliveryVerdict>;

export const EndpointCause = z.strictObject({
  words: CauseWords,
  /** The server's own text, shortened. */
  evidence: z.string().max(2_000).optional(),
  checkedAtMs: z.number(),
});
export type EndpointCause = z.infer<typeof EndpointCause>;

/** A little more than a person may type, because masking can make an address longer. */
export const maxUrlLength = 2_100;

/** Queues of one Alloy; more are refused where its counters are read. */
export const maxEndpoints = 500;

/** Samples count since Alloy started. */
export const EndpointStatus = z.strictObject({
  componentId: ComponentId,
  /** Alloy's name of the queue; a hash when the endpoint has no name. */
  remoteName: z.string().max(maxComponentIdLength),
  /** Without user and password. */
  url: z.string().max(maxUrlLength),
  /** total − failed − retried: `samples_total` counts every attempt. */
  deliveredSamples: z.number(),
  failedSamples: z.number(),
  pendingSamples: z.number(),
  /** Between the last two readings that lie far enough apart; absent before there are two. */
  deliveredPerSecond: z.number().optional(),
  /** Age of the newest sample that was sent; absent when nothing was ever sent. */
  newestSentAgeSeconds: z.number().optional(),
  verdict: DeliveryVerdict,
  /** Since when the verdict has been the same. */
  sinceMs: z.number(),
  cause: EndpointCause.optional(),
});
export type EndpointStatus = z.infer<typeof EndpointStatus>;

export const probeStages = ['name', 'connection', 'write'] as const;
export type ProbeStageName = (typeof probeStages)[number];

export const ProbeStage = z.strictObject({
  stage: z.enum(probeStages),
  state: z.enum(['passed', 'failed', 'not-run']),
  durationMs: z.number().optional(),
  /** What was found: an address, a status. */
  found: z.string().max(200).optional(),
  /** Why it failed; of a stage that passed, what a person should know all the same. */
  cause: CauseWords.optional(),
  evidence: z.string().max(2_000).optional(),
});
export type ProbeStage = z.infer<typeof ProbeStage>;

export const ProbeReport = z.strictObject({
  url: z.string().max(maxUrlLength),
  stages: z.array(ProbeStage).length(probeStages.length),
  checkedAtMs: z.number(),
});
export type ProbeReport = z.infer<typeof ProbeReport>;
