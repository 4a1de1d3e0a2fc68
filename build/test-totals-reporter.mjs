/**
 * A Vitest reporter that counts tests: the counts go to `dist/test-totals.json`, or the file that is named, and into the
 * last line printed. What failed before it could run its tests (a file that does not load, a hook) counts as one failed
 * test.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// Vitest 5 groups the failures that it prints with Map.groupBy, which Node 20 lacks: without it a failed test would end
// the run before anything is said or counted.
if (!('groupBy' in Map)) Object.assign(Map, { groupBy });

/** @import { Reporter, TestModule, Vitest } from 'vitest/node' */
/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */
/** @typedef {Totals & { projects: Record<string, Totals> }} Report */

/**
 * The totals as one line.
 * @param {Totals} totals
 */
export const totalsLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/**
 * Counts the tests of finished modules, for each project and together.
 * @param {readonly TestModule[]} modules
 * @param {number} unhandledErrors errors that belong to no test
 * @returns {Report}
 */
export function countTests(modules, unhandledErrors) {
  /** @type {Record<string, Totals>} */
  const projects = {};
  for (const module of modules) {
    const totals = (projects[module.project.name] ??= { passed: 0, failed: 0, skipped: 0 });
    totals.failed += brokenParts(module);
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      totals[state === 'pending' ? 'skipped' : state] += 1;
    }
  }
  const all = Object.values(projects);
  /** @param {keyof Totals} key */
  const sum = (key) => all.reduce((total, project) => total + project[key], 0);
  return { passed: sum('passed'), failed: sum('failed') + unhandledErrors, skipped: sum('skipped'), projects };
}

/**
 * The module itself and every suite in it that failed outside its tests.
 * @param {TestModule} module
 */
function brokenParts(module) {
  const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  return suites.length + (module.errors().length > 0 ? 1 : 0);
}

/** @implements {Reporter} */
export default class TestTotalsReporter {
  /** @type {string} */
  #root = '.';
  /** @type {string} */
  #file;

  /** @param {{ file?: string }} [options] `file`: where the counts go, from the root of the tests */
  constructor({ file = 'dist/test-totals.json' } = {}) {
    this.#file = file;
  }

  /** @param {Vitest} vitest */
  onInit(vitest) {
    this.#root = vitest.config.root;
  }

  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const report = countTests(modules, unhandledErrors.length);
    const file = path.join(this.#root, this.#file);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    console.log(totalsLine(report));
  }
}

/**
 * @template Key, Item
 * @param {Iterable<Item>} items
 * @param {(item: Item, index: number) => Key} keyOf
 * @returns {Map<Key, Item[]>}
 */
function groupBy(items, keyOf) {
  const groups = new Map();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
