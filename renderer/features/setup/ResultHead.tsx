import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { desk, forcedColors } from '../../parts/desk';
import { t } from '../../words/t';
import type { ApplyView, Delivery } from './setup-result';

const useStyles = makeStyles({
  root: {
    backgroundColor: desk.deskCard,
    border: `1px solid ${desk.deskEdge}`,
    borderRadius: tokens.borderRadiusXLarge,
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  head: { padding: '15px' },
  title: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  text: { color: tokens.colorNeutralForeground2 },
});

export interface ResultHeadProps {
  readonly view: ApplyView;
  readonly delivery: Delivery;
  readonly activeSeries: number | undefined;
  /** The stages. */
  readonly children: ReactNode;
}

/** The result in one sentence with its numbers, above the stages that led to it. */
export function ResultHead({ view, delivery, activeSeries, children }: ResultHeadProps) {
  const styles = useStyles();
  const { title, text } = sentenceOf(view, delivery, activeSeries);
  return (
    <section className={styles.root} aria-label={t('result-list')}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        {text !== '' && <p className={styles.text}>{text}</p>}
      </div>
      {children}
    </section>
  );
}

function sentenceOf(
  view: ApplyView,
  delivery: Delivery,
  activeSeries: number | undefined,
): { readonly title: string; readonly text: string } {
  if (view.state === 'running') return { title: t('result-running'), text: t('result-running-text') };
  if (view.state === 'failed') return { title: t('result-failed'), text: '' };
  const { outcome } = view;
  if (outcome.state === 'restored') return { title: t('result-restored'), text: '' };
  if (outcome.state === 'undecided') return { title: t('result-undecided'), text: '' };
  if (delivery.state === 'failed') return { title: t('result-lost'), text: t('result-lost-text') };
  if (delivery.state !== 'passed' || !delivery.endpoint)
    return { title: t('result-waiting'), text: t('result-waiting-text') };
  const { host } = URL.canParse(delivery.endpoint.url)
    ? new URL(delivery.endpoint.url)
    : { host: delivery.endpoint.url };
  return {
    title: t('result-arrives', { count: delivery.delivered, host }),
    text: activeSeries === undefined ? t('result-arrives-plain') : t('result-arrives-text', { series: activeSeries }),
  };
}
