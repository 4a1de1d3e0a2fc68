/**
 * What the workflows of the forge name and this repository does not have. A workflow runs elsewhere, so nobody would notice
 * before it fails there.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** Where the forge looks for them, from the root of the repository. */
export const workflowFolder = '.github/workflows';

/** @typedef {{ run?: string, uses?: string, with?: Record<string, unknown> }} Step */

/** Words of a command that look like a file of ours. */
const file = /^(?:\.\/)?[\w@.-]+(?:\/[\w@.-]+)*\.(?:[cm]?js|ts|ps1|sh|json|ya?ml|toml)$/;

/** Settings of actions that name files which must be there before the step. What a step keeps is made by then. */
const fileSettings = ['node-version-file', 'cache-dependency-path', 'working-directory', 'global-json-file'];

/**
 * Every problem of every workflow below a root, as one sentence each that begins with the workflow's file.
 * @param {string} root
 * @returns {string[]}
 */
export function problemsOfWorkflows(root) {
  const folder = path.join(root, workflowFolder);
  const { scripts, devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return names.flatMap((name) => {
    const steps = stepsOf(readFileSync(path.join(folder, name), 'utf8'));
    if (steps.length === 0) return [`${name}: it has no step`];
    return steps
      .flatMap((step) => problemsOf(step, { root, scripts: scripts ?? {}, packages: devDependencies ?? {} }))
      .map((problem) => `${name}: ${problem}`);
  });
}

/**
 * @param {string} text
 * @returns {Step[]}
 */
function stepsOf(text) {
  /** @type {{ jobs?: Record<string, { steps?: Step[] }> } | null} */
  const workflow = parse(text);
  return Object.values(workflow?.jobs ?? {}).flatMap(({ steps }) => steps ?? []);
}

/**
 * @param {Step} step
 * @param {{ root: string, scripts: Record<string, string>, packages: Record<string, string> }} repository
 * @returns {string[]}
 */
function problemsOf(step, { root, scripts, packages }) {
  const words = (step.run ?? '').split(/\s+/).map((word) => word.replaceAll(/^["']|["';]$/g, ''));
  const settings = fileSettings.flatMap((name) => step.with?.[name] ?? []).map(String);
  const files = [...words.filter((word) => file.test(word)), ...settings];
  return [
    ...scriptsIn(step.run ?? '')
      .filter((name) => !Object.hasOwn(scripts, name))
      .map((name) => `there is no npm script "${name}"`),
    ...files.filter((name) => !existsSync(path.join(root, name))).map((name) => `there is no file "${name}"`),
    ...programsIn(step.run ?? '')
      .filter((name) => !hasProgram(root, name, packages))
      .map((name) => `no package of ours brings the program "${name}"`),
    // A tag can be moved to other code; a commit cannot.
    ...(step.uses !== undefined && !/^\.\/|@[0-9a-f]{40}$/.test(step.uses)
      ? [`"${step.uses}" is not held by its commit`]
      : []),
  ];
}

/**
 * @param {string} command
 * @returns {string[]} names of npm scripts that it runs
 */
function scriptsIn(command) {
  const named = [...command.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
  const short = [...command.matchAll(/\bnpm (test|start)\b/g)].map(([, name = '']) => name);
  return [...named, ...short];
}

/**
 * @param {string} command
 * @returns {string[]} programs that it asks npx for
 */
function programsIn(command) {
  return [...command.matchAll(/\bnpx ([\w@/.-]+)/g)].map(([, name = '']) => name);
}

/**
 * @param {string} root
 * @param {string} program
 * @param {Record<string, string>} packages
 * @returns {boolean}
 */
function hasProgram(root, program, packages) {
  return Object.keys(packages).some((name) => {
    const manifest = path.join(root, 'node_modules', name, 'package.json');
    if (!existsSync(manifest)) return false;
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
    return typeof bin === 'string' ? path.basename(name) === program : Object.hasOwn(bin ?? {}, program);
  });
}
