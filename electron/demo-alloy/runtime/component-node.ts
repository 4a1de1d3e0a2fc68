/** One component of the running configuration: its block, its health, what it exports, the thing that runs. */
import { isDeepStrictEqual } from 'node:util';
import { attribute, blockOf, jsonOf, jsonString, type JsonStatement } from '../json-body';
import type { Statement } from '../../../shared/language/views';
import {
  ComponentError,
  type ComponentContext,
  type ComponentKind,
  type PageAnswer,
  type RunningComponent,
} from '../components/component';
import { emptyExports, missingPage, standInExports } from '../components/unevaluated';
import { decodeBody, showBody } from './arguments';
import { evaluate, type Scope } from './evaluate';
import type { GraphNode } from './graph';
import { diagnosticText, EvaluationError, type Diagnostic } from './problem';
import type { Value } from './value';

export type HealthState = 'healthy' | 'unhealthy' | 'unknown' | 'exited';

export interface Health {
  readonly state: HealthState;
  readonly message: string;
  readonly updatedAt: number;
}

/** What is shown of a component whose arguments are not held against a schema. */
const standInNote = 'this program knows the name and the exports of this component; it does not run it';

export class ComponentNode {
  readonly context: ComponentContext;
  readonly #kind: ComponentKind<object> | undefined;
  #node: GraphNode;
  #instance: RunningComponent<object> | undefined;
  /** The arguments that were taken last; equal ones are not handed on again. */
  #inForce: object | undefined;
  #arguments: readonly JsonStatement[] = [];
  #exports: ReadonlyMap<string, Value>;
  #isStarted = false;
  #evaluation: Health;
  #fault: Health | undefined;

  constructor(node: GraphNode, context: ComponentContext, kind: ComponentKind<object> | undefined) {
    this.#node = node;
    this.context = context;
    this.#kind = kind;
    this.#exports = emptyExports(context.name);
    this.#evaluation = { state: 'unknown', message: 'component created', updatedAt: context.clock.now() };
  }

  get node(): GraphNode {
    return this.#node;
  }

  /** A reload gives a component its new block before anything is evaluated. */
  replaceBlock(node: GraphNode): void {
    this.#node = node;
  }

  exports(): ReadonlyMap<string, Value> {
    return this.#exports;
  }

  health(): Health {
    return this.#fault ?? this.#evaluation;
  }

  /** Makes the component look unhealthy whatever it does; undone with nothing. */
  setFault(message: string | undefined): void {
    this.#fault =
      message === undefined ? undefined : { state: 'unhealthy', message, updatedAt: this.context.clock.now() };
  }

  /** Evaluates the block; answers what was wrong. A component that runs keeps its former arguments then. */
  async evaluate(scope: Scope): Promise<Diagnostic | undefined> {
    try {
      await this.#apply(scope);
      this.#setHealth('healthy', this.#isStarted ? 'component evaluated' : 'started component');
      return undefined;
    } catch (error) {
      return this.#failed(error);
    }
  }

  async #apply(scope: Scope): Promise<void> {
    if (!this.#kind) {
      this.#arguments = genericBody(this.#node.block.body, scope);
      this.#exports = standInExports(this.context);
      return;
    }
    const args = decodeBody(this.#kind.body, this.#node.block.body, scope);
    if (!this.#instance) this.#instance = this.#kind.build(this.context, args);
    else if (!isDeepStrictEqual(args, this.#inForce)) await this.#instance.update(args);
    this.#inForce = args;
    this.#arguments = showBody(this.#kind.body, args);
    this.#exports = this.#instance.exports();
  }

  #failed(error: unknown): Diagnostic {
    const { file, block } = this.#node;
    if (error instanceof EvaluationError) {
      const text = error.range ? diagnosticText({ message: error.message, file, range: error.range }) : error.message;
      this.#setHealth('unhealthy', `component evaluation failed: decoding configuration: ${text}`);
      if (error.range) return { message: error.message, file, range: error.range };
      const message = `Failed to build component: decoding configuration: ${error.message}`;
      return { message, file, range: block.range };
    }
    if (!(error instanceof ComponentError)) throw error;
    const what = `${this.#instance ? 'updating' : 'building'} component: ${error.message}`;
    this.#setHealth('unhealthy', `component evaluation failed: ${what}`);
    return { message: `Failed to build component: ${what}`, file, range: block.range };
  }

  #setHealth(state: HealthState, message: string): void {
    this.#evaluation = { state, message, updatedAt: this.context.clock.now() };
  }

  /** Starts what runs; those that read the targets of others are evaluated once more when these start. */
  start(isReadAgain: boolean): void {
    if (this.#isStarted) return;
    if (!this.#instance && this.#kind) return;
    this.#isStarted = true;
    if (this.#evaluation.state === 'healthy') {
      this.#setHealth('healthy', isReadAgain ? 'component evaluated' : 'started component');
    }
    this.#instance?.start?.();
  }

  timingChanged(): void {
    this.#instance?.timingChanged?.();
  }

  async stop(): Promise<void> {
    await this.#instance?.stop?.();
  }

  /** Undefined where the component serves no pages at all. */
  page(): PageAnswer | undefined {
    if (this.#instance) return this.#instance.page?.();
    const isExporter = !this.#kind && this.context.name.startsWith('prometheus.exporter.');
    if (isExporter && this.context.name === 'prometheus.exporter.self') {
      return {
        status: 200,
        contentType: 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores',
        text: this.context.ownMetrics(),
      };
    }
    return isExporter ? missingPage : undefined;
  }

  detail(): {
    arguments: readonly JsonStatement[];
    exports: readonly JsonStatement[];
    debugInfo: readonly JsonStatement[];
  } {
    const isBuilt = this.#instance !== undefined || !this.#kind;
    const exports = isBuilt ? [...this.#exports].map(([name, value]) => attribute(name, jsonOf(value))) : [];
    const note = this.#kind ? [] : [attribute('stand_in', jsonString(standInNote))];
    return { arguments: this.#arguments, exports, debugInfo: this.#instance?.debugInfo?.() ?? note };
  }

  metrics(): ReturnType<NonNullable<RunningComponent<object>['metrics']>> {
    return this.#instance?.metrics?.() ?? [];
  }
}

/** Everything that is written in a body, evaluated but not converted. */
function genericBody(statements: readonly Statement[], scope: Scope): JsonStatement[] {
  const seen = new Set<string>();
  return statements.map((statement) => {
    if (statement.kind === 'block') return genericBlock(statement, scope);
    const name = statement.name.text;
    if (seen.has(name)) throw new EvaluationError(`attribute "${name}" may only be provided once`, statement.range);
    seen.add(name);
    return attribute(name, jsonOf(evaluate(statement.value, scope)));
  });
}

function genericBlock(block: Extract<Statement, { kind: 'block' }>, scope: Scope): JsonStatement {
  const body = genericBody(block.body, scope);
  return block.label ? { name: block.name, type: 'block', label: block.label.text, body } : blockOf(block.name, body);
}
