import type { SetupMetrics } from '../../../shared/contract/setup';
import type { AddressAdvice, AddressProblem, Product } from '../../../shared/setup/address';
import type { CollectorGroup } from '../../../shared/setup/collectors';
import type { PresetId } from '../../../shared/setup/presets';
import type { QueryId } from '../../../shared/setup/queries';
import type { Say } from '../../words/word';

interface CountedSeries {
  readonly series: number | undefined;
  readonly unknownCollectors: number;
}

/** `39 series`, `39 series, not known of 1`, `series not known` */
function seriesText({ series, unknownCollectors }: CountedSeries, say: Say): string {
  if (series === undefined) return 'series not known';
  const rest = unknownCollectors === 0 ? '' : `, not known of ${say.number(unknownCollectors)}`;
  return `${say.number(series)} series${rest}`;
}

const presetWords = {
  'preset-this-machine': 'This machine',
  'preset-baseline': 'Baseline',
  'preset-guide': 'As in the guide',
  'preset-own': 'Own choice',
  'preset-text-this-machine': 'Baseline and found roles',
  'preset-text-baseline': 'Health of any machine',
  'preset-text-guide': 'What many guides list',
  'preset-text-own': 'What you tick below',
} as const satisfies Record<`${'preset' | 'preset-text'}-${PresetId}`, string>;

const groupWords = {
  'group-every-machine': 'On every machine',
  'group-many-series': 'Many series: one set for each object',
  'group-role': 'Where a role or a product is installed',
  'group-needs-settings': 'Give nothing before they are told what to measure',
} as const satisfies Record<`group-${CollectorGroup}`, string>;

const levelWords = {
  'log-level-error': 'error: only what fails',
  'log-level-warn': 'warn: also what is odd',
  'log-level-info': 'info: also what Alloy does (usual)',
  'log-level-debug': 'debug: everything, for an hour of searching',
} as const satisfies Record<`log-level-${SetupMetrics['logLevel']}`, string>;

const addressProblems = {
  'address-empty': 'Enter the address to which this machine sends its samples.',
  'address-scheme-missing': 'The address does not say how to connect. Begin it with http:// or https://.',
  'address-scheme-unknown': 'Samples travel by http:// or https:// only.',
  'address-blank-inside': 'There is a blank in the address. Take it out.',
  'address-credentials-inside':
    'A user or password in the address would stand in clear in Alloy’s log. Take it out; signing in is not part of this version.',
  'address-not-an-address': 'This is not an address. An example: https://prometheus.example:9090/api/v1/write',
  'address-host-missing': 'The name of the server is missing after the two slashes.',
  'address-port-out-of-range': 'A port is a number from 1 to 65535.',
} as const satisfies Record<`address-${AddressProblem}`, string>;

const addressAdvice = {
  'advice-path-empty': 'There is no path. Most servers take samples under one of these:',
  'advice-path-unknown':
    'No server that this app knows takes samples under this path. It may still be right; otherwise:',
  'advice-path-of-loki': 'This is Loki’s path for logs. Metrics go to another server or path:',
  'advice-plain-http': 'Over http:// the samples travel unencrypted. Inside a company’s network that is common.',
  'advice-fragment-ignored': 'What stands behind # is never sent to the server.',
  'advice-looks-like-query-page': 'This looks like a page for people. Samples go to one of these:',
} as const satisfies Record<`advice-${AddressAdvice}`, string>;

const productWords = {
  'product-prometheus': 'Prometheus',
  'product-victoriametrics': 'VictoriaMetrics',
  'product-mimir': 'Mimir',
  'product-grafana-cloud': 'Grafana Cloud',
  'product-thanos': 'Thanos',
} as const satisfies Record<`product-${Product}`, string>;

const queryWords = {
  'query-is-up': 'Is it there?',
  'query-cpu-busy': 'Processor, percent busy',
  'query-memory-available': 'Memory, percent available',
  'query-disk-free': 'Volumes, percent free',
} as const satisfies Record<`query-${QueryId}`, string>;

