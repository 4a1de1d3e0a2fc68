/** Long-running work: progress never carries an outcome; the end arrives once, as the Result of the call. */
import { z } from 'zod';
import { ProgressWords } from './words';

/** Made by the page for each call, so that progress can be told apart and cancelled. */
export const OperationId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);

export const OperationProgress = z.strictObject({
  operationId: OperationId,
  /** The channel that was called. */
  operation: z.string().max(40),
  step: ProgressWords,
  /** Counts from 0. */
  stepIndex: z.int().min(0),
  stepCount: z.int().min(1),
  /** 0 to 1 within the whole operation; absent where nothing believable is known. */
  fraction: z.number().min(0).max(1).optional(),
  canCancel: z.boolean(),
});
export type OperationProgress = z.infer<typeof OperationProgress>;

/** The changing operation that runs now, for windows that did not start it. */
export const RunningOperation = z.strictObject({
  operationId: OperationId,
  operation: z.string().max(40),
  startedAtMs: z.number(),
  /** Where it is now; absent before its first step. */
  progress: OperationProgress.optional(),
});
export type RunningOperation = z.infer<typeof RunningOperation>;

export const OperationChange = z.strictObject({ running: RunningOperation.nullable() });
export type OperationChange = z.infer<typeof OperationChange>;
