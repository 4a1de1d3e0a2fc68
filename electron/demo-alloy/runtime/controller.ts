/**
 * The running configuration: loads a graph, evaluates it, starts and stops components.
 * Source: grafana/alloy `internal/runtime/alloy.go`, `internal/runtime/internal/controller`.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock';
import type { ComponentContext } from '../components/component';
import { componentKinds } from '../components/kinds';
import type { Logger } from '../log';
import { decodeBody } from './arguments';
import { ComponentNode } from './component-node';
import type { Scope } from './evaluate';
import { buildGraph, type GraphNode, type GraphOptions, type ParsedFile } from './graph';
import { loggingBody } from './logging-block';
import { diagnosticText, EvaluationError, type Diagnostic } from './problem';
import { objectValue, type Value } from './value';

export interface ControllerDependencies {
  readonly clock: Clock;
  readonly log: Logger;
  readonly library: ReadonlyMap<string, Value>;
  readonly options: Omit<GraphOptions, 'isKnownName'>;
  /** What every component gets beside its own name. */
  readonly shared: Omit<ComponentContext, 'id' | 'name' | 'label' | 'clock' | 'log'>;
  /** Awaited before a graph is evaluated; a fault may make it slow. */
  readonly beforeEvaluation: () => Promise<void>;
}

/** Nodes that every configuration has, whether written or not. */
const implicitNodes = [
  'logging',
  'tracing',
  'labelstore',
  'remotecfg',
  'http',
  'cluster',
  'otel',
  'livedebugging',
  'ui',
];

export class Controller {
  readonly #with: ControllerDependencies;
  readonly #stopping = new Set<Promise<void>>();
  #components = new Map<string, ComponentNode>();
  #isRunning = false;
  #evaluations = 0;
  #evaluationSeconds = 0;

  constructor(dependencies: ControllerDependencies) {
    this.#with = dependencies;
  }

