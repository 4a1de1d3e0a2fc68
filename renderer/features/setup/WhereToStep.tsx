import { Button, Field, Input, makeStyles, tokens, useAnnounce } from '@fluentui/react-components';
import { Info16Regular, Lightbulb16Regular } from '@fluentui/react-icons';
import { useId, useRef, type Ref } from 'react';
import { judgeAddress } from '../../../shared/setup/address';
import { FailureNote } from '../../parts/FailureNote';
import { codeFont, oneColumn } from '../../parts/desk';
import { ProbeStages } from '../../parts/ProbeStages';
import { SectionCard } from '../../parts/SectionCard';
import { SignalMark } from '../../parts/SignalMark';
import { StatusMark } from '../../parts/StatusMark';
import { useOperation } from '../../platform/useOperation';
import { t } from '../../words/t';
import { adviceTexts, offersOf, problemText } from './address-help';
import type { SetupDraft } from './setup-draft';
import { useSession } from './setup-session-context';
import { showsProblem } from './setup-state';
import { StepFrame } from './StepFrame';

const useStyles = makeStyles({
  form: { display: 'grid', rowGap: tokens.spacingVerticalM },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: '8px 12px' },
  field: { flexGrow: 1, flexBasis: '260px', minWidth: 0 },
  input: { width: '100%' },
  // Level with the input, below its label.
  test: { marginTop: '26px', minWidth: '96px', [oneColumn]: { marginTop: 0 } },
  help: { display: 'grid', rowGap: '8px' },
  advice: { display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr)', columnGap: '8px' },
  icon: { marginTop: '2px' },
  offers: { display: 'grid', rowGap: '4px', justifyItems: 'start', paddingLeft: '24px' },
  offer: { maxWidth: '100%', justifyContent: 'start', textAlign: 'left', overflowWrap: 'anywhere', minWidth: 0 },
  url: { fontFamily: tokens.fontFamilyMonospace, fontWeight: tokens.fontWeightRegular, ...codeFont },
  products: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  dim: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** Where the samples go: one address, with help, and a test that writes nothing. */
export function WhereToStep({ draft }: { readonly draft: SetupDraft }) {
  const styles = useStyles();
  const { state, dispatch } = useSession();
  const { operation, run, cancel } = useOperation('endpointProbe');
  const { announce } = useAnnounce();
  const input = useRef<HTMLInputElement>(null);
  const helpId = useId();
  const { url } = draft;
  const judgement = judgeAddress(url);
  const isShown = showsProblem(state, 'url');
  const [problem] = isShown ? judgement.problems : [];
  const isTesting = operation.state === 'loading';
  // A test says something about the address that was tested, and nothing about another one.
  const isTested = state.testedUrl === url;

  const test = async (): Promise<void> => {
    dispatch({ type: 'left', field: 'url' });
    if (judgement.problems.length > 0) {
      input.current?.focus();
      return;
    }
    dispatch({ type: 'tested', url });
    announce(t('where-test-running'), { polite: true });
    const result = await run({ url });
    if (result.ok && result.value.stages.every(({ state: stage }) => stage === 'passed'))
      announce(t('where-test-good', { ms: totalMs(result.value.stages) }), { polite: true });
  };

  const take = (suggestion: string): void => {
    dispatch({ type: 'changed', change: { url: suggestion } });
    input.current?.focus();
  };

  const offers = isShown ? offersOf(judgement) : [];
  const report = isTested && operation.state === 'ready' ? operation.value : undefined;
  const isGood = report?.stages.every(({ state: stage }) => stage === 'passed') ?? false;
  return (
    <StepFrame step="where-to" summary={summaryOf(url, judgement.problems.length > 0, report && isGood)}>
      <SectionCard
        title={t('where-title')}
        aside={
          report && (
            <StatusMark tone={isGood ? 'good' : 'bad'}>
              {isGood ? t('where-test-good', { ms: totalMs(report.stages) }) : t('where-test-bad')}
            </StatusMark>
          )
        }
      >
        <div className={styles.form}>
          <div className={styles.line}>
            <Field
              className={styles.field}
              label={t('where-url')}
              hint={t('where-url-hint')}
              {...(problem === undefined ? {} : { validationState: 'error', validationMessage: problemText(problem) })}
            >
              <Input
                className={styles.input}
                ref={input as Ref<never>}
                value={url}
                inputMode="url"
                spellCheck={false}
                autoComplete="off"
                placeholder="https://prometheus.example:9090/api/v1/write"
                contentBefore={<SignalMark signal="metrics" />}
                onChange={(_, { value }) => dispatch({ type: 'changed', change: { url: value } })}
                onBlur={() => url !== '' && dispatch({ type: 'left', field: 'url' })}
              />
            </Field>
            {isTesting ? (
              <Button className={styles.test} onClick={cancel}>
                {t('where-test-stop')}
              </Button>
            ) : (
              <Button className={styles.test} onClick={() => void test()}>
                {t(isTested ? 'where-test-again' : 'where-test')}
              </Button>
            )}
          </div>
          {isShown && (judgement.advice.length > 0 || offers.length > 0) && (
            <div className={styles.help} id={helpId}>
              {adviceTexts(judgement.advice).map(({ id, text }) => (
                <p key={id} className={styles.advice}>
                  {id === 'plain-http' || id === 'fragment-ignored' ? (
                    <Info16Regular className={styles.icon} aria-hidden />
                  ) : (
                    <Lightbulb16Regular className={styles.icon} aria-hidden />
                  )}
                  <span>{text}</span>
                </p>
              ))}
              {offers.length > 0 && judgement.advice.length === 0 && (
                <p className={styles.advice}>
                  <Lightbulb16Regular className={styles.icon} aria-hidden />
                  <span>{t('where-offer')}</span>
                </p>
              )}
              {offers.length > 0 && (
                <ul className={styles.offers} aria-label={t('where-suggestions')}>
                  {offers.map((offer) => (
                    <li key={offer.url}>
                      <Button
                        className={styles.offer}
                        size="small"
                        aria-label={`${t('where-use', { url: offer.url })} ${offer.products}`.trim()}
                        onClick={() => take(offer.url)}
                      >
                        <span>
                          <span className={styles.url}>{offer.url}</span>
                          {offer.products !== '' && <span className={styles.products}> {offer.products}</span>}
                        </span>
                      </Button>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          )}
          {isTested && operation.state === 'failed' && <FailureNote failure={operation.failure} isNews />}
          {isTested && isTesting && (
            <ProbeStages view={{ state: 'running', stageIndex: operation.progress?.stepIndex ?? 0 }} />
          )}
          {report && <ProbeStages view={{ state: 'ended', report }} />}
          <p className={styles.dim}>{t('where-test-text')}</p>
        </div>
      </SectionCard>
    </StepFrame>
  );
}

function totalMs(stages: readonly { readonly durationMs?: number | undefined }[]): number {
  return stages.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
}

function summaryOf(url: string, isOff: boolean, isGood: boolean | undefined): string {
  if (isOff) return t(url.trim() === '' ? 'where-foot-none' : 'where-foot-off');
  const { host } = new URL(url);
  if (isGood === undefined) return t('where-foot-untested', { host });
  return t(isGood ? 'where-foot-good' : 'where-foot-bad', { host });
}
