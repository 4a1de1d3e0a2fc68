/** What the rail says beside each step. */
import { t } from '../../words/t';
import { hasProblems } from './setup-draft';
import type { ApplyView } from './setup-result';
import { currentValue, isChanged, type SetupState } from './setup-state';
import { stepIds, type StepId } from './setup-steps';

export interface RailEntry {
  readonly id: StepId;
  readonly note: string;
  readonly mark: 'none' | 'done' | 'problem' | 'warning';
}

/** `isLosing`: Alloy took the configuration and its endpoint does not take the samples. */
export function railOf(state: SetupState, view: ApplyView | undefined, isLosing: boolean): readonly RailEntry[] {
  return stepIds.map((id) => ({ id, ...entries[id](state, view, isLosing) }));
}

type Entry = Omit<RailEntry, 'id'>;

const entries: Readonly<Record<StepId, (state: SetupState, view: ApplyView | undefined, isLosing: boolean) => Entry>> =
  {
    metrics: ({ draft, asked, step }) => {
      const count = draft?.collectors.length ?? 0;
      const isOff = draft !== null && hasProblems(draft, 'metrics');
      if (isOff) return { note: t('step-needs'), mark: asked.includes('metrics') ? 'problem' : 'none' };
      const isBehind = asked.includes('metrics') || step !== 'metrics';
      return { note: t('step-collectors', { count }), mark: isBehind ? 'done' : 'none' };
    },
    'where-to': ({ draft, asked, touched }) => {
      const url = draft?.url ?? '';
      const isOff = draft === null || hasProblems(draft, 'where-to');
      if (!isOff) return { note: new URL(url).host, mark: 'done' };
      return {
        note: t(url.trim() === '' ? 'step-url-none' : 'step-needs'),
        mark: asked.includes('where-to') || touched.includes('url') ? 'problem' : 'none',
      };
    },
    review: (state, view) => {
      if (view && (view.state === 'running' || !isChanged(state))) return { note: t('step-review-done'), mark: 'done' };
      if (state.context && state.context.blocked !== null) return { note: t('step-review-blocked'), mark: 'none' };
      return { note: t(currentValue(state) ? 'step-review-ready' : 'step-review-waits'), mark: 'none' };
    },
    result: (_, view, isLosing) => {
      if (!view) return { note: t('step-result-waits'), mark: 'none' };
      if (view.state === 'running') return { note: t('step-result-running'), mark: 'none' };
      if (view.state === 'failed') return { note: t('step-result-failed'), mark: 'problem' };
      if (isLosing) return { note: t('step-result-losing'), mark: 'problem' };
      const marks = { committed: 'done', restored: 'warning', undecided: 'warning' } as const;
      return { note: t(`step-result-${view.outcome.state}`), mark: marks[view.outcome.state] };
    },
  };