  /** In the order they are evaluated in. */
  components(): readonly ComponentNode[] {
    return [...this.#components.values()];
  }

  component(id: string): ComponentNode | undefined {
    return this.#components.get(id);
  }

  evaluations(): { readonly count: number; readonly seconds: number } {
    return { count: this.#evaluations, seconds: this.#evaluationSeconds };
  }

  /**
   * Loads a configuration. A graph that is refused changes nothing; what goes wrong while it is evaluated leaves the
   * new graph in force with the failed components as they were.
   */
  async load(files: readonly ParsedFile[]): Promise<readonly Diagnostic[]> {
    const { library, options } = this.#with;
    const graph = buildGraph(files, { ...options, isKnownName: (name) => library.has(name) || name === 'module_path' });
    if (graph.diagnostics.length > 0) return graph.diagnostics;
    const former = this.#components;
    this.#components = new Map(
      graph.nodes
        .filter((node) => node.kind === 'component' || node.kind === 'custom')
        .map((node) => [node.id, this.#componentFor(node, former)] as const),
    );
    const diagnostics = await this.#evaluate(graph.nodes);
    for (const [id, component] of former) if (this.#components.get(id) !== component) this.#stopLater(component);
    if (this.#isRunning) this.#start();
    return diagnostics;
  }

  /** Starts what was loaded; later loads start their components themselves. */
  run(): void {
    this.#isRunning = true;
    this.#start();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    for (const component of this.components()) this.#stopLater(component);
    await Promise.all(this.#stopping);
  }

  #componentFor(node: GraphNode, former: ReadonlyMap<string, ComponentNode>): ComponentNode {
    const known = former.get(node.id);
    if (known) {
      known.replaceBlock(node);
      return known;
    }
    const { name, label } = node.block;
    const context: ComponentContext = {
      ...this.#with.shared,
      clock: this.#with.clock,
      log: this.#with.log.with(['component_path', '/'], ['component_id', node.id]),
      id: node.id,
      name,
      label: label?.text ?? '',
    };
    return new ComponentNode(node, context, node.kind === 'component' ? componentKinds.get(name) : undefined);
  }

  async #evaluate(nodes: readonly GraphNode[]): Promise<readonly Diagnostic[]> {
    const log = this.#with.log.with(
      ['controller_path', '/'],
      ['controller_id', ''],
      ['trace_id', randomBytes(16).toString('hex')],
    );
    const begin = this.#with.clock.now();
    log.info('starting complete graph evaluation');
    await this.#with.beforeEvaluation();
    const diagnostics: Diagnostic[] = [];
    const written = new Set(nodes.map((node) => node.id));
    for (const id of implicitNodes) if (!written.has(id)) this.#finishImplicit(id, log);
    for (const node of nodes) {
      const started = this.#with.clock.now();
      const problem = await this.#evaluateNode(node);
      if (problem) {
        diagnostics.push(problem.diagnostic);
        log.error('failed to evaluate config', ['node', node.id], ['err', problem.logged]);
      }
      const durationMs = this.#with.clock.now() - started;
      this.#evaluations += 1;
      this.#evaluationSeconds += durationMs / 1000;
      log.info('finished node evaluation', ['node_id', node.id], ['duration', { durationMs }]);
    }
    log.info('finished complete graph evaluation', ['duration', { durationMs: this.#with.clock.now() - begin }]);
    return diagnostics;
  }

  #finishImplicit(id: string, log: Logger): void {
    if (id === 'logging') this.#with.log.configure('info', 'logfmt');
    if (id === 'http') this.#with.log.info('applying non-TLS config to HTTP server', ['service', 'http']);
    log.info('finished node evaluation', ['node_id', id], ['duration', { durationMs: 0.005 }]);
  }

  async #evaluateNode(node: GraphNode): Promise<{ diagnostic: Diagnostic; logged: string } | undefined> {
    const scope = this.#scope(node);
    const component = this.#components.get(node.id);
    if (component) {
      const diagnostic = await component.evaluate(scope);
      const logged = component.health().message.replace(/^component evaluation failed: /, '');
      return diagnostic && { diagnostic, logged };
    }
    return node.block.name === 'logging' ? this.#evaluateLogging(node, scope) : undefined;
  }

  /** Whatever is wrong in this block is reported at the whole block. */
  #evaluateLogging(node: GraphNode, scope: Scope): { diagnostic: Diagnostic; logged: string } | undefined {
    try {
      const { level, format } = decodeBody(loggingBody, node.block.body, scope);
      this.#with.log.configure(level === '' ? 'info' : level, format === '' ? 'logfmt' : format);
      return undefined;
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      const { file, block } = node;
      const text = error.range ? diagnosticText({ message: error.message, file, range: error.range }) : error.message;
      const logged = `decoding configuration: ${text}`;
      const message = `Failed to evaluate node for config block: ${logged}`;
      return { diagnostic: { message, file, range: block.range }, logged };
    }
  }

  /** The exports of the components a block refers to, nested by the parts of their ids; then the standard library. */
  #scope(node: GraphNode): Scope {
    const roots = new Map<string, Value>();
    for (const id of node.references) {
      const component = this.#components.get(id);
      if (component) nest(roots, id.split('.'), objectValue(component.exports()));
    }
    const { library } = this.#with;
    return {
      source: node.file.source,
      lookUp: (name) => roots.get(name) ?? library.get(name),
    };
  }

  #start(): void {
    this.#with.log.info('scheduling loaded components and services', ['controller_id', '']);
    for (const component of this.components()) {
      const readsTargets = component.node.references.some((id) => this.#components.get(id)?.exports().has('targets'));
      component.start(readsTargets);
    }
  }

  /** Stopping may take a minute; nothing but the end of the program waits for it. */
  #stopLater(component: ComponentNode): void {
    const stopped = component.stop().finally(() => this.#stopping.delete(stopped));
    this.#stopping.add(stopped);
  }
}

function nest(roots: Map<string, Value>, path: readonly string[], value: Value): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) {
    roots.set(head, value);
    return;
  }
  const present = roots.get(head);
  const fields = new Map(present?.type === 'object' ? present.fields : []);
  nest(fields, rest, value);
  roots.set(head, objectValue(fields));
}
