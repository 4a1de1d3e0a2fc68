import type { ConfigOrigin, RestoreReason } from '../../../shared/contract/setup';
import type { DeliveryVerdict } from '../../../shared/contract/endpoint';
import type {
  ApiStatus,
  ComponentSummary,
  LastChange,
  LogLine,
  ServiceAction,
  ServiceStatus,
} from '../../../shared/contract/status';
import type { Say } from '../../words/word';

const serviceWords = {
  'service-absent': 'Not installed',
  'service-stopped': 'Stopped',
  'service-starting': 'Starting',
  'service-running': 'Running',
  'service-stopping': 'Stopping',
  'service-paused': 'Paused',
} as const satisfies Record<`service-${ServiceStatus['state']}`, string>;

const startWords = {
  'start-automatic': 'Automatic',
  'start-automatic-delayed': 'Automatic, delayed',
  'start-manual': 'Manual',
  'start-disabled': 'Disabled',
} as const satisfies Record<`start-${NonNullable<ServiceStatus['startType']>}`, string>;

const apiWords = {
  'api-ready': 'Ready',
  'api-closed': 'Closed',
  'api-stranger': 'Another program answers',
  'api-not-answering': 'No answer',
  'api-not-asked': 'Not asked',
} as const satisfies Record<`api-${ApiStatus['state']}`, string>;

const healthWords = {
  'health-healthy': 'Healthy',
  'health-unhealthy': 'Unhealthy',
  'health-unknown': 'Unknown',
  'health-exited': 'Ended',
} as const satisfies Record<`health-${ComponentSummary['health']}`, string>;

const verdictWords = {
  'verdict-healthy': 'Delivers',
  'verdict-shaky': 'Sends again',
  'verdict-rejecting': 'Refuses samples',
  'verdict-unreachable': 'Not reachable',
  'verdict-idle': 'Nothing sent',
  'verdict-not-known-yet': 'Not known yet',
} as const satisfies Record<`verdict-${DeliveryVerdict}`, string>;

const verdictSentences = {
  'verdict-text-healthy': 'Every sample that was sent arrived.',
  'verdict-text-shaky': 'Some samples had to be sent more than once; they arrive late, not lost.',
  'verdict-text-rejecting': 'The server refuses samples and Alloy drops them.',
  'verdict-text-unreachable': 'Nothing gets through. Alloy keeps trying; what is too old by then is lost.',
  'verdict-text-idle': 'Nothing was sent between the last two readings.',
  'verdict-text-not-known-yet': 'A rate needs two readings; the second one comes by itself.',
} as const satisfies Record<`verdict-text-${DeliveryVerdict}`, string>;

const originWords = {
  'origin-absent': 'no file yet',
  'origin-installer-default': 'as the installer leaves it',
  'origin-ours': 'written by this app',
  'origin-foreign': 'written by somebody else',
} as const satisfies Record<`origin-${ConfigOrigin}`, string>;

const actionWords = {
  'action-start': 'Start service',
  'action-stop': 'Stop service',
  'action-restart': 'Restart service',
  'action-reload': 'Reload configuration',
  'confirm-start': 'Start the service Alloy?',
  'confirm-stop': 'Stop the service Alloy?',
  'confirm-restart': 'Restart the service Alloy?',
  'confirm-reload': 'Load the file on disk?',
  'done-start': 'The service runs and Alloy is ready.',
  'done-stop': 'The service is stopped.',
  'done-restart': 'The service runs again and Alloy is ready.',
  'done-reload': 'Alloy has loaded the file on disk.',
} as const satisfies Record<`${'action' | 'confirm' | 'done'}-${ServiceAction}`, string>;

