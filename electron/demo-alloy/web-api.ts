/** What the web API says about components. Source: grafana/alloy `internal/web/api`, `internal/component/component_provider.go`. */
import type { PageAnswer } from './components/component';
import { componentFacts, supportsLiveDebugging } from './components/unevaluated';
import { timestamp } from './go-text';
import type { JsonStatement } from './json-body';
import type { ComponentNode } from './runtime/component-node';
import type { Controller } from './runtime/controller';

export const componentPath = '/api/v0/component/';

export interface ComponentJson {
  readonly name: string;
  readonly type: 'block';
  readonly localID: string;
  readonly moduleID: string;
  readonly label?: string;
  readonly referencesTo: readonly string[];
  readonly referencedBy: readonly string[];
  readonly dataFlowEdgesTo: readonly string[];
  readonly health: { readonly state: string; readonly message: string; readonly updatedTime: string };
  readonly original: string;
  readonly arguments: readonly JsonStatement[];
  readonly exports: readonly JsonStatement[];
  readonly debugInfo: readonly JsonStatement[];
  readonly liveDebuggingEnabled: boolean;
}

/** Wire types along which data flows from the component that holds the reference to the one that exports. */
const receiverWires = ['MetricsReceiver', 'LogsReceiver', 'ProfilesReceiver', 'otelcol.Consumer'];

export class WebApi {
  readonly #controller: Controller;
  readonly #self: { readonly name: string; readonly address: () => string };

  constructor(controller: Controller, self: { readonly name: string; readonly address: () => string }) {
    this.#controller = controller;
    this.#self = self;
  }

  list(): ComponentJson[] {
    return this.#controller.components().map((component) => this.#json(component, false));
  }

  detail(id: string): ComponentJson | undefined {
    const component = this.#controller.component(id);
    return component && this.#json(component, true);
  }

  peers(): readonly object[] {
    return [{ name: this.#self.name, addr: this.#self.address(), isSelf: true, state: 'participant' }];
  }

  /** Names without labels, with repetitions. */
  unhealthyNames(): string[] {
    return this.#controller
      .components()
      .filter((component) => component.health().state !== 'healthy')
      .map((component) => component.context.name);
  }

  /** The page behind `/api/v0/component/<id>/<rest>`; the exporters do not look at the rest. */
  componentPage(path: string): PageAnswer | undefined | 'invalid' {
    const parts = path.slice(componentPath.length).split('/');
    const component = this.#controller.component(parts[0] ?? '');
    return component ? component.page() : 'invalid';
  }

  /** Pairs of components between which data flows. */
  dataFlow(): readonly (readonly [string, string])[] {
    return this.#controller
      .components()
      .flatMap((component) => this.#edgesFrom(component).map((to) => [component.node.id, to] as const));
  }

  #json(component: ComponentNode, isDetail: boolean): ComponentJson {
    const { context, node } = component;
    const health = component.health();
    const body = isDetail ? component.detail() : { arguments: [], exports: [], debugInfo: [] };
    return {
      name: context.name,
      type: 'block',
      localID: node.id,
      moduleID: '',
      ...(context.label === '' ? {} : { label: context.label }),
      referencesTo: node.references,
      referencedBy: this.#referencedBy(node.id).map((other) => other.node.id),
      dataFlowEdgesTo: this.#edgesFrom(component),
      health: { state: health.state, message: health.message, updatedTime: timestamp(health.updatedAt) },
      original: '',
      ...body,
      liveDebuggingEnabled: supportsLiveDebugging(context.name),
    };
  }

  #referencedBy(id: string): readonly ComponentNode[] {
    return this.#controller.components().filter((other) => other.node.references.includes(id));
  }

  #edgesFrom(component: ComponentNode): string[] {
    const sends = component.node.references.filter((id) => this.#takesData(id));
    const feeds = this.#takesData(component.node.id)
      ? []
      : this.#referencedBy(component.node.id).map((other) => other.node.id);
    return [...sends, ...feeds];
  }

  /** A component that exports a receiver gets data from whoever refers to it. */
  #takesData(id: string): boolean {
    const name = this.#controller.component(id)?.context.name ?? '';
    return Object.values(componentFacts(name)?.exports ?? {}).some((wire) => receiverWires.includes(wire));
  }
}
