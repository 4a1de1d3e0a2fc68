/**
 * A machine for the page's own tests: the whole conversation of the contract, answered in the browser. It is bundled
 * and put into the page before its scripts run. What the real main process answers is tested elsewhere.
 */
import type { Bridge } from '../../shared/contract/bridge';
import type { EventOf } from '../../shared/contract/contract';
import type { EndpointStatus, ProbeReport } from '../../shared/contract/endpoint';
import type { OperationProgress, RunningOperation } from '../../shared/contract/operation';
import type { Failure, Result } from '../../shared/contract/result';
import type { ApplyOutcome, SetupContext, SetupPlan, SetupValue } from '../../shared/contract/setup';
import type { AppInfo, ComponentDetails, ComponentSummary, LogLine, MachineStatus } from '../../shared/contract/status';
import type { ProgressId } from '../../shared/contract/words';

export const scenarios = [
  'delivering',
  'losing-data',
  'unreachable',
  'absent',
  'default-config',
  'stopped',
  'starting',
  'not-answering',
  'change-pending',
  'degraded',
  'undecided',
  'cut-off',
  'not-put-back',
  'unknown',
  'foreign',
  'directory',
  'unread',
  'masked',
  'many',
  'not-elevated',
  'powershell-blocked',
  'folder-open',
] as const;
export type Scenario = (typeof scenarios)[number];

export interface FakeSettings {
  readonly scenario: Scenario;
  /** How a configuration that is applied ends. */
  readonly apply?: 'committed' | 'restored' | 'undecided' | 'plan-changed' | 'lost-data';
  readonly probe?: 'good' | 'receiver-off';
  /** Time between two steps of an operation. */
  readonly stepMs?: number;
  /** Answers of queries come this late. */
  readonly delayMs?: number;
}

/** What tests look at: every request that changes something, as it came. */
export interface FakeMachine {
  readonly requests: { readonly channel: string; readonly request: unknown }[];
  status: MachineStatus;
  context: SetupContext;
  /** Makes every further query fail. */
  silence: Failure | null;
  restart: Result<{ isRestarting: boolean }>;
  app: Result<AppInfo>;
}

const configPath = String.raw`C:\Program Files\GrafanaLabs\Alloy\config.alloy`;
const applyId = '20261125T120000000Z-0a1b2c3d';
const hash = 'a'.repeat(64);
const minute = 60_000;

const ok = <T>(value: T): Result<T> => ({ ok: true, value });
const failed = (failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure });
const notAnswering: Failure = { code: 'not-found', reason: 'alloy-not-answering' };
const denied: Failure = { code: 'access-denied', reason: 'machine-access-denied' };

const info: AppInfo = {
  version: '0.1.0',
  machine: 'demo',
  computerName: 'FS-BER-07',
  userName: String.raw`CORP\nora`,
  windows: 'Windows Server 2022 Datacenter, 21H2',
  isElevated: true,
  electron: '45.4.1',
  chromium: '156.0.8078.79',
  node: '24.21.0',
};

function appOf(scenario: Scenario): Result<AppInfo> {
  if (scenario === 'not-elevated') return ok({ ...info, machine: 'windows', isElevated: false });
  if (scenario === 'powershell-blocked')
    return failed({
      code: 'blocked-by-policy',
      reason: 'powershell-blocked',
      detail: 'language mode ConstrainedLanguage',
    });
  if (scenario === 'folder-open')
    return failed({
      code: 'verification-failed',
      reason: 'program-folder-open',
      params: { path: 'D:\\Tools\\Alloy Desk', sid: 'S-1-5-11' },
    });
  return ok(info);
}

function component(id: string, changes: Partial<ComponentSummary> = {}): ComponentSummary {
  const label = id.slice(id.lastIndexOf('.') + 1);
  return {
    id,
    name: id.slice(0, id.lastIndexOf('.')),
    label,
    health: 'healthy',
    message: 'started component',
    updatedAtMs: Date.now() - 12 * minute,
    ...changes,
  };
}