const outcomeWords = {
  'outcome-committed': 'In use',
  'outcome-restored': 'Put back',
  'outcome-undecided': 'Waits for you',
  'outcome-unfinished': 'Not finished',
  'outcome-restore-failed': 'Not put back',
  'outcome-overtaken': 'Overtaken',
  'outcome-text-committed': 'The configuration was written and Alloy took it.',
  'outcome-text-restored': 'The former configuration is in use again.',
  'outcome-text-undecided':
    'The new configuration is in use, but a component that was healthy before is not any more. Keep it, or restore the former one.',
  'outcome-text-unfinished':
    'The app or the computer ended during the change. Compare the file with what you expect before you change more.',
  'outcome-text-restore-failed':
    'The former configuration could not be brought back completely, so Alloy may not be collecting. Remove the cause, then restore it again.',
  'outcome-text-overtaken':
    'It was not finished, and somebody has changed the file since. There is nothing left to decide.',
} as const satisfies Record<`${'outcome' | 'outcome-text'}-${LastChange['outcome']}`, string>;

const restoreReasonWords = {
  'change-why-refused': 'Alloy refused the new configuration.',
  'change-why-ended': 'Alloy ended with the new configuration.',
  'change-why-not-ready': 'Alloy was not ready in time with the new configuration.',
  'change-why-not-loaded': 'Alloy did not load the new configuration.',
  'change-why-cancelled': 'The change was cancelled.',
  'change-why-chosen': 'Somebody chose the former configuration.',
  'change-why-failed': 'Alloy Desk could not finish the change.',
} as const satisfies Record<`change-why-${RestoreReason}`, string>;

const levelWords = {
  'level-debug': 'debug',
  'level-info': 'info',
  'level-warn': 'warn',
  'level-error': 'error',
  'level-unknown': '–',
} as const satisfies Record<`level-${LogLine['level']}`, string>;

