import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { CollectorName } from '../../../shared/contract/collector-names';
import type { SetupContext } from '../../../shared/contract/setup';
import { presetCollectors, presetIds, type PresetId } from '../../../shared/setup/presets';
import { desk, forcedColors, oneColumn } from '../../parts/desk';
import { t } from '../../words/t';
import { costOf } from './setup-cost';

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    gap: '12px',
    marginBottom: '12px',
    flexShrink: 0,
    [oneColumn]: { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: '8px' },
  },
  card: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    alignContent: 'start',
    gap: '2px 8px',
    minHeight: '80px',
    padding: '11px',
    border: `1px solid ${desk.deskEdge}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: desk.deskCard,
    cursor: 'pointer',
    ':hover': { border: `1px solid ${tokens.colorNeutralStroke1Hover}` },
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  chosen: {
    border: `1px solid ${tokens.colorCompoundBrandStroke}`,
    boxShadow: `inset 0 0 0 1px ${tokens.colorCompoundBrandStroke}`,
    ':hover': { border: `1px solid ${tokens.colorCompoundBrandStroke}` },
    [forcedColors]: { outline: '2px solid Highlight' },
  },
  radio: {
    width: '16px',
    height: '16px',
    margin: '2px',
    accentColor: tokens.colorCompoundBrandForeground1,
    outlineStyle: 'none',
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  note: {
    gridColumn: '2',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  dim: { color: tokens.colorNeutralForeground3 },
});

export interface PresetCardsProps {
  readonly preset: PresetId;
  /** What is chosen now; the count of the own choice. */
  readonly collectors: readonly CollectorName[];
  readonly presence: SetupContext['collectorPresence'];
  readonly onChoose: (preset: PresetId) => void;
}

/** Four ways to begin; the table below shows what each one ticks. */
export function PresetCards({ preset, collectors, presence, onChoose }: PresetCardsProps) {
  const styles = useStyles();
  const group = useId();
  return (
    <div role="radiogroup" aria-label={t('presets-label')} className={styles.cards}>
      {presetIds.map((id) => {
        const cost = costOf(id === 'own' ? collectors : presetCollectors(id, presence), undefined);
        const inputId = `${group}-${id}`;
        return (
          <label key={id} htmlFor={inputId} className={mergeClasses(styles.card, id === preset && styles.chosen)}>
            <input
              id={inputId}
              className={styles.radio}
              type="radio"
              name={group}
              value={id}
              checked={id === preset}
              aria-labelledby={`${inputId}-name`}
              aria-describedby={`${inputId}-count ${inputId}-text`}
              onChange={() => onChoose(id)}
            />
            <span id={`${inputId}-name`} className={styles.name}>
              {t(`preset-${id}`)}
            </span>
            <span id={`${inputId}-count`} className={styles.note}>
              {t('preset-count', {
                collectors: cost.collectors,
                series: cost.aboutSeries,
                unknownCollectors: cost.unknownCollectors,
              })}
            </span>
            <span id={`${inputId}-text`} className={mergeClasses(styles.note, styles.dim)}>
              {t(`preset-text-${id}`)}
            </span>
          </label>
        );
      })}
    </div>
  );
}
