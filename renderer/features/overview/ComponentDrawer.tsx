import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  Skeleton,
  tokens,
} from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import type { ComponentDetails } from '../../../shared/contract/status';
import { LoadingBlock } from '../../parts/LoadingBlock';
import { codeFont, desk, forcedColors } from '../../parts/desk';
import { FailureNote } from '../../parts/FailureNote';
import { StatusMark } from '../../parts/StatusMark';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { lastOf } from '../../platform/query-store';
import { useNow } from '../../platform/useNow';
import { useQuery } from '../../platform/useQuery';
import { formatAge } from '../../words/format';
import { t } from '../../words/t';
import { healthTones } from './ComponentsCard';

const useStyles = makeStyles({
  drawer: { width: 'min(560px, 100vw)' },
  title: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere', ...codeFont },
  body: { display: 'grid', alignContent: 'start', rowGap: tokens.spacingVerticalL, paddingBottom: '24px' },
  health: { display: 'flex', columnGap: '8px', flexWrap: 'wrap', alignItems: 'center' },
  dim: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  message: { overflowWrap: 'anywhere', marginTop: '4px' },
  heading: { fontWeight: tokens.fontWeightSemibold, marginBottom: '4px' },
  fields: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  cell: {
    padding: '4px 8px 4px 0',
    borderTop: `1px solid ${desk.deskEdgeSoft}`,
    textAlign: 'left',
    verticalAlign: 'top',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
    ...codeFont,
    [forcedColors]: { borderTopColor: 'CanvasText' },
  },
  name: { color: tokens.colorNeutralForeground2 },
  links: { display: 'flex', flexWrap: 'wrap', gap: '4px' },
  link: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere', minWidth: 0, ...codeFont },
});

export interface ComponentDrawerProps {
  readonly id: string;
  /** Another component, by a reference. */
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

/** What Alloy knows about one component. */
export function ComponentDrawer({ id, onOpen, onClose }: ComponentDrawerProps) {
  const styles = useStyles();
  const { query } = useQuery('componentDetails', { id }, { pollMs: 5_000 });
  const details = lastOf(query)?.value;
  return (
    <OverlayDrawer className={styles.drawer} open position="end" onOpenChange={(_, { open }) => !open && onClose()}>
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              icon={<Dismiss20Regular />}
              aria-label={t('component-close')}
              onClick={onClose}
            />
          }
        >
          <span className={styles.title}>{id}</span>
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>
        <ScrollRegion className={styles.body} label={id}>
          {query.state === 'failed' && <FailureNote failure={query.failure} />}
          {details ? (
            <Details details={details} onOpen={onOpen} />
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

function Details({ details, onOpen }: { readonly details: ComponentDetails; readonly onOpen: (id: string) => void }) {
  const styles = useStyles();
  const now = useNow();
  const { summary } = details;
  return (
    <>
      <section>
        <div className={styles.health}>
          <StatusMark tone={healthTones[summary.health]}>{t(`health-${summary.health}`)}</StatusMark>
          {summary.updatedAtMs !== undefined && (
            <span className={styles.dim}>{t('component-updated', { age: formatAge(summary.updatedAtMs, now) })}</span>
          )}
        </div>
        <p className={styles.message}>{summary.message === '' ? t('component-no-message') : summary.message}</p>
      </section>
      <References title={t('component-uses')} ids={details.referencesTo} onOpen={onOpen} />
      <References title={t('component-used-by')} ids={details.referencedBy} onOpen={onOpen} />
      <Fields title={t('component-arguments')} fields={details.arguments} />
      <Fields title={t('component-exports')} fields={details.exports} />
      <Fields title={t('component-debug')} fields={details.debugInfo} />
    </>
  );
}

function References({
  title,
  ids,
  onOpen,
}: {
  readonly title: string;
  readonly ids: readonly string[];
  readonly onOpen: (id: string) => void;
}) {
  const styles = useStyles();
  if (ids.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      <div className={styles.links}>
        {ids.map((id) => (
          <Button key={id} size="small" className={styles.link} onClick={() => onOpen(id)}>
            {id}
          </Button>
        ))}
      </div>
    </section>
  );
}

function Fields({ title, fields }: { readonly title: string; readonly fields: ComponentDetails['arguments'] }) {
  const styles = useStyles();
  if (fields.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      <table className={styles.fields} aria-label={title}>
        <tbody>
          {fields.map(({ path, text }) => (
            <tr key={path}>
              <th scope="row" className={styles.cell}>
                <span className={styles.name}>{path}</span>
              </th>
              <td className={styles.cell}>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