function endpoint(changes: Partial<EndpointStatus> = {}): EndpointStatus {
  return {
    componentId: 'prometheus.remote_write.central',
    remoteName: 'e1b7f3',
    url: 'https://prom01.corp.example:9090/api/v1/write',
    deliveredSamples: 92_160,
    failedSamples: 0,
    pendingSamples: 120,
    deliveredPerSecond: 127.6,
    newestSentAgeSeconds: 4,
    verdict: 'healthy',
    sinceMs: Date.now() - 12 * minute,
    ...changes,
  };
}

const ownComponents = (): ComponentSummary[] => [
  component('prometheus.exporter.windows.local'),
  component('prometheus.remote_write.central'),
  component('prometheus.scrape.windows'),
];

function delivering(): MachineStatus {
  const now = Date.now();
  return {
    readAtMs: now,
    pill: 'delivering',
    alloy: {
      state: 'known',
      value: {
        installed: true,
        version: '1.18.1',
        programPath: String.raw`C:\Program Files\GrafanaLabs\Alloy\alloy-windows-amd64.exe`,
      },
    },
    service: {
      state: 'known',
      value: {
        state: 'running',
        sinceMs: now - 292 * 60 * minute,
        startType: 'automatic',
        account: 'Local System',
        processId: 4120,
      },
    },
    config: {
      state: 'known',
      value: {
        path: configPath,
        kind: 'file',
        origin: 'ours',
        sizeBytes: 812,
        modifiedAtMs: now - 40 * minute,
        isLoaded: 'yes',
      },
    },
    api: { state: 'ready', address: '127.0.0.1:12345' },
    components: { state: 'known', value: ownComponents() },
    endpoints: { state: 'known', value: [endpoint()] },
    program: {
      processId: 4128,
      memoryBytes: 214_000_000,
      startedAtMs: now - 292 * 60 * minute,
      activeSeries: 1_912,
    },
    lastChange: {
      state: 'known',
      value: { applyId, atMs: now - 40 * minute, outcome: 'committed', userName: String.raw`CORP\nora`, choices: [] },
    },
    operation: null,
  };
}

const silentParts = (): Partial<MachineStatus> => ({
  components: { state: 'unknown', failure: notAnswering },
  endpoints: { state: 'unknown', failure: notAnswering },
  program: {},
});

