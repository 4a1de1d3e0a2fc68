/** The state of the wizard: one value, one reducer. It knows nothing of React and reaches nothing outside. */
import type { CollectorName } from '../../../shared/contract/collector-names';
import type { SetupContext, SetupValue } from '../../../shared/contract/setup';
import { presetCollectors, presetOf, type PresetId } from '../../../shared/setup/presets';
import { draftOf, isSameDraft, valueOf, type Field, type SetupDraft } from './setup-draft';
import { neighbour, steps, type StepId } from './setup-steps';

/** What was sent to be applied, kept for the result page. */
export interface Applied {
  readonly value: SetupValue;
  /** The text that was written, to show a refused line of it. */
  readonly text: string;
  /** Samples that this address had taken before; 0 for a new address. */
  readonly deliveredBefore: number;
  /** Samples counted when the change had ended; what is above that is new. `null` until it was read. */
  readonly baseline: number | null;
}

export interface SetupState {
  readonly step: StepId;
  readonly context: SetupContext | null;
  /** The answers as they were read; what Discard goes back to. */
  readonly base: SetupDraft | null;
  readonly draft: SetupDraft | null;
  readonly preset: PresetId;
  /** Fields that were left once: their problems show. */
  readonly touched: readonly Field[];
  /** Steps whose Next was pressed: all their problems show. */
  readonly asked: readonly StepId[];
  /** The address of the last test. */
  readonly testedUrl: string | null;
  readonly applied: Applied | null;
}

export const initialSetup: SetupState = {
  step: 'metrics',
  context: null,
  base: null,
  draft: null,
  preset: 'own',
  touched: [],
  asked: [],
  testedUrl: null,
  applied: null,
};

export type SetupAction =
  | { readonly type: 'read'; readonly context: SetupContext }
  | { readonly type: 'changed'; readonly change: Partial<Omit<SetupDraft, 'collectors'>> }
  | { readonly type: 'toggled'; readonly name: CollectorName; readonly isChosen: boolean }
  | { readonly type: 'preset-chosen'; readonly preset: PresetId }
  | { readonly type: 'left'; readonly field: Field }
  | { readonly type: 'tested'; readonly url: string }
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  | { readonly type: 'went'; readonly step: StepId }
  | { readonly type: 'discarded' }
  | {
      readonly type: 'apply-started';
      readonly value: SetupValue;
      readonly text: string;
      readonly deliveredBefore: number;
    }
  | { readonly type: 'apply-ended'; readonly isInUse: boolean }
  | { readonly type: 'baseline-read'; readonly delivered: number };

export function reduceSetup(state: SetupState, action: SetupAction): SetupState {
  switch (action.type) {
    case 'read':
      return read(state, action.context);
    case 'changed':
      return state.draft ? { ...state, draft: { ...state.draft, ...action.change } } : state;
    case 'toggled':
      return toggled(state, action.name, action.isChosen);
    case 'preset-chosen':
      return presetChosen(state, action.preset);
    case 'left':
      return state.touched.includes(action.field) ? state : { ...state, touched: [...state.touched, action.field] };
    case 'tested':
      return { ...state, testedUrl: action.url };
    case 'next':
      return next(state);
    case 'back':
      return { ...state, step: neighbour(state.step, -1) };
    case 'went':
      return { ...state, step: action.step };
    case 'discarded':
      return withDraft({ ...initialSetup, context: state.context }, state.base);
    case 'apply-started': {
      const { value, text, deliveredBefore } = action;
      return { ...state, step: 'result', applied: { value, text, deliveredBefore, baseline: null } };
    }
    case 'apply-ended':
      // What is in use is what was read back: there is nothing left to discard.
      return action.isInUse && state.applied ? { ...state, base: draftOf(state.applied.value) } : state;
    case 'baseline-read':
      return state.applied ? { ...state, applied: { ...state.applied, baseline: action.delivered } } : state;
  }
}

/** What was read replaces answers that nobody has changed, and leaves the others alone. */
function read(state: SetupState, context: SetupContext): SetupState {
  const base = draftOf(context.value);
  if (state.draft && isChanged(state)) return { ...state, context, base };
  return withDraft({ ...state, context }, base);
}

function withDraft(state: SetupState, base: SetupDraft | null): SetupState {
  const preset = base && state.context ? presetOf(base.collectors, state.context.collectorPresence) : 'own';
  return { ...state, base, draft: base, preset };
}

function toggled(state: SetupState, name: CollectorName, isChosen: boolean): SetupState {
  if (!state.draft || !state.context) return state;
  const others = state.draft.collectors.filter((chosen) => chosen !== name);
  const collectors = isChosen ? [...others, name].toSorted() : others;
  return {
    ...state,
    draft: { ...state.draft, collectors },
    preset: presetOf(collectors, state.context.collectorPresence),
  };
}

/** The own choice begins with what is ticked now, so that nothing is lost by choosing it. */
function presetChosen(state: SetupState, preset: PresetId): SetupState {
  if (!state.draft || !state.context) return state;
  if (preset === 'own') return { ...state, preset };
  const collectors = presetCollectors(preset, state.context.collectorPresence);
  return { ...state, preset, draft: { ...state.draft, collectors } };
}

/** Goes on only from a complete step; otherwise its problems show. */
function next(state: SetupState): SetupState {
  const step = steps.find(({ id }) => id === state.step);
  const asked = state.asked.includes(state.step) ? state.asked : [...state.asked, state.step];
  if (!state.draft || step?.isComplete(state.draft) !== true) return { ...state, asked };
  return { ...state, asked, step: neighbour(state.step, 1) };
}

/** There is something to discard. */
export function isChanged({ draft, base }: SetupState): boolean {
  return draft !== null && base !== null && !isSameDraft(draft, base);
}

/** The answers as they would be applied. */
export function currentValue({ draft }: SetupState): SetupValue | undefined {
  return draft ? valueOf(draft) : undefined;
}

/** Whether the problem of a field is to be seen: after it was left, or after Next. */
export function showsProblem(state: SetupState, field: Field): boolean {
  const step: StepId = field === 'url' ? 'where-to' : 'metrics';
  return state.touched.includes(field) || state.asked.includes(step);
}
