/** What is known about this machine's Alloy, read in one go; every part may be unknown and says why. */
import { addressText, reachableAddress, type ServerAddress } from '../../../shared/command-line/run-arguments';
import type { RunningOperation } from '../../../shared/contract/operation';
import { fail, knownFrom, ok, type Known, type Result } from '../../../shared/contract/result';
import type { ApiStatus, ComponentSummary, ConfigStatus, MachineStatus } from '../../../shared/contract/status';
import type { EndpointStatus } from '../../../shared/contract/endpoint';
import type { Exposition } from '../../../shared/exposition/exposition';
import type { AlloyApi } from '../../alloy-api/alloy-api';
import { componentIdOf, type AlloyComponent } from '../../alloy-api/alloy-answers';
import { queueCounters } from '../../alloy-api/delivery';
import { redactCredentials } from '../../alloy-api/redaction';
import { originOf } from '../../apply/config-origin';
import { Journal } from '../../apply/journal';
import { loadedConfig } from '../../apply/loaded-config';
import type { Clock } from '../../machine/clock';
import type { ConfigContent } from '../../machine/config-file';
import type { Machine } from '../../machine/machine';
import { CauseFinder } from './cause-finder';
import { DeliveryWatch } from './delivery-watch';
import { readLastChange } from './last-change';
import { pillOf } from './pill';

export interface StatusEnvironment {
  readonly machine: Pick<Machine, 'facts' | 'service' | 'configFile' | 'folders' | 'processes'>;
  readonly alloyApi: (address: ServerAddress) => AlloyApi;
  readonly clock: Clock;
  readonly runningChange: () => RunningOperation | null;
}

export class MachineStatusReader {
  readonly #environment: StatusEnvironment;
  readonly #journal: Journal;
  readonly #watch = new DeliveryWatch();
  readonly #causes: CauseFinder;
  #reading: Promise<MachineStatus> | undefined;
  /** The last whole answer of Alloy. */
  #known:
    { components: Extract<Result<readonly AlloyComponent[]>, { ok: true }>; metrics: Result<Exposition> } | undefined;

  constructor(environment: StatusEnvironment) {
    this.#environment = environment;
    this.#journal = new Journal(environment.machine.folders);
    this.#causes = new CauseFinder(environment.clock);
  }

  /** Who asks while a reading is under way gets that one. */
  async read(): Promise<Result<MachineStatus>> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return ok(await this.#reading);
  }

  async #read(): Promise<MachineStatus> {
    const { machine, clock } = this.#environment;
    const [alloy, service, settings, content] = await Promise.all([
      machine.facts.alloy(),
      machine.service.status(),
      machine.service.settings(),
      machine.configFile.read(),
    ]);
    const isUp = service.ok && (service.value.state === 'running' || service.value.state === 'starting');
    const api = isUp && settings.ok ? this.#environment.alloyApi(settings.value.listenAddress) : undefined;
    const answers = await this.#ask(api);
    const [program, config, lastChange] = await Promise.all([
      machine.processes.alloy(),
      content.ok ? this.#config(content.value, answers.metrics) : content,
      readLastChange(this.#journal, content, { isChanging: this.#environment.runningChange() !== null }),
    ]);
    const readAtMs = clock.now();
    const startedAtSeconds = gauge(answers.metrics, 'process_start_time_seconds');
    const endpoints = this.#endpoints(answers.metrics, startedAtSeconds, api);
    const memoryBytes =
      program.ok && program.value?.memoryBytes !== undefined
        ? program.value.memoryBytes
        : gauge(answers.metrics, 'alloy_resources_process_resident_memory_bytes');
    const activeSeries = sum(answers.metrics, 'prometheus_remote_write_wal_storage_active_series');
    const facts = {
      readAtMs,
      alloy: knownFrom(alloy),
      service: knownFrom(service),
      config: knownFrom(config),
      api: {
        state: answers.state,
        address: settings.ok ? addressText(reachableAddress(settings.value.listenAddress)) : '',
      },
      components: knownFrom(answers.components),
      endpoints,
      program: {
        ...(program.ok && program.value ? { processId: program.value.processId } : {}),
        ...(memoryBytes === undefined ? {} : { memoryBytes }),
        ...(startedAtSeconds === undefined ? {} : { startedAtMs: startedAtSeconds * 1_000 }),
        ...(activeSeries === undefined ? {} : { activeSeries }),
      },
      lastChange: knownFrom(lastChange),
      operation: this.#environment.runningChange(),
    };
    return { ...facts, pill: pillOf(facts) };
  }

