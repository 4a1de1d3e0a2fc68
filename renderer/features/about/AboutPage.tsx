import { makeStyles, tokens } from '@fluentui/react-components';
import type { AppInfo } from '../../../shared/contract/status';
import { CopyBox } from '../../parts/CopyBox';
import { oneColumn } from '../../parts/desk';
import { FailureNote } from '../../parts/FailureNote';
import { MarkedText } from '../../parts/MarkedText';
import { PageHead } from '../../parts/PageHead';
import { SectionCard } from '../../parts/SectionCard';
import { lastOf } from '../../platform/query-store';
import { useQuery } from '../../platform/useQuery';
import { t } from '../../words/t';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalM,
    paddingBottom: '24px',
    [oneColumn]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  text: { display: 'grid', rowGap: tokens.spacingVerticalS },
  dim: { color: tokens.colorNeutralForeground2 },
  facts: { display: 'grid', gridTemplateColumns: '112px minmax(0, 1fr)', gap: '8px 12px' },
  name: { color: tokens.colorNeutralForeground3 },
  value: { overflowWrap: 'anywhere' },
});

/** What this program is, on which machine it runs, and whose work is in it. */
export function AboutPage() {
  const styles = useStyles();
  const { query } = useQuery('appInfo', undefined);
  const info = lastOf(query)?.value;
  return (
    <>
      <PageHead title={t('about-title')} {...(info ? { sub: t('about-version', { version: info.version }) } : {})} />
      {query.state === 'failed' && <FailureNote failure={query.failure} />}
      <div className={styles.grid}>
        <SectionCard title={t('about-product')}>
          <div className={styles.text}>
            <p>{t('about-purpose')}</p>
            <p className={styles.dim}>{t('about-affiliation')}</p>
          </div>
        </SectionCard>
        <SectionCard title={t('about-machine')}>{info && <Facts facts={machineFacts(info)} />}</SectionCard>
        <SectionCard title={t('about-licence')}>
          <div className={styles.text}>
            <p>
              <MarkedText>{t('about-licence-text')}</MarkedText>
            </p>
            <p className={styles.dim}>
              <MarkedText>{t('about-third-party')}</MarkedText>
            </p>
          </div>
        </SectionCard>
        <SectionCard title={t('about-made-of')}>
          {info && (
            <div className={styles.text}>
              <Facts facts={programFacts(info)} />
              <p className={styles.dim}>{t('about-support')}</p>
              <CopyBox text={reportOf(info)} what={t('about-copy')} />
            </div>
          )}
        </SectionCard>
      </div>
    </>
  );
}

type FactList = readonly (readonly [name: string, value: string])[];

function Facts({ facts }: { readonly facts: FactList }) {
  const styles = useStyles();
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => [
        <dt key={name} className={styles.name}>
          {name}
        </dt>,
        <dd key={`${name} value`} className={styles.value}>
          {value}
        </dd>,
      ])}
    </dl>
  );
}

function machineFacts(info: AppInfo): FactList {
  return [
    [t('about-computer'), info.computerName],
    [t('about-windows'), info.windows],
    [t('about-user'), info.userName],
    [t('about-rights'), t(info.isElevated ? 'about-elevated' : 'about-not-elevated')],
    [t('about-kind'), t(info.machine === 'demo' ? 'about-kind-demo' : 'about-kind-windows')],
  ];
}

function programFacts({ electron, chromium, node }: AppInfo): FactList {
  return [
    ['Electron', electron],
    ['Chromium', chromium],
    ['Node.js', node],
  ];
}

/** Versions only: no names of people or computers leave by the clipboard. */
function reportOf(info: AppInfo): string {
  return `Alloy Desk ${info.version} · Electron ${info.electron} · Chromium ${info.chromium} · Node.js ${info.node} · ${info.windows}`;
}
