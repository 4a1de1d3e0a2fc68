/** `prometheus.exporter.windows`: serves the recorded pages of the enabled collectors, with counters that rise. */
import { arrayValue, targetValue, type Value } from '../runtime/value';
import type { ComponentContext, ComponentKind, PageAnswer, RunningComponent } from './component';
import { exporterTarget } from './exporter-target';
import { windowsBody, type WindowsArguments } from './windows-arguments';
import { checkCollectors, enabledCollectors } from './windows-collectors';
import { windowsPage } from './windows-page';

class WindowsExporter implements RunningComponent<WindowsArguments> {
  readonly #context: ComponentContext;
  readonly #startedAt: number;
  #names: readonly string[] = [];
  #args: WindowsArguments;

  constructor(context: ComponentContext, args: WindowsArguments) {
    this.#context = context;
    this.#startedAt = context.clock.now();
    this.#args = args;
    this.update(args);
  }

  /** Refused arguments leave the collectors that are served as they are. */
  update(args: WindowsArguments): void {
    const enabled = enabledCollectors(args.enabled_collectors);
    const { log } = this.#context;
    for (const name of enabled.removed) log.warn(`the '${name}' collector is removed and has no effect`);
    checkCollectors(enabled.names, args);
    log.info('enabled windows_exporter collectors', ['collectors', enabled.names.join(',')]);
    this.#names = enabled.names;
    this.#args = args;
  }

  exports(): ReadonlyMap<string, Value> {
    return new Map([['targets', arrayValue([targetValue(exporterTarget(this.#context, 'integrations/windows'))])]]);
  }

  page(): PageAnswer {
    const text = windowsPage(this.#names, this.#args, {
      hostName: this.#context.hostName,
      now: this.#context.clock.now(),
      startedAt: this.#startedAt,
    });
    return { status: 200, contentType: 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores', text };
  }
}

export const exporterWindows: ComponentKind<WindowsArguments> = {
  body: windowsBody,
  build: (context, args) => new WindowsExporter(context, args),
};
