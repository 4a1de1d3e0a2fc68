import { makeStyles } from '@fluentui/react-components';
import type { SetupContext } from '../../../shared/contract/setup';
import { oneColumn } from '../../parts/desk';
import { CollectorTable } from './CollectorTable';
import { CostSummary } from './CostSummary';
import { PresetCards } from './PresetCards';
import { SettingsPanel } from './SettingsPanel';
import type { SetupDraft } from './setup-draft';
import { useSession } from './setup-session-context';
import { StepFrame } from './StepFrame';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 248px',
    gridTemplateRows: 'minmax(0, 1fr)',
    gap: '12px',
    flexGrow: 1,
    // Lower than this the stage scrolls as a whole.
    minHeight: '360px',
    [oneColumn]: { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto' },
  },
});

/** What is collected: a preset, then single collectors, and how often. */
export function MetricsStep({ draft, context }: { readonly draft: SetupDraft; readonly context: SetupContext }) {
  const styles = useStyles();
  const { state, dispatch } = useSession();
  return (
    <StepFrame step="metrics" summary={<CostSummary draft={draft} />}>
      <PresetCards
        preset={state.preset}
        collectors={draft.collectors}
        presence={context.collectorPresence}
        onChoose={(preset) => dispatch({ type: 'preset-chosen', preset })}
      />
      <div className={styles.columns}>
        <CollectorTable
          chosen={draft.collectors}
          presence={context.collectorPresence}
          isProblemShown={state.asked.includes('metrics') || state.touched.includes('collectors')}
          onToggle={(name, isChosen) => dispatch({ type: 'toggled', name, isChosen })}
        />
        <SettingsPanel draft={draft} />
      </div>
    </StepFrame>
  );
}
