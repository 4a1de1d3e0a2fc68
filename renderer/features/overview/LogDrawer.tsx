import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  mergeClasses,
  OverlayDrawer,
  Skeleton,
  Switch,
  tokens,
} from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { LogLine } from '../../../shared/contract/status';
import { LoadingBlock } from '../../parts/LoadingBlock';
import { codeFont, desk, forcedColors } from '../../parts/desk';
import { FailureNote } from '../../parts/FailureNote';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { lastOf } from '../../platform/query-store';
import { useNow } from '../../platform/useNow';
import { useQuery } from '../../platform/useQuery';
import { formatExact, formatTime } from '../../words/format';
import { t } from '../../words/t';

const useStyles = makeStyles({
  drawer: { width: 'min(880px, 100vw)' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between' },
  dim: { color: tokens.colorNeutralForeground3 },
  body: { paddingBottom: '24px' },
  line: {
    display: 'grid',
    gridTemplateColumns: '96px 40px minmax(0, 1fr)',
    columnGap: '8px',
    padding: '2px 0',
    borderTop: `1px solid ${desk.deskEdgeSoft}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
    [forcedColors]: { borderTopColor: 'CanvasText' },
    '@media (max-width: 640px)': { gridTemplateColumns: '48px 40px minmax(0, 1fr)' },
  },
  level: { fontWeight: tokens.fontWeightSemibold },
  warn: { color: desk.deskWarning },
  error: { color: desk.deskBad },
  text: {
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
    fontFamily: tokens.fontFamilyMonospace,
    ...codeFont,
  },
});

const limit = 200;

/** What Alloy itself wrote, newest first. */
export function LogDrawer({ onClose }: { readonly onClose: () => void }) {
  const styles = useStyles();
  const { query } = useQuery('alloyLog', { limit }, { pollMs: 3_000 });
  const [isProblemsOnly, setProblemsOnly] = useState(false);
  const lines = lastOf(query)?.value;
  return (
    <OverlayDrawer className={styles.drawer} open position="end" onOpenChange={(_, { open }) => !open && onClose()}>
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={t('log-close')} onClick={onClose} />
          }
        >
          {t('log-title')}
        </DrawerHeaderTitle>
        <div className={styles.head}>
          <span className={styles.dim}>{t('log-text', { count: lines?.length ?? 0 })}</span>
          <Switch
            label={t('log-problems')}
            checked={isProblemsOnly}
            onChange={(_, { checked }) => setProblemsOnly(checked)}
          />
        </div>
      </DrawerHeader>
      <DrawerBody>
        <ScrollRegion className={styles.body} label={t('log-title')}>
          {query.state === 'failed' && <FailureNote failure={query.failure} />}
          {lines ? (
            <Lines lines={isProblemsOnly ? lines.filter(isProblem) : lines} isFiltered={isProblemsOnly} />
          ) : (
            query.state !== 'failed' && (
              <Skeleton aria-label={t('overview-reading')}>
                <LoadingBlock size="middle" />
              </Skeleton>
            )
          )}
        </ScrollRegion>
      </DrawerBody>
    </OverlayDrawer>
  );
}

function isProblem({ level }: LogLine): boolean {
  return level === 'warn' || level === 'error';
}

function Lines({ lines, isFiltered }: { readonly lines: readonly LogLine[]; readonly isFiltered: boolean }) {
  const styles = useStyles();
  const now = useNow();
  if (lines.length === 0) return <p className={styles.dim}>{t(isFiltered ? 'log-no-problems' : 'log-none')}</p>;
  return (
    <ol>
      {lines.toReversed().map(({ atMs, level, text }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines of a log have no name of their own
        <li key={`${index} ${atMs ?? ''}`} className={styles.line}>
          <span className={styles.dim} {...(atMs === undefined ? {} : { title: formatExact(atMs) })}>
            {atMs === undefined ? '' : formatTime(atMs, now)}
          </span>
          <span
            className={mergeClasses(
              styles.level,
              level === 'warn' && styles.warn,
              level === 'error' && styles.error,
              !isProblem({ level, text }) && styles.dim,
            )}
          >
            {t(`level-${level}`)}
          </span>
          <span className={styles.text}>{text}</span>
        </li>
      ))}
    </ol>
  );
}
