import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { EndpointStatus } from '../../../shared/contract/endpoint';
import { judgeAddress } from '../../../shared/setup/address';
import { ErrorNote } from '../../parts/ErrorNote';
import { FailureNote } from '../../parts/FailureNote';
import { ProbeStages } from '../../parts/ProbeStages';
import { useOperation } from '../../platform/useOperation';
import { t } from '../../words/t';
import { hostOf } from './lead';

const useStyles = makeStyles({
  text: { color: tokens.colorNeutralForeground2, marginBottom: tokens.spacingVerticalM },
});

export interface EndpointTestDialogProps {
  readonly endpoint: EndpointStatus;
  readonly onClose: () => void;
}

/** Asks an endpoint now, stage by stage. Nothing is written there. */
export function EndpointTestDialog({ endpoint: { url }, onClose }: EndpointTestDialogProps) {
  const styles = useStyles();
  const { operation, run, cancel } = useOperation('endpointProbe');
  const askedFor = useRef<string | null>(null);
  // What is masked is not the address that Alloy uses.
  const canAsk = judgeAddress(url).problems.length === 0;
  useEffect(() => {
    // Once for each opening; React runs effects twice in development.
    if (!canAsk || askedFor.current === url) return;
    askedFor.current = url;
    void run({ url });
  }, [run, url, canAsk]);

  const close = (): void => {
    cancel();
    onClose();
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            {t('endpoint-test-title')} {hostOf(url)}
          </DialogTitle>
          <DialogContent>
            <p className={styles.text}>
              {t('endpoint-test-text')} {t('endpoint-test-without-sign-in')}
            </p>
            {!canAsk ? (
              <ErrorNote
                tone="warning"
                sentence={{
                  happened: t('endpoint-test-masked'),
                  means: t('endpoint-test-masked-means'),
                  todo: t('endpoint-test-masked-todo'),
                }}
              />
            ) : operation.state === 'failed' ? (
              <FailureNote failure={operation.failure} isNews />
            ) : operation.state === 'ready' ? (
              <ProbeStages view={{ state: 'ended', report: operation.value }} />
            ) : (
              <ProbeStages
                view={{
                  state: 'running',
                  stageIndex: operation.state === 'loading' ? (operation.progress?.stepIndex ?? 0) : 0,
                }}
              />
            )}
          </DialogContent>
          <DialogActions>
            <Button disabled={!canAsk || operation.state === 'loading'} onClick={() => void run({ url })}>
              {t('endpoint-test-again')}
            </Button>
            <Button appearance="primary" onClick={close}>
              {t('action-dismiss')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
