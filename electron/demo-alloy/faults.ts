/** Faults that a test or a demonstration asks for over the control port. */
import type { Timing } from './components/component';

export type Fault =
  /** The process ends at once, as after a Go panic. */
  | { readonly kind: 'crash'; readonly exitCode: number }
  /** The next reload ends the process: before it answers, or right after a 200 (as a failed `import.*` does). */
  | { readonly kind: 'crash-on-reload'; readonly exitCode: number; readonly when: 'before-answer' | 'after-answer' }
  /** Every evaluation waits this long; the API waits with it. */
  | { readonly kind: 'slow-evaluation'; readonly ms: number }
  /** The next reload is carried out, but its connection is cut without an answer. */
  | { readonly kind: 'drop-reload' }
  | { readonly kind: 'component-unhealthy'; readonly id: string; readonly message: string }
  /** Every request but `/-/ready` waits this long. */
  | { readonly kind: 'hang-api'; readonly ms: number }
  /** What the process says it uses. */
  | { readonly kind: 'memory'; readonly bytes: number }
  /** Shortens what the real program waits for. */
  | ({ readonly kind: 'timing' } & Partial<Timing>)
  | { readonly kind: 'clear' };

/** Panics of Go end with this. */
const panicExitCode = 2;

/** Reads a fault from outside; nothing where it is none. */
export function readFault(value: unknown): Fault | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  const { kind, ms, id, message, bytes } = given;
  const exitCode = given['exitCode'] ?? panicExitCode;
  switch (kind) {
    case 'crash':
      return isAmount(exitCode) ? { kind, exitCode } : undefined;
    case 'crash-on-reload': {
      const when = given['when'] ?? 'after-answer';
      if (!isAmount(exitCode) || (when !== 'after-answer' && when !== 'before-answer')) return undefined;
      return { kind, exitCode, when };
    }
    case 'slow-evaluation':
    case 'hang-api':
      return isAmount(ms) ? { kind, ms } : undefined;
    case 'component-unhealthy':
      return typeof id === 'string' && typeof message === 'string' ? { kind, id, message } : undefined;
    case 'memory':
      return isAmount(bytes) ? { kind, bytes } : undefined;
    case 'timing':
      return readTiming(given);
    case 'drop-reload':
    case 'clear':
      return { kind };
    default:
      return undefined;
  }
}

function readTiming(given: Readonly<Record<string, unknown>>): Fault | undefined {
  const waits = ['flushDeadlineMs', 'targetSyncMs', 'scrapeSpreadMs'].filter((name) => name in given);
  if (!waits.every((name) => isAmount(given[name]))) return undefined;
  return { kind: 'timing', ...Object.fromEntries(waits.map((name) => [name, given[name]])) };
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value);
}

type Lasting = Exclude<Fault, { kind: 'crash' | 'timing' | 'clear' }>;

/** The faults in force. One of each kind, but one `component-unhealthy` a component. */
export class Faults {
  #active: Lasting[] = [];

  list(): readonly Lasting[] {
    return this.#active;
  }

  set(fault: Lasting): void {
    this.#active = [...this.#active.filter((other) => !replaces(fault, other)), fault];
  }

  clear(): void {
    this.#active = [];
  }

  find<K extends Lasting['kind']>(kind: K): Extract<Lasting, { kind: K }> | undefined {
    return this.#active.find((fault): fault is Extract<Lasting, { kind: K }> => fault.kind === kind);
  }

  /** Finds a fault that happens once, and forgets it. */
  take<K extends Lasting['kind']>(kind: K): Extract<Lasting, { kind: K }> | undefined {
    const found = this.find(kind);
    this.#active = this.#active.filter((fault) => fault !== found);
    return found;
  }
}

function replaces(fresh: Lasting, old: Lasting): boolean {
  if (fresh.kind !== old.kind) return false;
  return fresh.kind !== 'component-unhealthy' || old.kind !== 'component-unhealthy' || fresh.id === old.id;
}