export const setupWords = {
  ...presetWords,
  ...groupWords,
  ...levelWords,
  ...addressProblems,
  ...addressAdvice,
  ...productWords,
  ...queryWords,

  'setup-title': 'Set up',
  'setup-sub': 'Nothing is changed before you apply',
  'setup-sub-file': 'Read back from the present file; nothing is changed before you apply',
  'setup-sub-result': 'You can go back to every step; the answers are kept',
  'setup-reading': 'Reading this machine…',
  'setup-read-again': 'Read again',
  'setup-steps': 'Steps',
  'setup-discard': 'Discard changes',
  'setup-discard-title': 'Discard the changed answers?',
  'setup-discard-text': 'The answers go back to what was read from this machine. The machine itself is not changed.',
  'setup-discard-keep': 'Keep them',
  'setup-back': 'Back',
  'setup-next': ({ step }: { step: string }) => `Next: ${step}`,
  'setup-blocked': 'These answers cannot be applied here',
  'setup-no-alloy':
    'Alloy is not installed, so the answers cannot be applied yet. You can choose and test already; install Alloy, then come back.',

  'step-metrics': 'Metrics',
  'step-where-to': 'Where to',
  'step-review': 'Review',
  'step-result': 'Result',
  'step-heading': ({ index, count, step }: { index: number; count: number; step: string }) =>
    `Step ${index} of ${count}: ${step}`,
  'step-collectors': ({ count }: { count: number }, say: Say) => say.count(count, 'collector', 'collectors'),
  'step-needs': 'Something is missing',
  'step-url-none': 'Not set',
  'step-review-waits': 'When all is set',
  'step-review-blocked': 'Cannot be applied',
  'step-review-ready': 'The plan is ready',
  'step-review-done': 'Confirmed',
  'step-result-waits': 'After you apply',
  'step-result-running': 'Running',
  'step-result-committed': 'In use',
  'step-result-losing': 'Losing data',
  'step-result-restored': 'Put back',
  'step-result-undecided': 'Waits for you',
  'step-result-failed': 'Not applied',

  'presets-label': 'What to collect',
  'preset-count': ({ collectors, ...counted }: { collectors: number } & CountedSeries, say: Say) =>
    `${say.count(collectors, 'collector', 'collectors')} · ${seriesText(counted, say)}`,
  'collectors-title': 'Collectors',
  'collectors-find': 'Find a collector',
  'collectors-filter': 'Show',
  'collectors-filter-all': 'All 47',
  'collectors-filter-fitting': 'That fit this machine',
  'collectors-filter-chosen': 'Chosen ones',
  'collectors-none': 'No collector fits. Try another word, or show all.',
  'collectors-column-name': 'Collector',
  'collectors-column-what': 'Collects',
  'collectors-column-series': 'Series',
  'collectors-column-note': 'Note',
  'collectors-group-count': ({ chosen, count }: { chosen: number; count: number }) => `${chosen} of ${count}`,
  'collectors-series-unknown': 'not recorded',
  'collector-heavy': 'Heavy',
  'collector-slow': 'Slow',
  'collector-risky': 'Risk',
  'collector-not-found': 'Not found here',
  'collector-found': 'Found here',
  'collector-needs-settings': 'Needs settings',
  'collectors-legend':
    'Heavy: one set of series for each process, service or task. Slow: asks Windows in a way that can take a second. Risk: Alloy’s own page warns that it has hung or ended Alloy on some systems, or Alloy does not start when Windows has no answer for it. Series were counted on one recorded machine; yours will differ.',

  'settings-title': 'Settings',
  'settings-interval': 'Scrape interval, seconds',
  'settings-interval-hint': 'How often each value is read. 15 s is usual; 60 s makes a quarter of the samples.',
  'settings-timeout': 'Scrape timeout, seconds',
  'settings-timeout-hint': 'A reading that takes longer is dropped. At most the interval.',
  'settings-log-level': 'Alloy’s log level',
  'settings-log-level-hint': 'What Alloy writes about itself.',
  'settings-job': 'Label job',
  'settings-job-hint': 'The group in Prometheus. Dashboards for Windows expect integrations/windows.',
  'settings-instance': 'Label instance',
  'settings-instance-hint': 'This machine’s name in Prometheus. It should be unique.',
  'problem-none-chosen': 'Choose at least one collector.',
  'problem-not-a-number': 'Enter whole seconds, for instance 15.',
  'problem-interval-out-of-range': 'From 5 s to 3600 s.',
  'problem-timeout-out-of-range': 'From 1 s to 3600 s.',
  'problem-timeout-above-interval': 'Not longer than the interval: Alloy refuses that.',
  'problem-label-empty': 'A label cannot be empty.',
  'problem-label-too-long': 'At most 200 characters.',
  'problem-label-blank-around': 'Take out the blank at the beginning or the end.',
  'problem-label-control-characters': 'One line without control characters.',

  'foot-series': (counted: CountedSeries, say: Say) =>
    counted.series === undefined ? seriesText(counted, say) : `about ${seriesText(counted, say)}`,
  'foot-interval': ({ seconds }: { seconds: number }, say: Say) => `every ${say.number(seconds)} s`,
  'foot-rate': ({ perSecond, isMore }: { perSecond: number; isMore: boolean }, say: Say) =>
    `about ${say.count(perSecond, 'sample/s', 'samples/s')}${isMore ? ' or more' : ''}`,

  'where-title': 'Metrics to Prometheus',
  'where-url': 'Address for remote write',
  'where-url-hint':
    'Where your Prometheus, Mimir, VictoriaMetrics, Thanos or Grafana Cloud takes samples. This version sends without user and password.',
  'where-test': 'Test',
  'where-test-again': 'Test again',
  'where-test-stop': 'Stop test',
  'where-test-good': ({ ms }: { ms: number }, say: Say) => `The server takes samples, in ${say.number(ms)} ms`,
  'where-test-bad': 'The test found a problem',
  'where-test-text': 'The test asks from this computer and writes nothing. You can go on without it.',
  'where-test-running': 'Asking the server…',
  'where-use': ({ url }: { url: string }) => `Use ${url}`,
  'where-suggestions': 'Complete addresses',
  'where-offer': 'Complete it with one click:',
  'where-foot-none': 'No address yet',
  'where-foot-off': 'The address needs a correction',
  'where-foot-untested': ({ host }: { host: string }) => `${host} · not tested`,
  'where-foot-good': ({ host }: { host: string }) => `${host} · takes samples`,
  'where-foot-bad': ({ host }: { host: string }) => `${host} · the test found a problem`,

  'review-plan': 'What will run, in this order',
  'review-plan-list': 'Steps of the plan',
  'review-incomplete': 'The plan needs answers that are still missing',
  'review-incomplete-text': 'Go back to the step with the mark. Nothing is lost.',
  'review-go-to': ({ step }: { step: string }) => `Go to ${step}`,
  'review-file-compared': 'Compared with the file on disk',
  'review-file-new': 'There is no file yet: all of it is new',
  'review-tab-difference': 'Difference',
  'review-tab-whole': 'Whole text',
  'review-tabs': 'How to show the text',
  'review-apply': 'Apply configuration',
  'review-foot': ({ steps }: { steps: number }, say: Say) => say.count(steps, 'step', 'steps'),
  'review-foot-undo': 'every change has its undo',
  'review-foot-blocked': 'nothing can be applied',
  'review-busy': 'Another change runs; apply when it has ended.',

  'result-none': 'Nothing has been applied yet',
  'result-none-text': 'Review shows the plan; applying it leads here.',
  'result-go-review': 'Go to Review',
  'result-list': 'How far it is',
  'stage-written': 'File written',
  'stage-accepted': 'Alloy accepted it',
  'stage-ready': 'Ready',
  'stage-healthy': 'Components healthy',
  'stage-delivered': 'First sample delivered',
  'stage-state-waits': 'waits',
  'stage-state-runs': 'under way',
  'stage-state-passed': 'done',
  'stage-state-failed': 'says no',
  'stage-state-undone': 'put back',
  'stage-note-components': ({ count, still }: { count: number; still: number }, say: Say) =>
    still === 0
      ? `${say.number(count)} of ${say.number(count)}`
      : `${say.number(count - still)} of ${say.number(count)}; ${say.number(still)} as before`,
  'stage-note-delivered': ({ count, host }: { count: number; host: string }, say: Say) =>
    `${say.count(count, 'sample', 'samples')} to ${host}`,
  'stage-note-waiting': ({ seconds }: { seconds: number }, say: Say) =>
    `comes after the next scrape, at most ${say.number(seconds)} s`,
  'stage-note-late': 'later than usual; the log of Alloy may say why',
  'result-running': 'The configuration is being applied.',
  'result-running-text': 'You can leave this page; it goes on.',
  'result-waiting': 'Alloy uses the configuration. The first sample is on its way.',
  'result-waiting-text': 'This page watches what Alloy counts. You can leave it.',
  'result-arrives': ({ count, host }: { count: number; host: string }, say: Say) =>
    `Metrics arrive: ${say.count(count, 'sample', 'samples')} delivered to ${host}.`,
  'result-arrives-text': ({ series }: { series: number }, say: Say) =>
    `Alloy holds ${say.count(series, 'series', 'series')}. Delivered is Alloy’s own count: sent, not refused, not sent again.`,
  'result-arrives-plain': 'Delivered is Alloy’s own count: sent, not refused, not sent again.',
  'result-lost': 'Alloy uses the configuration, and the endpoint does not take the samples.',
  'result-cause-asked': 'Alloy Desk asks the endpoint for the reason.',
  'result-lost-text': 'Nothing was put back: the configuration is right for Alloy. The endpoint has to be.',
  'result-change-address': 'Change the address',
  'result-restored': 'The new configuration did not work. The former one is in use again.',
  'result-restored-refused': 'Alloy refused the new configuration',
  'result-restored-ended': 'Alloy ended with the new configuration',
  'result-restored-not-ready': 'Alloy was not ready in time with the new configuration',
  'result-restored-not-loaded': 'Alloy answers, but it has not loaded the new configuration',
  'result-restored-failed': 'Alloy Desk could not finish the change',
  'result-restored-cancelled': 'You cancelled',
  'result-restored-chosen': 'You chose the former configuration',
  'result-restored-means': ({ how }: { how: string }) =>
    `The former state is back, by ${how}. Your answers are kept here.`,
  'result-by-reload': 'a reload',
  'result-by-restart': 'a restart of the service',
  'result-by-stop': 'stopping the service as it was before',
  'result-by-start': 'starting the service',
  'result-by-file': 'putting its file back; the service was stopped meanwhile and stays so',
  'result-restored-todo': 'Correct what Alloy names, then apply again.',
  'result-line': ({ line, column }: { line: number; column: number }) =>
    `Line ${line}, column ${column} of the new text`,
  'result-undecided': 'The configuration is in use, and something does not work with it.',
  'result-undecided-ids': ({ ids }: { ids: string }) => `${ids} does not work with the new configuration.`,
  'result-undecided-text':
    'Before the change it was not unhealthy. Restoring brings the former configuration back; keeping leaves the new one in use as it is.',
  'result-restore': 'Restore the former file',
  'result-keep': 'Keep the new file',
  'result-failed': 'The configuration was not applied.',
  'result-overview': 'Show Overview',
  'result-queries': 'Look at it in Prometheus or Grafana',
  'result-queries-text': 'Paste one of these. The labels are this machine’s own.',
  'result-query-what': ({ name }: { name: string }) => `the query “${name}”`,
} as const;