  async #ask(api: AlloyApi | undefined): Promise<{
    state: ApiStatus['state'];
    components: Result<ComponentSummary[]>;
    metrics: Result<Exposition>;
  }> {
    const unasked = fail('not-found', 'alloy-not-answering');
    if (!api) return { state: 'not-asked', components: unasked, metrics: unasked };
    const state = await api.ready();
    if (state !== 'ready') return { state, components: unasked, metrics: unasked };
    const [components, metrics] = await Promise.all([api.components(), api.metrics()]);
    if (components.ok && metrics.ok) this.#known = { components, metrics };
    // While a reload evaluates, Alloy answers nothing but `ready`: what was known before it stays known.
    else if (this.#known && this.#environment.runningChange() && isWaiting(components)) {
      return { state, components: ok(summaries(this.#known.components.value)), metrics: this.#known.metrics };
    }
    return { state, components: components.ok ? ok(summaries(components.value)) : components, metrics };
  }

  async #config(content: ConfigContent, metrics: Result<Exposition>): Promise<Result<ConfigStatus>> {
    const origin = await originOf(content, this.#journal);
    if (!origin.ok) return origin;
    if (content.state === 'absent' || content.state === 'directory') {
      return ok({ path: content.path, kind: content.state, origin: origin.value, isLoaded: 'unknown' });
    }
    return ok({
      path: content.path,
      kind: 'file',
      origin: origin.value,
      sizeBytes: content.sizeBytes,
      modifiedAtMs: content.modifiedAtMs,
      isLoaded: isLoaded(content.sha256, metrics),
    });
  }

  #endpoints(
    metrics: Result<Exposition>,
    startedAtSeconds: number | undefined,
    api: AlloyApi | undefined,
  ): Known<EndpointStatus[]> {
    if (!metrics.ok || !api)
      return {
        state: 'unknown',
        failure: metrics.ok ? fail('not-found', 'alloy-not-answering').failure : metrics.failure,
      };
    const queues = queueCounters(metrics.value);
    if (!queues.ok) return { state: 'unknown', failure: queues.failure };
    const nowMs = this.#environment.clock.now();
    const states = this.#watch.observe(queues.value, (startedAtSeconds ?? 0) * 1_000, nowMs);
    return { state: 'known', value: [...this.#causes.explain(states, api)] };
  }
}

function isWaiting(answer: Result<unknown>): boolean {
  return !answer.ok && answer.failure.code === 'timed-out';
}

const healthOrder: Readonly<Record<ComponentSummary['health'], number>> = {
  unhealthy: 0,
  exited: 1,
  unknown: 2,
  healthy: 3,
};

/** Unhealthy first, then by id; Alloy's own order is not stable. */
function summaries(components: readonly AlloyComponent[]): ComponentSummary[] {
  return components
    .map(summaryOf)
    .sort((a, b) => healthOrder[a.health] - healthOrder[b.health] || (a.id < b.id ? -1 : 1));
}

export function summaryOf(component: AlloyComponent): ComponentSummary {
  const { name, label, health } = component;
  const updatedAtMs = Date.parse(health.updatedTime ?? '');
  return {
    id: componentIdOf(component),
    name,
    label: label ?? '',
    health: health.state,
    message: redactCredentials(health.message).slice(0, 5_000),
    ...(Number.isNaN(updatedAtMs) ? {} : { updatedAtMs }),
  };
}

/** Equal bytes that could not be parsed are no answer; while one attempt is evaluated, neither is the former hash. */
function isLoaded(sha256: string, metrics: Result<Exposition>): ConfigStatus['isLoaded'] {
  const loaded = metrics.ok ? loadedConfig(metrics.value) : undefined;
  if (!loaded) return 'unknown';
  return loaded.sha256 === sha256 && loaded.isParsed ? 'yes' : 'no';
}

function gauge(metrics: Result<Exposition>, name: string): number | undefined {
  if (!metrics.ok) return undefined;
  const value = metrics.value.samples.find((sample) => sample.name === name)?.value;
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function sum(metrics: Result<Exposition>, name: string): number | undefined {
  if (!metrics.ok) return undefined;
  const values = metrics.value.samples.filter((sample) => sample.name === name).map(({ value }) => value);
  const total = values.reduce((a, b) => a + b, 0);
  return values.length > 0 && Number.isFinite(total) ? total : undefined;
}
