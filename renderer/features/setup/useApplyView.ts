import { useMemo } from 'react';
import { useOperation } from '../../platform/useOperation';
import type { ApplyView } from './setup-result';

/** The change as the result page follows it: a decision that came later counts as its end. */
export function useApplyView(): ApplyView | undefined {
  const apply = useOperation('setupApply').operation;
  const decide = useOperation('applyDecide').operation;
  return useMemo(() => {
    switch (apply.state) {
      case 'idle':
        return undefined;
      case 'loading':
        return { state: 'running', progress: apply.progress };
      case 'failed':
        return { state: 'failed', progress: apply.progress };
      case 'ready': {
        const isDecided = decide.state === 'ready' && decide.value.applyId === apply.value.applyId;
        return { state: 'ended', outcome: isDecided ? decide.value : apply.value };
      }
    }
  }, [apply, decide]);
}
