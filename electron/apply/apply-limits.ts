import type { ApplyEnvironment } from './apply-environment';

/** The limits outside of tests. */
export const applyLimits: ApplyEnvironment['limits'] = { readyMs: 60_000, listMs: 300_000, settleMs: 3_000 };
