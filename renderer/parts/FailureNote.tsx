import type { ReactNode } from 'react';
import type { Failure } from '../../shared/contract/result';
import { explainFailure } from '../words/t';
import { ErrorNote } from './ErrorNote';

export interface FailureNoteProps {
  readonly failure: Failure;
  readonly actions?: ReactNode;
  readonly isNews?: boolean;
}

/** A failure of main in words; texts of Alloy that came with it stand below as they came. */
export function FailureNote({ failure, actions, isNews = false }: FailureNoteProps) {
  const text = failure.params?.['text'];
  const evidence = typeof text === 'string' && text !== '' ? text : failure.detail;
  return (
    <ErrorNote
      sentence={explainFailure(failure)}
      evidence={evidence}
      tone={failure.code === 'cancelled' ? 'warning' : 'bad'}
      actions={actions}
      isNews={isNews}
    />
  );
}