function statusOf(scenario: Scenario): MachineStatus {
  const base = delivering();
  const now = Date.now();
  const service = base.service.state === 'known' ? base.service.value : undefined;
  const config = base.config.state === 'known' ? base.config.value : undefined;
  if (!service || !config) throw new Error('the fake machine has a service and a file');
  const changed: Readonly<Record<Scenario, () => Partial<MachineStatus>>> = {
    delivering: () => ({}),
    'not-elevated': () => ({}),
    'powershell-blocked': () => ({}),
    'folder-open': () => ({}),
    many: () => ({
      components: {
        state: 'known',
        value: Array.from({ length: 24 }, (_, index) => component(`prometheus.relabel.rule_${index + 1}`)),
      },
      endpoints: {
        state: 'known',
        value: [
          endpoint(),
          endpoint({
            componentId: 'prometheus.remote_write.cloud',
            url: 'https://prometheus-prod-24-prod-eu-west-2.grafana.example/api/prom/push',
            verdict: 'shaky',
            deliveredSamples: 1_234_567_890,
          }),
          endpoint({
            componentId: 'prometheus.remote_write.test',
            url: 'http://10.0.0.7:9009/api/v1/push',
            verdict: 'idle',
          }),
        ],
      },
    }),
    'losing-data': () => ({
      pill: 'losing-data',
      endpoints: {
        state: 'known',
        value: [
          endpoint({
            verdict: 'rejecting',
            deliveredSamples: 0,
            failedSamples: 92_160,
            pendingSamples: 0,
            deliveredPerSecond: 0,
            cause: {
              words: { id: 'cause-receiver-off', params: { status: 404 } },
              evidence: 'remote write receiver needs to be enabled with --web.enable-remote-write-receiver',
              checkedAtMs: now - 3_000,
            },
          }),
        ],
      },
    }),
    unreachable: () => ({
      pill: 'losing-data',
      endpoints: {
        state: 'known',
        value: [
          endpoint({
            verdict: 'unreachable',
            pendingSamples: 6_000,
            deliveredPerSecond: 0,
            newestSentAgeSeconds: 780,
            cause: { words: { id: 'cause-connection-refused', params: { code: 'ECONNREFUSED' } }, checkedAtMs: now },
          }),
        ],
      },
    }),
    absent: () => ({
      pill: 'not-installed',
      alloy: { state: 'known', value: { installed: false } },
      service: { state: 'known', value: { state: 'absent' } },
      config: { state: 'known', value: { path: configPath, kind: 'absent', origin: 'absent', isLoaded: 'unknown' } },
      api: { state: 'not-asked', address: '127.0.0.1:12345' },
      lastChange: { state: 'known', value: null },
      ...silentParts(),
    }),
    'default-config': () => ({
      pill: 'no-data-yet',
      config: { state: 'known', value: { ...config, origin: 'installer-default' } },
      components: { state: 'known', value: [] },
      endpoints: { state: 'known', value: [] },
      lastChange: { state: 'known', value: null },
    }),
    stopped: () => ({
      pill: 'stopped',
      service: {
        state: 'known',
        value: {
          state: 'stopped',
          sinceMs: now - 7 * minute,
          startType: 'automatic',
          account: 'Local System',
          exitCode: 3_221_225_781,
        },
      },
      api: { state: 'not-asked', address: '127.0.0.1:12345' },
      ...silentParts(),
    }),
    starting: () => ({
      pill: 'starting',
      service: { state: 'known', value: { ...service, state: 'running', sinceMs: now - 4_000 } },
      api: { state: 'closed', address: '127.0.0.1:12345' },
      ...silentParts(),
      program: { processId: 4128 },
    }),
    'not-answering': () => ({
      pill: 'not-answering',
      api: { state: 'stranger', address: '127.0.0.1:12345' },
      ...silentParts(),
    }),
    'change-pending': () => ({
      pill: 'change-pending',
      config: {
        state: 'known',
        value: { ...config, origin: 'foreign', isLoaded: 'no', modifiedAtMs: now - 2 * minute },
      },
    }),
    degraded: () => ({
      pill: 'degraded',
      components: {
        state: 'known',
        value: [
          ...ownComponents(),
          component('prometheus.exporter.windows.broken', {
            health: 'unhealthy',
            message: 'component evaluation failed: unknown collector "smb_client"',
          }),
        ],
      },
    }),
    undecided: () => ({
      pill: 'degraded',
      components: {
        state: 'known',
        value: [
          component('prometheus.exporter.windows.local', {
            health: 'unhealthy',
            message: 'failed to create collector "mssql": no instances found',
          }),
          ...ownComponents().slice(1),
        ],
      },
      lastChange: {
        state: 'known',
        value: {
          applyId,
          atMs: now - 1 * minute,
          outcome: 'undecided',
          userName: String.raw`CORP\nora`,
          choices: ['restore', 'keep'],
        },
      },
    }),
    'cut-off': () => ({
      lastChange: {
        state: 'known',
        value: {
          applyId,
          atMs: now - 1 * minute,
          outcome: 'unfinished',
          userName: String.raw`CORP\nora`,
          choices: ['restore', 'keep'],
        },
      },
    }),
    'not-put-back': () => ({
      lastChange: {
        state: 'known',
        value: {
          applyId,
          atMs: now - 1 * minute,
          outcome: 'restore-failed',
          userName: String.raw`CORP\nora`,
          choices: ['restore'],
          why: 'refused',
        },
      },
    }),
    unknown: () => ({
      pill: 'unknown',
      service: { state: 'unknown', failure: denied },
      config: { state: 'unknown', failure: denied },
      lastChange: { state: 'unknown', failure: denied },
      api: { state: 'not-asked', address: '' },
      ...silentParts(),
    }),
    foreign: () => ({ config: { state: 'known', value: { ...config, origin: 'foreign' } } }),
    directory: () => ({
      config: {
        state: 'known',
        value: {
          path: String.raw`C:\ProgramData\Alloy\conf.d`,
          kind: 'directory',
          origin: 'foreign',
          isLoaded: 'unknown',
        },
      },
    }),
    unread: () => ({}),
    masked: () => ({
      endpoints: { state: 'known', value: [endpoint({ url: 'https://***@prom01.corp.example/api/v1/write' })] },
    }),
  };
  return { ...base, ...changed[scenario]() };
}

