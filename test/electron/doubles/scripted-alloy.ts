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
    return ok(parseExposition(this.metricsText));
  }
  async reload(): Promise<ReloadAnswer> {
    this.reloadCount++;
    this.onReload();
    return this.reloads.shift() ?? { state: 'accepted' };
  }
}
