import { createHash } from 'node:crypto';
import type { AlloyApi, Readiness, ReloadAnswer } from '../../../electron/alloy-api/alloy-api';
import type { AlloyComponent, AlloyComponentDetail } from '../../../electron/alloy-api/alloy-answers';
import { fail, ok, type Result } from '../../../shared/contract/result';
import { parseExposition, type Exposition } from '../../../shared/exposition/exposition';

export function aComponent(
  id: string,
  state: AlloyComponent['health']['state'] = 'healthy',
  message = 'started component',
): AlloyComponent {
  const [label = ''] = id.split('.').slice(-1);
  return {
    name: id.slice(0, -label.length - 1),
    localID: id,
    moduleID: '',
    label,
    referencesTo: [],
    referencedBy: [],
    health: { state, message, updatedTime: '2026-11-25T12:00:00Z' },
  };
}

/** An Alloy that answers what the test says. */
export class ScriptedAlloy implements AlloyApi {
  readiness: Readiness = 'ready';
  list: AlloyComponent[] = [aComponent('prometheus.remote_write.central')];
  /** The answers to reloads, in order; `accepted` when there is none left. */
  reloads: ReloadAnswer[] = [];
  metricsText = '';
  /** The bytes that it was told to load: their hash is in its metrics, as that of the last attempt is in Alloy's. */
  configBytes: () => Uint8Array | undefined = () => undefined;
  isLastLoadGood = true;
  /** Called at each reload, before it answers. */
  onReload: () => void = () => undefined;
  reloadCount = 0;

  async ready(): Promise<Readiness> {
    return this.readiness;
  }
  async components(): Promise<Result<readonly AlloyComponent[]>> {
    return this.readiness === 'ready' ? ok(this.list) : fail('not-found', 'alloy-not-answering');
  }
  async component(id: string): Promise<Result<AlloyComponentDetail>> {
    const found = this.list.find(({ localID }) => localID === id);
    return found
      ? ok({ ...found, arguments: [], exports: [], debugInfo: [] })
      : fail('not-found', 'alloy-component-unknown');
  }
  async metrics(): Promise<Result<Exposition>> {
    const bytes = this.configBytes();
    const own = bytes
      ? [
          `alloy_config_hash{sha256="${createHash('sha256').update(bytes).digest('hex')}",cluster_name=""} 1`,
          `alloy_config_last_load_successful ${this.isLastLoadGood ? 1 : 0}`,
        ]
      : [];
    return ok(parseExposition([this.metricsText, ...own].join('\n')));
  }
  async reload(): Promise<ReloadAnswer> {
    this.reloadCount++;
    this.onReload();
    return this.reloads.shift() ?? { state: 'accepted' };
  }
}
