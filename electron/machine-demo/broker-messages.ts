/**
 * What a service host and the app say to each other where the host cannot start programs itself. Both read everything
 * through these schemas; a `run` is one start of Alloy, counted by the host.
 */
import { z } from 'zod';

const Run = z.int().min(1);
/** Text that can be an argument, a path or the value of a variable. */
// eslint-disable-next-line no-control-regex -- NUL ends all of them on every system, so none can hold it
const Text = z.string().regex(/^[^\u0000]*$/);
const VariableName = z.string().regex(/^[^=\u0000]+$/); // eslint-disable-line no-control-regex -- as above

/** The host asks. It names no program: the app knows which one Alloy is. */
export const HostMessage = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('start-alloy'),
    run: Run,
    args: z.array(Text),
    cwd: Text.min(1),
    environment: z.record(VariableName, Text),
  }),
  z.strictObject({ kind: z.literal('ask-alloy-to-end'), run: Run }),
  z.strictObject({ kind: z.literal('end-alloy'), run: Run }),
]);
export type HostMessage = z.infer<typeof HostMessage>;

/** The app answers. `alloy-ended` comes once for every run that was asked for; output may follow it. */
export const BrokerMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('alloy-started'), run: Run, processId: z.int().min(1) }),
  z.strictObject({ kind: z.literal('alloy-output'), run: Run, bytes: z.instanceof(Uint8Array) }),
  /** -1: it could not be begun. */
  z.strictObject({ kind: z.literal('alloy-ended'), run: Run, exitCode: z.int() }),
  /** The app closes, and the computer goes off. */
  z.strictObject({ kind: z.literal('go-off') }),
]);
export type BrokerMessage = z.infer<typeof BrokerMessage>;