export const overviewWords = {
  ...serviceWords,
  ...startWords,
  ...apiWords,
  ...healthWords,
  ...verdictWords,
  ...verdictSentences,
  ...originWords,
  ...actionWords,
  ...outcomeWords,
  ...restoreReasonWords,
  ...levelWords,

  'overview-title': 'Overview',
  'overview-read': ({ age }: { age: string }) => `Read ${age}`,
  'overview-stale': ({ age }: { age: string }) => `Read ${age}: the values below may be old`,
  'overview-reading': 'Reading this machine…',
  'overview-read-again': 'Read again',
  'overview-more': 'More actions',
  'overview-setup': 'Set up',
  'overview-setup-machine': 'Set up this machine',
  'overview-change-setup': 'Change setup',
  'not-known': ({ why }: { why: string }) => `Not known: ${why}`,
  'not-known-short': 'Not known',
  since: ({ time }: { time: string }) => `since ${time}`,
  'action-disabled': 'The service is disabled, so Windows does not start it. Change its start type first.',
  'action-cancel': 'Cancel',
  'action-keep-running': 'Keep it running',
  'action-dismiss': 'Close',
  'action-try-again': 'Show the plan again',

  'lead-unknown': 'The state of this machine is not known',
  'lead-unknown-text': 'What could be read stands below. The rest is unknown, which is not the same as broken.',
  'lead-changing': 'A change is under way',
  'lead-changing-text': 'The bar at the top says which step runs. This page follows it.',
  'lead-stopped': 'Alloy is stopped',
  'lead-stopped-text': 'Nothing is collected or sent. Start the service to go on with the file on disk.',
  'lead-stopping': 'Alloy is stopping',
  'lead-stopping-text': 'It sends what it can first; with an endpoint that does not answer this takes up to a minute.',
  'lead-paused': 'The service Alloy is paused',
  'lead-paused-text': 'Nothing is collected or sent. Restart the service.',
  'lead-disabled-text':
    'Nothing is collected or sent. The service is disabled: change its start type in Windows first.',
  'lead-exit-code': ({ code }: { code: number }) =>
    `It ended with exit code ${code}${code > 255 ? ` (0x${code.toString(16).toUpperCase()})` : ''}.`,
  'lead-starting': 'Alloy is starting',
  'lead-starting-text': 'It opens its address after the first evaluation of its configuration, usually within seconds.',
  'lead-closed': 'Alloy runs but its address stays closed',
  'lead-closed-text':
    'The process lives for more than a minute and nobody listens. Its log says what it waits for; a restart helps only when the reason is gone.',
  'lead-stranger': 'Another program answers on Alloy’s address',
  'lead-stranger-text':
    'Alloy cannot open its address while the other program holds it. End that program, then restart the service.',
  'lead-no-answer': 'Alloy does not answer',
  'lead-no-answer-text': 'Whether data arrives is not known. Its log may say why; a restart starts it afresh.',
  'lead-pending': 'The file on disk is not what Alloy runs',
  'lead-pending-text': 'Alloy goes on with what it loaded before. Reload to put the file in force.',
  'lead-pending-evidence': ({ path }: { path: string }) => `${path} was changed`,
  'lead-rejecting': ({ host }: { host: string }) => `${host} refuses samples. They are dropped.`,
  'lead-unreachable': ({ host }: { host: string }) => `${host} cannot be reached. No samples arrive.`,
  'lead-losing-text': 'Test the endpoint to see which stage says no.',
  'lead-answer-of': ({ host }: { host: string }) => `answer of ${host}`,
  'lead-counted': 'counted by Alloy for this endpoint',
  'lead-lost': ({ failed, delivered, pending }: { failed: number; delivered: number; pending: number }, say: Say) =>
    `${say.count(failed, 'sample', 'samples')} refused and not kept, ${say.number(delivered)} delivered, ${say.number(pending)} waiting.`,
  'lead-degraded': ({ count }: { count: number }, say: Say) =>
    count === 1 ? 'A component is unhealthy' : `${say.number(count)} components are unhealthy`,
  'lead-degraded-text': 'What depends on it does not work. The other components go on.',
  'lead-no-message': 'Alloy gives no reason.',
  'lead-no-data': 'Nothing has been delivered yet',
  'lead-no-data-text': 'Alloy runs and is ready. The first samples follow the first scrape, usually within 15 s.',
  'lead-no-endpoint': 'Alloy runs and sends nothing',
  'lead-no-endpoint-text':
    'Its configuration names no endpoint for metrics. Set up this machine to say what is collected and where it goes.',
  'lead-delivering': 'Metrics arrive',
  'lead-delivering-all': 'Every sample that was sent arrived.',
  'lead-delivering-some': ({ failed }: { failed: number }, say: Say) =>
    `${say.count(failed, 'sample was', 'samples were')} refused earlier and not kept; delivery works now.`,
  'lead-delivering-shaky': 'Some samples are sent more than once; they arrive late.',
  'lead-show-component': 'Show component',
  'lead-test': 'Test endpoint',
  'lead-log': 'Show log',

  'kpi-series': 'series',
  'kpi-series-note': 'held by Alloy',
  'kpi-rate': 'samples/s',
  'kpi-rate-note': ({ host }: { host: string }) => `to ${host}`,
  'kpi-rate-many': ({ count }: { count: number }) => `to ${count} endpoints`,
  'kpi-newest': 'newest sample',
  'kpi-failed': 'refused',
  'kpi-failed-note': 'of all that was sent',

  'flow-title': 'Flow',
  'flow-sources': 'Sources',
  'flow-windows-metrics': 'Windows metrics',
  'flow-source-other': ({ count }: { count: number }, say: Say) => say.count(count, 'more source', 'more sources'),
  'flow-no-source': 'Nothing is collected',
  'flow-no-source-text': 'The configuration has no source of metrics or logs.',
  'flow-series': ({ count }: { count: number }, say: Say) => say.count(count, 'series', 'series'),
  'flow-not-known': 'Not known while Alloy does not answer.',
  'flow-no-endpoint': 'No endpoint',
  'flow-no-endpoint-text': 'The configuration sends no metrics anywhere.',
  'flow-endpoints': 'Endpoints',
  'alloy-name': ({ version }: { version: string }) => `Alloy ${version}`.trim(),
  'alloy-service': 'Service',
  'alloy-process': 'Process',
  'alloy-process-value': ({ pid }: { pid: number }) => `PID ${pid}`,
  'alloy-api': 'API',
  'alloy-config': 'Configuration',
  'alloy-config-directory': 'a folder: this app reads it and does not change it',
  'alloy-config-loaded': 'in use',
  'alloy-config-not-loaded': 'not loaded yet',
  'alloy-up': 'Up',

  'endpoint-delivered': 'Delivered',
  'endpoint-failed': 'Refused',
  'endpoint-pending': 'Waiting',
  'endpoint-rate': 'Per second',
  'endpoint-newest': 'Newest sent',
  'endpoint-never': 'never',
  'endpoint-test-title': 'Test of the endpoint',
  'endpoint-test-text': 'Three questions, asked from this computer. Nothing is written there.',
  'endpoint-test-without-sign-in': 'The test does not sign in, even where Alloy does.',
  'endpoint-test-masked': 'This address cannot be asked from here.',
  'endpoint-test-masked-means':
    'Its user and password are masked on this page, and without them the answer would be another one.',
  'endpoint-test-masked-todo': 'Read Alloy’s log: it names what the server answers.',
  'endpoint-test-again': 'Test again',

  'components-title': 'Components',
  'components-healthy': ({ healthy, count }: { healthy: number; count: number }, say: Say) =>
    `${say.number(healthy)} of ${say.number(count)} healthy`,
  'components-none': 'The configuration has no components.',
  'components-show-all': ({ count }: { count: number }, say: Say) => `Show all ${say.number(count)} components`,
  'components-show-fewer': 'Show fewer',
  'component-close': 'Close details',
  'component-no-message': 'Alloy gives no message.',
  'component-updated': ({ age }: { age: string }) => `changed ${age}`,
  'component-arguments': 'Arguments',
  'component-exports': 'Exports',
  'component-debug': 'Debug information',
  'component-uses': 'Uses',
  'component-used-by': 'Used by',
  'change-title': 'Last change',
  'change-none': 'This app has changed nothing on this computer yet.',
  'change-line': ({ time, user }: { time: string; user: string }) => `${time} · ${user}`,
  'change-keep': 'Keep the new file',
  'change-restore': 'Restore the former file',
  'change-waits-undecided':
    'The new configuration is in use, but a component that was healthy before is not any more. Keep it, or restore the former one.',
  'change-waits-unfinished':
    'The app or the computer ended during the change, and the new file is in place. Keep it, or restore the former one.',
  'change-waits-failed':
    'The former configuration could not be brought back, and the new file is in place. Restore again, or keep the new file.',
  'change-waits-former':
    'The former file is in place again, but Alloy may not have loaded it. Restore once more to have Alloy take it.',
  'change-waits': 'A change waits for your decision',

  'found-title': ({ computer }: { computer: string }) => `${computer} has no Alloy yet`,
  'found-lead': 'Nothing has been changed on this machine.',
  'found-list': 'Found on this machine',
  'found-alloy': 'Alloy',
  'found-alloy-absent': 'Not installed',
  'found-alloy-absent-text': 'Alloy collects the metrics and sends them. Without it nothing leaves this machine.',
  'found-alloy-program': 'Program found, but no service',
  'found-alloy-program-text': ({ path }: { path: string }) =>
    `${path} is there, and Windows has no service Alloy that would start it. The installer makes both.`,
  'found-config': 'Configuration',
  'found-config-none': 'None',
  'found-config-none-text': 'There is nothing to lose: Set up writes the first file once Alloy is there.',
  'found-config-some': 'A file is there',
  'found-config-some-text': ({ path }: { path: string }) =>
    `${path} stays as it is. The installer of Alloy does not overwrite it.`,
  'found-endpoints': 'Endpoints',
  'found-endpoints-unknown': 'Not known yet',
  'found-endpoints-text': 'You can enter and test the address of your Prometheus in Set up already now.',
  'found-get': 'Get Alloy',
  'found-get-text':
    'Download `alloy-installer-windows-amd64.exe.zip` from the release page and run it as an administrator. This page notices by itself when the service is there.',
  'found-get-open': 'Open the release page',
  'found-get-offline': 'No internet here? Open this address on another computer and bring the file along.',
  'found-get-address': 'the address of the release page',
  'found-get-failed': 'Windows did not open a browser. Copy the address below.',

  'log-title': 'Log of Alloy',
  'log-text': ({ count }: { count: number }, say: Say) =>
    `The newest ${say.count(count, 'line', 'lines')}, newest first.`,
  'log-none': 'Alloy has not written anything yet.',
  'log-close': 'Close log',
  'log-problems': 'Only warnings and errors',
  'log-no-problems': 'No warnings or errors among the newest lines.',
} as const;
