/** Running programs from the build scripts. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = path.resolve(fileURLToPath(import.meta.url), '../..');

/** @typedef {{ code: number, output: string, ms: number }} Ended how a program ended, and all that it printed */

/**
 * Runs a JavaScript program with this Node and collects what it prints.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to this process's environment
 * @returns {Promise<Ended>}
 */
export function runNode(args, env = {}) {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output, ms: performance.now() - started }));
  });
}

/**
 * Works through a list with a bounded number of jobs at a time. A job begins when all that it waits for, which stands
 * earlier in the list, has ended.
 * @template {{ name: string, after?: readonly string[] }} Job
 * @template Outcome
 * @param {readonly Job[]} jobs
 * @param {number} limit
 * @param {(job: Job) => Promise<Outcome>} work
 * @returns {Promise<Outcome[]>} in the order of the list
 */
export async function runAll(jobs, limit, work) {
  const queue = turns(limit);
  /** @type {Map<string, Promise<Outcome>>} */
  const outcomes = new Map();
  for (const job of jobs) {
    const before = (job.after ?? []).flatMap((name) => outcomes.get(name) ?? []);
    outcomes.set(
      job.name,
      Promise.all(before).then(() => queue(() => work(job))),
    );
  }
  return Promise.all(outcomes.values());
}

/**
 * Lets so many pieces of work run at a time; the rest wait in line.
 * @param {number} limit
 */
function turns(limit) {
  let free = limit;
  /** @type {(() => void)[]} */
  const line = [];
  /**
   * @template Outcome
   * @param {() => Promise<Outcome>} work
   * @returns {Promise<Outcome>}
   */
  return async (work) => {
    if (free === 0) await new Promise((resolve) => line.push(() => resolve(undefined)));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else free += 1;
    }
  };
}
