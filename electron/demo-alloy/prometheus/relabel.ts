/**
 * Relabel rules as Prometheus applies them.
 * Source: prometheus/prometheus `model/relabel/relabel.go`.
 */
import { createHash } from 'node:crypto';
import { expandTemplate, hasVariables } from './go-regexp';
import type { Labels } from './labels';

export const relabelActions = [
  'replace',
  'keep',
  'drop',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
  'keepequal',
  'dropequal',
] as const;
export type RelabelAction = (typeof relabelActions)[number];

export const defaultRegex = '(.*)';

export interface RelabelRule {
  readonly action: RelabelAction;
  readonly sourceLabels: readonly string[];
  readonly separator: string;
  /** As written; `matcher` is the same, anchored at both ends. */
  readonly regex: string;
  readonly matcher: RegExp;
  readonly modulus: number;
  readonly targetLabel: string;
  readonly replacement: string;
}

/** The labels after all rules, or nothing when a rule drops them. */
export function relabel(labels: Labels, rules: readonly RelabelRule[]): Labels | undefined {
  const result = new Map(labels);
  for (const rule of rules) if (!apply(rule, result)) return undefined;
  return result;
}

function apply(rule: RelabelRule, labels: Map<string, string>): boolean {
  const value = rule.sourceLabels.map((name) => labels.get(name) ?? '').join(rule.separator);
  switch (rule.action) {
    case 'keep':
      return rule.matcher.test(value);
    case 'drop':
      return !rule.matcher.test(value);
    case 'keepequal':
      return (labels.get(rule.targetLabel) ?? '') === value;
    case 'dropequal':
      return (labels.get(rule.targetLabel) ?? '') !== value;
    case 'replace':
      replace(rule, value, labels);
      return true;
    case 'lowercase':
      setLabel(labels, rule.targetLabel, value.toLowerCase());
      return true;
    case 'uppercase':
      setLabel(labels, rule.targetLabel, value.toUpperCase());
      return true;
    case 'hashmod':
      setLabel(labels, rule.targetLabel, hashModulus(value, rule.modulus));
      return true;
    case 'labelmap':
      mapNames(rule, labels);
      return true;
    case 'labeldrop':
      for (const name of labels.keys()) if (rule.matcher.test(name)) labels.delete(name);
      return true;
    case 'labelkeep':
      for (const name of labels.keys()) if (!rule.matcher.test(name)) labels.delete(name);
      return true;
  }
}

function replace(rule: RelabelRule, value: string, labels: Map<string, string>): void {
  // The common case "set this label" is a short cut in the original as well.
  if (
    value === '' &&
    rule.regex === defaultRegex &&
    !hasVariables(rule.targetLabel) &&
    !hasVariables(rule.replacement)
  ) {
    setLabel(labels, rule.targetLabel, rule.replacement);
    return;
  }
  const match = rule.matcher.exec(value);
  if (!match) return;
  const target = expandTemplate(rule.targetLabel, match);
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(target)) return;
  setLabel(labels, target, expandTemplate(rule.replacement, match));
}

function mapNames(rule: RelabelRule, labels: Map<string, string>): void {
  // New names must not be looked at themselves.
  const before = Array.from(labels);
  for (const [name, value] of before) {
    const match = rule.matcher.exec(name);
    if (match) setLabel(labels, expandTemplate(rule.replacement, match), value);
  }
}

/** An empty value removes the label. */
function setLabel(labels: Map<string, string>, name: string, value: string): void {
  if (value === '') labels.delete(name);
  else labels.set(name, value);
}

function hashModulus(value: string, modulus: number): string {
  const digest = createHash('md5').update(value).digest();
  return String(digest.readBigUInt64BE(8) % BigInt(modulus));
}
