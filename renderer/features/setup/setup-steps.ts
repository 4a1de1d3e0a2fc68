/** The steps as data: their order, and when each has all it needs. */
import { hasProblems, type SetupDraft } from './setup-draft';

export const stepIds = ['metrics', 'where-to', 'review', 'result'] as const;
export type StepId = (typeof stepIds)[number];

export interface Step {
  readonly id: StepId;
  /** A person can go on from here. */
  readonly isComplete: (draft: SetupDraft) => boolean;
}

export const steps: readonly Step[] = [
  { id: 'metrics', isComplete: (draft) => !hasProblems(draft, 'metrics') },
  { id: 'where-to', isComplete: (draft) => !hasProblems(draft, 'where-to') },
  { id: 'review', isComplete: (draft) => !hasProblems(draft, 'metrics') && !hasProblems(draft, 'where-to') },
  { id: 'result', isComplete: () => true },
];

/** The first step that still needs something; `undefined` when the answers are complete. */
export function firstIncomplete(draft: SetupDraft): StepId | undefined {
  return steps.find(({ isComplete }) => !isComplete(draft))?.id;
}

/** The step behind or before another one; itself at either end. */
export function neighbour(id: StepId, distance: 1 | -1): StepId {
  return stepIds[stepIds.indexOf(id) + distance] ?? id;
}
