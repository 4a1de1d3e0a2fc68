/**
 * Any other component of Alloy 1.18.1: its name and exports are known, it is listed as healthy, and it does nothing.
 * Its arguments are evaluated but not held against a schema.
 */
import known from '../data/components.json' with { type: 'json' };
import { arrayValue, capsuleValue, nullValue, objectValue, targetValue, type Value } from '../runtime/value';
import type { ComponentContext, PageAnswer } from './component';
import { exporterTarget } from './exporter-target';

interface ComponentFacts {
  readonly stability: string;
  readonly exports: Readonly<Record<string, string>>;
}

const facts = known as unknown as Readonly<Record<string, ComponentFacts>>;

/** What is known of a component by its name. */
export function componentFacts(name: string): ComponentFacts | undefined {
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}

/** The exports of a component that could not be built: the fields exist and hold nothing. */
export function emptyExports(name: string): ReadonlyMap<string, Value> {
  return new Map(Object.keys(componentFacts(name)?.exports ?? {}).map((field) => [field, nullValue] as const));
}

/** Stand-ins for what the component would export. */
export function standInExports(
  context: Pick<ComponentContext, 'id' | 'name' | 'hostName' | 'memoryAddress'>,
): ReadonlyMap<string, Value> {
  const fields = Object.entries(componentFacts(context.name)?.exports ?? {});
  return new Map(fields.map(([field, wire]) => [field, standIn(context, field, wire)] as const));
}

function standIn(context: Parameters<typeof standInExports>[0], field: string, wire: string): Value {
  if (wire === 'Targets') {
    const kind = /^prometheus\.exporter\.(\w+)$/.exec(context.name)?.[1];
    return arrayValue(kind === undefined ? [] : [targetValue(exporterTarget(context, `integrations/${kind}`))]);
  }
  if (wire === 'secret') return capsuleValue({ kind: 'secret', text: '' });
  if (wire.startsWith('map')) return objectValue([]);
  if (wire === 'RelabelRules') return capsuleValue({ kind: 'relabel-rules', rules: [] });
  return capsuleValue({ kind: 'opaque', name: `${context.id}.${field}`, wire });
}

/** The page of an exporter that collects nothing here. */
export const missingPage: PageAnswer = {
  status: 404,
  contentType: 'text/plain; charset=utf-8',
  text: '404 page not found\n',
};

/** Which components can show what flows through them. */
export function supportsLiveDebugging(name: string): boolean {
  return (
    /^(?:discovery|otelcol)\./.test(name) ||
    /^prometheus\.(?:relabel|remote_write|scrape)$/.test(name) ||
    /^loki\.(?:process|relabel|secretfilter)$/.test(name)
  );
}
