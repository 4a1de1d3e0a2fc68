import { createHash } from 'node:crypto';
import type { Plan } from '../../shared/contract/plan';

/** SHA-256 in lower-case hex; of a text its UTF-8 bytes. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The plan with the hash that a person confirms: over the steps and over the facts they rest on, so that the same steps
 * on other facts are another plan.
 */
export function sealPlan(plan: Omit<Plan, 'hash'>, facts: Readonly<Record<string, unknown>>): Plan {
  return { ...plan, hash: sha256Of(canonicalJson({ steps: plan.steps, facts })) };
}

/** Same value, same text: keys in order. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`)
    .join(',')}}`;
}
