/** Faults that a test or a demonstration asks for over the control port. */
import { z } from 'zod';

const ms = z.number().int().min(0).max(600_000);
const exitCode = z.number().int().min(0).max(255).default(2);

export const Fault = z.discriminatedUnion('kind', [
  /** The process ends at once, as after a Go panic. */
  z.strictObject({ kind: z.literal('crash'), exitCode }),
  /** The next reload ends the process: before it answers, or right after a 200 (as a failed `import.*` does). */
  z.strictObject({
    kind: z.literal('crash-on-reload'),
    exitCode,
    when: z.enum(['before-answer', 'after-answer']).default('after-answer'),
  }),
  /** Every evaluation waits this long; the API waits with it. */
  z.strictObject({ kind: z.literal('slow-evaluation'), ms }),
  /** The next reload is carried out, but its connection is cut without an answer. */
  z.strictObject({ kind: z.literal('drop-reload') }),
  z.strictObject({ kind: z.literal('component-unhealthy'), id: z.string(), message: z.string() }),
  /** Every request but `/-/ready` waits this long. */
  z.strictObject({ kind: z.literal('hang-api'), ms }),
  /** What the process says it uses. */
  z.strictObject({ kind: z.literal('memory'), bytes: z.number().min(0) }),
  /** Shortens what the real program waits for. */
  z.strictObject({
    kind: z.literal('timing'),
    flushDeadlineMs: ms.optional(),
    targetSyncMs: ms.optional(),
    scrapeSpreadMs: ms.optional(),
  }),
  z.strictObject({ kind: z.literal('clear') }),
]);
export type Fault = z.infer<typeof Fault>;

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
