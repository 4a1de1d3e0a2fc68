import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { desk, forcedColors } from './desk';

/** What a component sends: each signal has a colour and a shape. */
export type Signal = 'metrics' | 'logs' | 'traces' | 'targets' | 'modules';

const shapes = {
  metrics: <circle cx="6" cy="6" r="5" />,
  logs: <rect x="1.5" y="1.5" width="9" height="9" rx="1.5" />,
  traces: <path d="M6 .5 11.5 6 6 11.5.5 6z" />,
  targets: <path d="M6 1 11.5 10.5H.5z" />,
  modules: <path d="M3.2 1h5.6L11.6 6 8.8 11H3.2L.4 6z" />,
} as const;

const useStyles = makeStyles({
  root: { flexShrink: 0, [forcedColors]: { fill: 'CanvasText' } },
  metrics: { fill: desk.deskMetrics },
  logs: { fill: desk.deskLogs },
  traces: { fill: desk.deskTraces },
  targets: { fill: desk.deskTargets },
  modules: { fill: desk.deskModules },
});

/** By the name of the component, as `prometheus.exporter.windows`. */
export function signalOf(componentName: string): Signal {
  if (/^(prometheus\.exporter|discovery|local\.file_match)\b/.test(componentName)) return 'targets';
  if (componentName.startsWith('prometheus.')) return 'metrics';
  if (componentName.startsWith('loki.')) return 'logs';
  return componentName.startsWith('otelcol.') ? 'traces' : 'modules';
}

/** The shape is said by the name beside it, so it is hidden from screen readers. */
export function SignalMark({ signal, size = 12 }: { readonly signal: Signal; readonly size?: number }) {
  const styles = useStyles();
  return (
    <svg
      className={mergeClasses(styles.root, styles[signal])}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden
    >
      {shapes[signal]}
    </svg>
  );
}
