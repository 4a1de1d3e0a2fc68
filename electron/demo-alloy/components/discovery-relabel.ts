/** `discovery.relabel`: rewrites the labels of targets. */
import type { Labels } from '../prometheus/labels';
import { relabel, type RelabelRule } from '../prometheus/relabel';
import { blocks, bodyOf, required, type Decoded } from '../runtime/arguments';
import { targets } from '../runtime/argument-types';
import { arrayValue, capsuleValue, targetValue, type Value } from '../runtime/value';
import type { ComponentContext, ComponentKind, RunningComponent } from './component';
import { relabelRule, ruleBody } from './relabel-rules';

const fields = { targets: required(targets), rule: blocks(ruleBody) };
const body = bodyOf(fields);
type Arguments = Decoded<typeof fields>;

class DiscoveryRelabel implements RunningComponent<Arguments> {
  #output: readonly Labels[] = [];
  #rules: readonly RelabelRule[] = [];

  constructor(args: Arguments) {
    this.update(args);
  }

  update(args: Arguments): void {
    this.#rules = args.rule.map(relabelRule);
    this.#output = (args.targets ?? [])
      .map((target) => relabel(target, this.#rules))
      .filter((target): target is Labels => target !== undefined);
  }

  exports(): ReadonlyMap<string, Value> {
    return new Map([
      ['output', arrayValue(this.#output.map(targetValue))],
      ['rules', capsuleValue({ kind: 'relabel-rules', rules: this.#rules })],
    ]);
  }
}

export const discoveryRelabel: ComponentKind<Arguments> = {
  body,
  build: (_context: ComponentContext, args) => new DiscoveryRelabel(args),
};