/** Endpoints that take samples have taken more at each reading. */
function grown(status: MachineStatus): MachineStatus {
  const readAtMs = Date.now();
  if (status.endpoints.state === 'unknown') return { ...status, readAtMs };
  const value = status.endpoints.value.map((one) =>
    one.verdict === 'healthy' ? { ...one, deliveredSamples: one.deliveredSamples + 1 } : one,
  );
  return { ...status, readAtMs, endpoints: { state: 'known', value } };
}

const baseline = 'cpu logical_disk memory net os pagefile physical_disk service system tcp time'.split(' ');

function contextOf(scenario: Scenario): SetupContext {
  const metrics: SetupValue['metrics'] = {
    collectors: [...baseline, 'dfsr', 'smb'].toSorted() as SetupValue['metrics']['collectors'],
    scrapeIntervalSeconds: 15,
    scrapeTimeoutSeconds: 10,
    logLevel: 'info',
    job: 'integrations/windows',
    instance: 'FS-BER-07',
  };
  const isForeign = ['foreign', 'directory', 'change-pending'].includes(scenario);
  const isOurs = !isForeign && !['absent', 'default-config'].includes(scenario);
  return {
    computerName: 'FS-BER-07',
    alloyInstalled: scenario !== 'absent',
    configPath: scenario === 'directory' ? String.raw`C:\ProgramData\Alloy\conf.d` : configPath,
    origin: isForeign
      ? 'foreign'
      : scenario === 'absent'
        ? 'absent'
        : scenario === 'default-config'
          ? 'installer-default'
          : 'ours',
    blocked:
      scenario === 'absent'
        ? { code: 'not-found', reason: 'service-absent' }
        : isForeign
          ? {
              code: 'unsupported',
              reason: scenario === 'directory' ? 'config-is-directory' : 'config-foreign',
              params: { path: configPath },
            }
          : null,
    value: { metrics, endpoint: { url: isOurs ? 'https://prom01.corp.example:9090/api/v1/write' : '' } },
    valueSource: isOurs ? 'file' : 'defaults',
    collectorPresence: {
      smb: 'present',
      dfsr: 'present',
      dns: 'absent',
      dhcp: 'absent',
      iis: 'absent',
      hyperv: 'absent',
      mssql: 'absent',
      ad: 'absent',
    },
  };
}

const installerText = 'logging {\n\tlevel = "warn"\n}\n';

function textOf({ metrics, endpoint: { url } }: SetupValue): string {
  const collectors = metrics.collectors.map((name) => `"${name}"`).join(', ');
  return [
    `logging {\n\tlevel = "${metrics.logLevel}"\n}\n`,
    `prometheus.exporter.windows "local" {\n\tenabled_collectors = [${collectors}]\n}\n`,
    'prometheus.scrape "windows" {',
    '\ttargets         = prometheus.exporter.windows.local.targets',
    '\tforward_to      = [prometheus.remote_write.central.receiver]',
    `\tscrape_interval = "${metrics.scrapeIntervalSeconds}s"`,
    `\tscrape_timeout  = "${metrics.scrapeTimeoutSeconds}s"\n}\n`,
    `prometheus.remote_write "central" {\n\tendpoint {\n\t\turl = "${url}"\n\t}\n}\n`,
  ].join('\n');
}

