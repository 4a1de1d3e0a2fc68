import { AriaLiveAnnouncer, FluentProvider, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef, type ReactElement } from 'react';
import type { AppInfo } from '../../shared/contract/status';
import type { ReasonId } from '../../shared/contract/words';
import { AboutPage } from '../features/about/AboutPage';
import { OverviewPage } from '../features/overview/OverviewPage';
import { BlockedPage, RightsPage } from '../features/rights/RightsPage';
import { SetupPage } from '../features/setup/SetupPage';
import { SetupSession } from '../features/setup/SetupSession';
import { desk, forcedColors, narrow, oneColumn } from '../parts/desk';
import { ErrorNote } from '../parts/ErrorNote';
import { isConnected } from '../platform/client';
import { lastOf, type QueryState } from '../platform/query-store';
import { useMachineStatus } from '../platform/useMachineStatus';
import { useQuery } from '../platform/useQuery';
import { useRunningOperation } from '../platform/useRunningOperation';
import { t } from '../words/t';
import { Navigation } from './Navigation';
import { OperationBar } from './OperationBar';
import { PageBoundary } from './PageBoundary';
import { darkTheme, lightTheme } from './theme';
import { TitleBar } from './TitleBar';
import { useMediaQuery } from './useMediaQuery';
import { openPage, useRoute, type PageId } from './useRoute';
import { useShortcuts } from './useShortcuts';

const useStyles = makeStyles({
  // Dialogs get these too, in an element of their own: nothing here may paint or take room.
  provider: {
    backgroundColor: 'transparent',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontVariantNumeric: 'tabular-nums',
    // For scroll bars and native boxes, which would otherwise be bright at night.
    colorScheme: 'light',
  },
  dark: { colorScheme: 'dark' },
  window: { height: '100vh', backgroundColor: desk.deskMica },
  frame: {
    display: 'grid',
    gridTemplateColumns: '216px minmax(0, 1fr)',
    gridTemplateRows: '40px auto minmax(0, 1fr)',
    gridTemplateAreas: '"bar bar" "operation operation" "navigation page"',
    height: '100%',
    backgroundColor: desk.deskMica,
    [narrow]: { gridTemplateColumns: '48px minmax(0, 1fr)' },
  },
  page: {
    gridArea: 'page',
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    minHeight: 0,
    backgroundColor: desk.deskLayer,
    borderTop: `1px solid ${desk.deskEdge}`,
    borderLeft: `1px solid ${desk.deskEdge}`,
    borderTopLeftRadius: tokens.borderRadiusXLarge,
    overflow: 'hidden',
    [forcedColors]: { borderTopColor: 'CanvasText', borderLeftColor: 'CanvasText' },
  },
  wholeWidth: { gridColumn: '1 / -1', borderLeft: 'none', borderTopLeftRadius: 0 },
  demo: {
    flexShrink: 0,
    minHeight: '28px',
    padding: '6px 24px 5px 23px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    backgroundColor: desk.deskWell,
    borderBottom: `1px solid ${desk.deskEdge}`,
    [forcedColors]: { borderBottomColor: 'CanvasText' },
    [oneColumn]: { padding: '6px 16px 5px' },
  },
  content: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    padding: '23px 24px 0 23px',
    overflowX: 'hidden',
    overflowY: 'auto',
    [oneColumn]: { padding: '16px 16px 0' },
  },
  unconnected: { maxWidth: '640px', margin: '64px auto', padding: '0 24px' },
});

/** The window: its frame, and the page that is open. Features meet here and nowhere else. */
export function App() {
  const styles = useStyles();
  const isDark = useMediaQuery('(prefers-color-scheme: dark)');
  return (
    <FluentProvider
      theme={isDark ? darkTheme : lightTheme}
      className={mergeClasses(styles.provider, isDark && styles.dark)}
    >
      <AriaLiveAnnouncer>
        {isConnected() ? (
          <SetupSession>
            <div className={styles.window} data-colours={isDark ? 'dark' : 'light'}>
              <Frame />
            </div>
          </SetupSession>
        ) : (
          <main className={styles.unconnected}>
            <h1>{t('unconnected-title')}</h1>
            <ErrorNote sentence={{ happened: t('unconnected-text') }} />
          </main>
        )}
      </AriaLiveAnnouncer>
    </FluentProvider>
  );
}

function Frame() {
  const styles = useStyles();
  const page = useRoute();
  const { query } = useMachineStatus();
  const info = useQuery('appInfo', undefined);
  const change = useRunningOperation();
  useShortcuts();
  useHeadingFocus(page);

  const status = lastOf(query)?.value;
  const app = lastOf(info.query)?.value;
  const instead = insteadOfPages(app, info.query, info.refresh);
  // The event of a change is faster than the next reading.
  const pill = change && status?.pill !== 'unknown' ? 'changing' : (status?.pill ?? failedPill(query.state));
  return (
    <div className={styles.frame}>
      <TitleBar info={app} pill={instead ? undefined : pill} />
      {change && <OperationBar change={change} />}
      {!instead && <Navigation page={page} />}
      <main className={mergeClasses(styles.page, instead !== undefined && styles.wholeWidth)} data-region>
        {app?.machine === 'demo' && <p className={styles.demo}>{t('app-demo')}</p>}
        <div className={styles.content}>
          {instead ?? (
            <PageBoundary key={page}>
              <OpenPage page={page} />
            </PageBoundary>
          )}
        </div>
      </main>
    </div>
  );
}

const blocking: readonly ReasonId[] = [
  'program-folder-open',
  'program-folder-unknown',
  'powershell-missing',
  'powershell-altered',
  'powershell-blocked',
];

/** What stands in the place of every page while nothing about this computer can be known or changed. */
function insteadOfPages(
  app: AppInfo | undefined,
  query: QueryState<AppInfo>,
  onAgain: () => void,
): ReactElement | undefined {
  if (app) return app.machine === 'windows' && !app.isElevated ? <RightsPage info={app} /> : undefined;
  const isBlocked = query.state === 'failed' && blocking.includes(query.failure.reason);
  return isBlocked ? <BlockedPage failure={query.failure} onAgain={onAgain} /> : undefined;
}

function failedPill(state: 'idle' | 'loading' | 'ready' | 'failed'): 'unknown' | undefined {
  return state === 'failed' ? 'unknown' : undefined;
}

function OpenPage({ page }: { readonly page: PageId }) {
  switch (page) {
    case 'overview':
      return <OverviewPage onSetup={() => openPage('setup')} />;
    case 'setup':
      return <SetupPage onOverview={() => openPage('overview')} />;
    case 'about':
      return <AboutPage />;
  }
}

/** Another page is like a new document: it has its own title and begins at its heading; the first one keeps the focus. */
function useHeadingFocus(page: PageId): void {
  const former = useRef(page);
  useEffect(() => {
    document.title = t('app-window-title', { page: t(`nav-${page}`) });
    if (former.current === page) return;
    former.current = page;
    document.querySelector<HTMLElement>('main h1')?.focus();
  }, [page]);
}
