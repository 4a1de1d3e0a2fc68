/** What an operation will do, as data: shown, confirmed by its hash, run. */
import { z } from 'zod';
import { NoteWords, PlanWords, UndoWords } from './words';

/** SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const PlanStep = z.strictObject({ what: PlanWords, undo: UndoWords });
export type PlanStep = z.infer<typeof PlanStep>;

export const Plan = z.strictObject({
  steps: z.array(PlanStep).max(50),
  notes: z.array(NoteWords).max(50),
  /** Over the steps and the facts they rest on; whoever confirms the plan sends it back. */
  hash: Sha256,
});
export type Plan = z.infer<typeof Plan>;
