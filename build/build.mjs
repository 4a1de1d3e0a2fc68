/**
 * Builds every program of the app: `node build/build.mjs [--only renderer,main]`. Each target is a Vite build of its
 * own; what does not wait for another runs beside it.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { firstScriptSize } from './renderer-size.mjs';
import { root, runAll, runNode } from './run.mjs';
import { targets } from './targets.mjs';

/** @typedef {import('./targets.mjs').Target} Target */
/** @typedef {{ name: string, ms: number, isBuilt: boolean, output: string }} Built */

/**
 * Picks the targets named by `--only a,b`, or all.
 * @param {readonly string[]} args
 * @returns {readonly Target[]}
 */
export function pickTargets(args) {
  const position = args.indexOf('--only');
  if (position < 0) return targets;
  const names = (args[position + 1] ?? '').split(',');
  const unknown = names.filter((name) => !targets.some((target) => target.name === name));
  if (unknown.length > 0) {
    throw new Error(`unknown target ${unknown.join(', ')}; known are ${targets.map(({ name }) => name).join(', ')}`);
  }
  return targets.filter((target) => names.includes(target.name));
}

/**
 * Builds the targets, two at a time.
 * @param {readonly Target[]} picked
 * @returns {Promise<Built[]>}
 */
export function buildTargets(picked) {
  const missing = picked.filter((target) => !existsSync(path.join(root, target.entry)));
  if (missing.length > 0) {
    throw new Error(`cannot build ${missing.map(({ name, entry }) => `${name}: ${entry} does not exist`).join('; ')}`);
  }
  return runAll(picked, 2, buildTarget);
}

/**
 * @param {Target} target
 * @returns {Promise<Built>}
 */
async function buildTarget({ name }) {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const { code, output, ms } = await runNode([vite, 'build'], { TARGET: name });
  return { name, ms, isBuilt: code === 0, output };
}

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

async function main() {
  const started = performance.now();
  const built = await buildTargets(pickTargets(process.argv.slice(2)));
  for (const { name, ms, isBuilt, output } of built) {
    console.log(`${isBuilt ? 'built ' : 'FAILED'}  ${name.padEnd(16)} ${seconds(ms)}`);
    if (output.trim() !== '') console.log(output.trimEnd());
  }
  console.log(`total   ${''.padEnd(16)} ${seconds(performance.now() - started)}`);
  const failed = built.filter(({ isBuilt }) => !isBuilt);
  if (failed.length > 0) throw new Error(`not built: ${failed.map(({ name }) => name).join(', ')}`);
  if (built.some(({ name }) => name === 'renderer'))
    console.log(firstScriptSize(path.join(root, 'dist/renderer')).text);
}

if (process.argv[1] === import.meta.filename) {
  main().catch((/** @type {Error} */ error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
