import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Skeleton,
} from '@fluentui/react-components';
import { useEffect, useRef, type Ref } from 'react';
import type { ServiceAction } from '../../../shared/contract/status';
import { LoadingBlock } from '../../parts/LoadingBlock';
import { FailureNote } from '../../parts/FailureNote';
import { NoteList } from '../../parts/NoteList';
import { PlanList } from '../../parts/PlanList';
import { useQuery } from '../../platform/useQuery';
import { t } from '../../words/t';

export interface ServiceDialogProps {
  readonly action: ServiceAction;
  /** With the hash of the plan that was on show. */
  readonly onConfirm: (planHash: string) => void;
  readonly onClose: () => void;
}

/** Shows what an action will do before it does it. Where data stops, the safe answer is the default one. */
export function ServiceDialog({ action, onConfirm, onClose }: ServiceDialogProps) {
  const { query, refresh } = useQuery('servicePlan', { action });
  const isDestructive = action === 'stop';
  const confirmRef = useRef<HTMLButtonElement>(null);
  const plan = query.state === 'ready' && !query.isReloading ? query.value : undefined;
  const isReady = plan !== undefined;

  // The plan comes a moment later than the dialog; only then there is something to confirm.
  useEffect(() => {
    if (isReady && !isDestructive) confirmRef.current?.focus();
  }, [isReady, isDestructive]);

  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t(`confirm-${action}`)}</DialogTitle>
          <DialogContent>
            {query.state === 'failed' ? (
              <FailureNote
                failure={query.failure}
                actions={<Button onClick={refresh}>{t('overview-read-again')}</Button>}
              />
            ) : plan === undefined ? (
              <Skeleton aria-label={t('overview-reading')}>
                <LoadingBlock size="low" />
              </Skeleton>
            ) : (
              <>
                <PlanList steps={plan.steps} />
                <NoteList notes={plan.notes} />
              </>
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance={isDestructive ? 'primary' : 'secondary'} onClick={onClose}>
              {t(isDestructive ? 'action-keep-running' : 'action-cancel')}
            </Button>
            <Button
              ref={confirmRef as Ref<never>}
              appearance={isDestructive ? 'secondary' : 'primary'}
              disabled={!isReady}
              onClick={() => plan && onConfirm(plan.hash)}
            >
              {t(`action-${action}`)}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
