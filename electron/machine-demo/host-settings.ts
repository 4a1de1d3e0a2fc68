import { z } from 'zod';

const Milliseconds = z.number().min(1);

export const DemoTimings = z.strictObject({
  /** The computer goes off, Alloy with it, when the lease was not renewed for so long. */
  leaseMs: Milliseconds,
  /** How long Alloy may take to end when it is asked to; then it is ended. */
  stopLimitMs: Milliseconds,
  /** Pauses before Alloy is started again after the first, second, third and every later crash. */
  restartDelaysMs: z.array(Milliseconds).min(1),
  /** A crash that lies so far back no longer counts. */
  crashMemoryMs: Milliseconds,
  /** The log moves aside once when it grows beyond this. */
  logLimitBytes: z.int().min(1_000),
});
export type DemoTimings = z.infer<typeof DemoTimings>;

/** Recovery: `alloy-service` as the installer registers it, restart after 60 s, then 300 s, counted for a day. */
export const realTimings: DemoTimings = {
  leaseMs: 60_000,
  stopLimitMs: 120_000,
  restartDelaysMs: [60_000, 300_000, 300_000],
  crashMemoryMs: 86_400_000,
  logLimitBytes: 1024 * 1024,
};

/** What the service host is told on its command line, as one argument of JSON. */
export const HostSettings = z.strictObject({
  folder: z.string().min(1),
  alloy: z.strictObject({
    file: z.string().min(1),
    args: z.array(z.string()),
    lastArgs: z.array(z.string()).optional(),
    environment: z.record(z.string(), z.string()).optional(),
  }),
  timings: DemoTimings,
});
export type HostSettings = z.infer<typeof HostSettings>;
