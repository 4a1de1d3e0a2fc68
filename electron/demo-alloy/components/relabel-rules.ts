/** The `rule` block of relabelling components, and `write_relabel_config`, which is the same. */
import { jsonString } from '../json-body';
import { compileGoRegexp } from '../prometheus/go-regexp';
import { defaultRegex, relabelActions, type RelabelAction, type RelabelRule } from '../prometheus/relabel';
import { bodyOf, optional, type ArgumentType, type Decoded } from '../runtime/arguments';
import { integer, list, oneOf, regexp, string } from '../runtime/argument-types';

/** Shown even where it is the default, as the original does. */
const ruleRegex: ArgumentType<string> = { ...regexp, isComparable: false, show: jsonString };

const needsTarget: readonly RelabelAction[] = [
  'replace',
  'hashmod',
  'lowercase',
  'uppercase',
  'keepequal',
  'dropequal',
];
const setsTarget: readonly RelabelAction[] = ['replace', 'hashmod', 'lowercase', 'uppercase'];

const ruleFields = {
  source_labels: optional(list(string)),
  separator: optional(string, ';'),
  regex: optional(ruleRegex, defaultRegex),
  modulus: optional(integer),
  target_label: optional(string),
  replacement: optional(string, '$1'),
  action: optional(
    oneOf(relabelActions, 'replace', (text) => `unrecognized action type "${text}"`),
    'replace',
  ),
};

export type RuleArguments = Decoded<typeof ruleFields>;

export const ruleBody = bodyOf(ruleFields, checkRule);

function checkRule(rule: RuleArguments): string | undefined {
  const { action, target_label: target } = rule;
  if (needsTarget.includes(action) && target === '') {
    return `relabel configuration for ${action} action requires 'target_label' value`;
  }
  if (setsTarget.includes(action) && !/^(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))/.test(target)) {
    return `"${target}" is invalid 'target_label' for ${action} action`;
  }
  if (action === 'hashmod' && rule.modulus === 0) return 'relabel configuration for hashmod requires non-zero modulus';
  if ((action === 'keepequal' || action === 'dropequal') && rule.source_labels === undefined) {
    return `relabel configuration for ${action} action requires 'source_labels' value`;
  }
  if ((action === 'labeldrop' || action === 'labelkeep') && (target !== '' || rule.source_labels !== undefined)) {
    return `${action} action requires only 'regex', and no other fields`;
  }
  return undefined;
}

/** The rule ready to be applied. */
export function relabelRule(rule: RuleArguments): RelabelRule {
  const reading = compileGoRegexp(rule.regex, { anchored: true });
  if (!reading.ok) throw new Error(reading.message);
  return {
    action: rule.action,
    sourceLabels: rule.source_labels ?? [],
    separator: rule.separator,
    regex: rule.regex,
    matcher: reading.regexp,
    modulus: rule.modulus,
    targetLabel: rule.target_label,
    replacement: rule.replacement,
  };
}
