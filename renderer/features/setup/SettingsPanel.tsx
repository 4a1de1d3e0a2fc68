import { Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import type { SetupMetrics } from '../../../shared/contract/setup';
import { desk, forcedColors, oneColumn } from '../../parts/desk';
import { t } from '../../words/t';
import { problemsOf, type Field as FieldName, type SetupDraft } from './setup-draft';
import { useSession } from './setup-session-context';
import { showsProblem } from './setup-state';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    alignContent: 'start',
    rowGap: tokens.spacingVerticalM,
    minHeight: 0,
    padding: '15px',
    overflowY: 'auto',
    backgroundColor: desk.deskCard,
    border: `1px solid ${desk.deskEdge}`,
    borderRadius: tokens.borderRadiusXLarge,
    [forcedColors]: { border: '1px solid CanvasText' },
    [oneColumn]: { overflowY: 'visible' },
  },
  title: { fontWeight: tokens.fontWeightSemibold },
  control: { minWidth: 0, width: '100%' },
});

const levels: readonly SetupMetrics['logLevel'][] = ['error', 'warn', 'info', 'debug'];

type TextField = Extract<FieldName, 'scrapeInterval' | 'scrapeTimeout' | 'job' | 'instance'>;

const fields: readonly { readonly field: TextField; readonly word: 'interval' | 'timeout' | 'job' | 'instance' }[] = [
  { field: 'scrapeInterval', word: 'interval' },
  { field: 'scrapeTimeout', word: 'timeout' },
  { field: 'job', word: 'job' },
  { field: 'instance', word: 'instance' },
];

/** How often, how long, under which labels, and how much Alloy says about itself. */
export function SettingsPanel({ draft }: { readonly draft: SetupDraft }) {
  const styles = useStyles();
  const { state, dispatch } = useSession();
  const problems = problemsOf(draft);
  return (
    // A panel that scrolls has to be reached by the keyboard; its inputs do that.
    <section className={styles.root} aria-label={t('settings-title')}>
      <h3 className={styles.title}>{t('settings-title')}</h3>
      {fields.map(({ field, word }) => {
        const problem = showsProblem(state, field) ? problems[field] : undefined;
        return (
          <Field
            key={field}
            label={t(`settings-${word}`)}
            hint={t(`settings-${word}-hint`)}
            size="small"
            {...(problem === undefined || problem.startsWith('address-')
              ? {}
              : { validationState: 'error', validationMessage: t(`problem-${problem as SettingsProblem}`) })}
          >
            <Input
              className={styles.control}
              size="medium"
              value={draft[field]}
              inputMode={word === 'interval' || word === 'timeout' ? 'numeric' : 'text'}
              spellCheck={false}
              autoComplete="off"
              onChange={(_, { value }) => dispatch({ type: 'changed', change: { [field]: value } })}
              onBlur={() => dispatch({ type: 'left', field })}
            />
          </Field>
        );
      })}
      <Field label={t('settings-log-level')} hint={t('settings-log-level-hint')} size="small">
        <Select
          className={styles.control}
          value={draft.logLevel}
          onChange={(_, { value }) => {
            const logLevel = levels.find((level) => level === value);
            if (logLevel) dispatch({ type: 'changed', change: { logLevel } });
          }}
        >
          {levels.map((level) => (
            <option key={level} value={level}>
              {t(`log-level-${level}`)}
            </option>
          ))}
        </Select>
      </Field>
    </section>
  );
}

type Problem = NonNullable<ReturnType<typeof problemsOf>[FieldName]>;
type SettingsProblem = Exclude<Problem, `address-${string}`>;