function planOf(value: SetupValue, scenario: Scenario): SetupPlan {
  const after = textOf(value);
  const path = configPath;
  return {
    plan: {
      steps: [
        { what: { id: 'plan-back-up', params: { path } }, undo: { id: 'undo-not-needed' } },
        {
          what: { id: 'plan-write', params: { path, lines: after.split('\n').length - 1 } },
          undo: { id: 'undo-put-back' },
        },
        { what: { id: 'plan-reload' }, undo: { id: 'undo-reload-former' } },
        { what: { id: 'plan-check' }, undo: { id: 'undo-automatic' } },
        {
          what: { id: 'plan-first-sample', params: { host: 'prom01.corp.example:9090' } },
          undo: { id: 'undo-not-needed' },
        },
      ],
      notes: scenario === 'unreachable' ? [{ id: 'note-dead-endpoint-slow', params: { seconds: 60 } }] : [],
      hash,
    },
    configPath: path,
    before:
      scenario === 'default-config'
        ? installerText
        : textOf({ ...value, metrics: { ...value.metrics, logLevel: 'warn' } }),
    after,
  };
}

const outcomes: Readonly<Record<'committed' | 'restored' | 'undecided', () => ApplyOutcome>> = {
  committed: () => ({ state: 'committed', applyId, stillUnhealthy: [], componentCount: 3, finishedAtMs: Date.now() }),
  restored: () => ({
    state: 'restored',
    applyId,
    why: 'refused',
    alloyText: `Error: ${configPath}:6:2: enabled_collectors: unknown collector "smbx"\n\n6 |     enabled_collectors = ["cpu", "smbx"]\n  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
    at: { line: 6, column: 2 },
    restoredBy: 'reload',
    finishedAtMs: Date.now(),
  }),
  undecided: () => ({
    state: 'undecided',
    applyId,
    newlyUnhealthy: [
      { id: 'prometheus.exporter.windows.local', message: 'failed to create collector "mssql": no instances found' },
    ],
    finishedAtMs: Date.now(),
  }),
};

function probeReport(url: string, kind: 'good' | 'receiver-off'): ProbeReport {
  return {
    url,
    stages: [
      { stage: 'name', state: 'passed', found: '10.20.4.11', durationMs: 2 },
      { stage: 'connection', state: 'passed', found: 'port 9090 · TLSv1.3', durationMs: 11 },
      kind === 'good'
        ? { stage: 'write', state: 'passed', found: '204', durationMs: 8 }
        : {
            stage: 'write',
            state: 'failed',
            found: '404',
            durationMs: 8,
            cause: { id: 'cause-receiver-off', params: { status: 404 } },
            evidence: 'remote write receiver needs to be enabled with --web.enable-remote-write-receiver',
          },
    ],
    checkedAtMs: Date.now(),
  };
}

const log: readonly LogLine[] = [
  {
    atMs: Date.now() - 9 * minute,
    level: 'info',
    text: 'ts=… level=info msg="now listening for http traffic" addr=127.0.0.1:12345',
  },
  {
    atMs: Date.now() - 2 * minute,
    level: 'error',
    componentId: 'prometheus.remote_write.central',
    text: 'ts=… level=error msg="non-recoverable error" component_id=prometheus.remote_write.central err="server returned HTTP status 404 Not Found"',
  },
  { atMs: Date.now() - minute, level: 'info', text: 'ts=… level=info msg="config reloaded"' },
];

function detailsOf(summary: ComponentSummary): ComponentDetails {
  return {
    summary,
    arguments: [
      { path: 'endpoint.url', text: '"https://prom01.corp.example:9090/api/v1/write"' },
      { path: 'endpoint.queue_config.max_shards', text: '50' },
    ],
    exports: [{ path: 'receiver', text: 'capsule("storage.Appendable")' }],
    debugInfo: [],
    referencesTo: [],
    referencedBy: ['prometheus.scrape.windows'],
  };
}

const applySteps: readonly ProgressId[] = [
  'progress-lock',
  'progress-baseline',
  'progress-back-up',
  'progress-write',
  'progress-reload',
  'progress-ready',
  'progress-health',
];

/** The bridge of a fake machine, and the machine to look at. */
export function createFakeBridge(settings: FakeSettings): { readonly bridge: Bridge; readonly machine: FakeMachine } {
  const { scenario, apply = 'committed', probe = 'good', stepMs = 20, delayMs = 0 } = settings;
  const machine: FakeMachine = {
    requests: [],
    status: statusOf(scenario),
    context: contextOf(scenario),
    restart: ok({ isRestarting: true }),
    app: appOf(scenario),
    silence: scenario === 'unread' ? { code: 'unexpected', reason: 'machine-record-unreadable' } : null,
  };
  const progressListeners = new Set<(event: EventOf<'operationProgress'>) => void>();
  const changeListeners = new Set<(event: EventOf<'operationChanged'>) => void>();
  const cancelled = new Set<string>();

  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const answer = async <T>(value: () => T): Promise<Result<T>> => {
    // Without a delay no clock is needed, so that an answer comes on a page whose clock stands still.
    if (delayMs > 0) await sleep(delayMs);
    return machine.silence ? failed(machine.silence) : ok(value());
  };
  const change = (running: RunningOperation | null): void => {
    machine.status = { ...machine.status, operation: running };
    for (const listener of changeListeners) listener({ running });
  };
  /** Runs the steps one after the other; false when it was cancelled. */
  const walk = async (operation: string, operationId: string, steps: readonly ProgressId[], changes: boolean) => {
    if (changes) change({ operationId, operation, startedAtMs: Date.now() });
    for (const [stepIndex, id] of steps.entries()) {
      const progress: OperationProgress = {
        operationId,
        operation,
        step: { id },
        stepIndex,
        stepCount: steps.length,
        canCancel: id !== 'progress-write',
      };
      for (const listener of progressListeners) listener(progress);
      await sleep(stepMs);
      if (cancelled.has(operationId)) break;
    }
    if (changes) change(null);
    return !cancelled.has(operationId);
  };
  const cancelledFailure = failed({ code: 'cancelled', reason: 'operation-cancelled' });
  const note = (channel: string, request: unknown): void => void machine.requests.push({ channel, request });

  const afterApply = (value: SetupValue): void => {
    const fresh = statusOf(apply === 'lost-data' ? 'losing-data' : apply === 'undecided' ? 'undecided' : 'delivering');
    const { url } = value.endpoint;
    machine.status = {
      ...fresh,
      endpoints:
        fresh.endpoints.state === 'known'
          ? {
              state: 'known',
              value: fresh.endpoints.value.map((one) => ({
                ...one,
                url,
                deliveredSamples: 0,
                verdict: 'not-known-yet',
              })),
            }
          : fresh.endpoints,
    };
    // The first samples follow a scrape later.
    setTimeout(() => {
      machine.status = {
        ...machine.status,
        endpoints: {
          state: 'known',
          value: [
            apply === 'lost-data'
              ? {
                  ...(fresh.endpoints.state === 'known' ? fresh.endpoints.value[0] : undefined),
                  ...endpointLost(),
                  url,
                }
              : endpoint({ url, deliveredSamples: 1_912 }),
          ],
        },
      };
    }, stepMs * 10);
  };
  const endpointLost = (): EndpointStatus => {
    const lost = statusOf('losing-data').endpoints;
    const [first] = lost.state === 'known' ? lost.value : [];
    if (!first) throw new Error('the scenario has an endpoint');
    return first;
  };

  const bridge: Bridge = {
    appInfo: () => Promise.resolve(machine.app),
    machineStatus: () => {
      machine.status = grown(machine.status);
      return answer(() => machine.status);
    },
    componentDetails: ({ id }) => {
      const components = machine.status.components.state === 'known' ? machine.status.components.value : [];
      const found = components.find((one) => one.id === id);
      return found
        ? answer(() => detailsOf(found))
        : Promise.resolve(failed({ code: 'not-found', reason: 'alloy-component-unknown' }));
    },
    alloyLog: () => answer(() => [...log]),
    setupRead: () => answer(() => machine.context),
    setupPlan: ({ value }) => {
      if (machine.context.blocked && machine.context.origin === 'foreign')
        return Promise.resolve(
          failed({
            code: 'unsupported',
            reason: scenario === 'directory' ? 'config-is-directory' : 'config-foreign',
            params: { path: machine.context.configPath },
          }),
        );
      if (scenario === 'absent') return Promise.resolve(failed({ code: 'not-found', reason: 'service-absent' }));
      return answer(() => planOf(value, scenario));
    },
    setupApply: async (request, operationId) => {
      note('setupApply', request);
      if (apply === 'plan-changed') return failed({ code: 'state-changed', reason: 'plan-changed' });
      const ended = await walk('setupApply', operationId, applySteps, true);
      if (!ended) return cancelledFailure;
      const outcome = apply === 'lost-data' ? 'committed' : apply;
      if (outcome !== 'restored') afterApply(request.value);
      return ok(outcomes[outcome]());
    },
    applyDecide: async (request, operationId) => {
      note('applyDecide', request);
      const isRestore = request.choice === 'restore';
      await walk('applyDecide', operationId, [isRestore ? 'progress-restore' : 'progress-commit'], true);
      const outcome = isRestore ? ({ ...outcomes.restored(), why: 'chosen' } as ApplyOutcome) : outcomes.committed();
      machine.status = {
        ...delivering(),
        lastChange: {
          state: 'known',
          value: {
            applyId,
            atMs: Date.now(),
            outcome: isRestore ? 'restored' : 'committed',
            userName: info.userName,
            choices: [],
            ...(isRestore ? { why: 'chosen' } : {}),
          },
        },
      };
      return ok(outcome);
    },
    endpointProbe: async ({ url }, operationId) => {
      note('endpointProbe', { url });
      const steps: readonly ProgressId[] = ['progress-probe-name', 'progress-probe-connection', 'progress-probe-write'];
      const ended = await walk('endpointProbe', operationId, steps, false);
      return ended ? ok(probeReport(url, probe)) : cancelledFailure;
    },
    servicePlan: ({ action }) =>
      answer(() => ({
        steps: [
          {
            what: { id: `plan-service-${action}` as const, params: { path: configPath } },
            undo: { id: action === 'stop' ? ('undo-start-service' as const) : ('undo-not-needed' as const) },
          },
        ],
        notes:
          action === 'stop'
            ? [
                { id: 'note-no-data-while-stopped' as const },
                { id: 'note-pending-samples-lost' as const, params: { samples: 120 } },
              ]
            : [{ id: 'note-loads-file-of-disk' as const, params: { path: configPath } }],
        hash,
      })),
    serviceControl: async (request, operationId) => {
      note('serviceControl', request);
      const step: ProgressId = `progress-${request.action}`;
      const ended = await walk('serviceControl', operationId, [step, 'progress-ready'], true);
      if (!ended) return cancelledFailure;
      machine.status = statusOf(request.action === 'stop' ? 'stopped' : 'delivering');
      const { service } = machine.status;
      return service.state === 'known' ? ok({ action: request.action, service: service.value }) : failed(denied);
    },
    linkOpen: (request) => {
      note('linkOpen', request);
      return Promise.resolve(ok({ opened: true }));
    },
    appRestart: (request) => {
      note('appRestart', request);
      return Promise.resolve(machine.restart);
    },
    operationCancel: (operationId) => {
      cancelled.add(operationId);
      return Promise.resolve(ok({ cancelled: true }));
    },
    onOperationProgress: (listener) => {
      progressListeners.add(listener);
      return () => progressListeners.delete(listener);
    },
    onOperationChanged: (listener) => {
      changeListeners.add(listener);
      return () => changeListeners.delete(listener);
    },
  };
  return { bridge, machine };
}
