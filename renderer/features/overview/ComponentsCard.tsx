import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ComponentSummary, MachineStatus } from '../../../shared/contract/status';
import { codeFont, desk, forcedColors, lowWindow } from '../../parts/desk';
import { SectionCard } from '../../parts/SectionCard';
import { SignalMark, signalOf } from '../../parts/SignalMark';
import { StatusMark, type Tone } from '../../parts/StatusMark';
import { explainFailure, t } from '../../words/t';
import { isUnhealthy, known } from './lead';

const useStyles = makeStyles({
  row: {
    borderTop: `1px solid ${desk.deskEdgeSoft}`,
    ':first-child': { borderTop: 'none' },
    [forcedColors]: { borderTopColor: 'CanvasText' },
  },
  open: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    width: '100%',
    minHeight: '32px',
    padding: '4px 0',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    textAlign: 'left',
    cursor: 'pointer',
    ':hover': { backgroundColor: desk.deskWell },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
    [lowWindow]: { minHeight: '28px', padding: '2px 0' },
    [forcedColors]: { ':focus-visible': { outline: '2px solid Highlight' } },
  },
  id: {
    flexGrow: 1,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontFamily: tokens.fontFamilyMonospace,
    ...codeFont,
  },
  message: {
    padding: '0 0 6px 20px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  none: { color: tokens.colorNeutralForeground2 },
});

export const healthTones: Readonly<Record<ComponentSummary['health'], Tone>> = {
  healthy: 'good',
  unhealthy: 'bad',
  unknown: 'unknown',
  exited: 'bad',
};

const shownAtFirst = 7;

export interface ComponentsCardProps {
  readonly status: MachineStatus;
  readonly onOpen: (id: string) => void;
}

/** The components, the unhealthy ones first and with what Alloy says about them. */
export function ComponentsCard({ status, onOpen }: ComponentsCardProps) {
  const styles = useStyles();
  const [isWhole, setWhole] = useState(false);
  const components = known(status.components);
  if (!components) {
    const why = status.components.state === 'unknown' ? explainFailure(status.components.failure).happened : '';
    return (
      <SectionCard title={t('components-title')}>
        <p className={styles.none}>{status.api.state === 'ready' ? t('not-known', { why }) : t('flow-not-known')}</p>
      </SectionCard>
    );
  }
  const sorted = components.toSorted((a, b) => Number(isUnhealthy(b)) - Number(isUnhealthy(a)));
  const shown = isWhole ? sorted : sorted.slice(0, shownAtFirst);
  return (
    <SectionCard title={t('components-title')} aside={<Healthy components={components} />}>
      {components.length === 0 && <p className={styles.none}>{t('components-none')}</p>}
      <ul>
        {shown.map((component) => (
          <ComponentRow key={component.id} component={component} onOpen={onOpen} />
        ))}
      </ul>
      {components.length > shownAtFirst && (
        <Button size="small" appearance="subtle" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('components-show-fewer') : t('components-show-all', { count: components.length })}
        </Button>
      )}
    </SectionCard>
  );
}

function Healthy({ components }: { readonly components: readonly ComponentSummary[] }) {
  if (components.length === 0) return null;
  const healthy = components.filter(({ health }) => health === 'healthy').length;
  const tone = components.some(isUnhealthy) ? 'bad' : healthy === components.length ? 'good' : 'unknown';
  return <StatusMark tone={tone}>{t('components-healthy', { healthy, count: components.length })}</StatusMark>;
}

function ComponentRow({
  component,
  onOpen,
}: {
  readonly component: ComponentSummary;
  readonly onOpen: (id: string) => void;
}) {
  const styles = useStyles();
  const { id, name, health, message } = component;
  return (
    <li className={styles.row}>
      <button type="button" className={styles.open} onClick={() => onOpen(id)}>
        <SignalMark signal={signalOf(name)} />
        <span className={styles.id} title={id}>
          {id}
        </span>
        <StatusMark tone={healthTones[health]}>{t(`health-${health}`)}</StatusMark>
      </button>
      {isUnhealthy(component) && (
        <p className={styles.message}>{message === '' ? t('component-no-message') : message}</p>
      )}
    </li>
  );
}
