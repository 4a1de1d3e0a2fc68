/**
 * The programs that are built, as data: where each begins and what has to be built before it.
 * `vite.config.ts` says how each is built.
 */

/**
 * @typedef {object} Target
 * @property {string} name the value of `TARGET`, and the folder below `dist`
 * @property {string} entry relative to the root of the repository
 * @property {readonly string[]} [after] targets whose output this one reads
 */

/** What is packaged is built below this folder of the repository, beside what `npm run build` makes. */
export const packagedFolder = 'dist/package/app';

/** @type {readonly Target[]} In the order in which they are started: the long one first. */
export const targets = [
  { name: 'renderer', entry: 'renderer/index.html' },
  { name: 'preload', entry: 'electron/preload/preload.ts' },
  { name: 'demo-alloy', entry: 'electron/demo-alloy/demo-alloy.ts' },
  { name: 'service-host', entry: 'electron/machine-demo/service-host.ts' },
  { name: 'electron-double', entry: 'build/electron-double/electron.ts' },
  // The main process carries the list of the renderer's files.
  { name: 'main', entry: 'electron/main.ts', after: ['renderer'] },
];

/** The programs that a packaged app carries. */
export const packagedTargets = targets.filter(({ name }) => name !== 'electron-double');
