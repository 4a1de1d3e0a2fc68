/**
 * Which packages of others end up in what is built, and their licences. The plugin notes them for each program; run as a
 * program, this file writes `third-party-licences.txt` from those notes.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

const notes = path.join(root, 'dist', 'packages');
const target = path.join(root, 'third-party-licences.txt');

/**
 * The package that a module belongs to, as a path from the root: `node_modules/react`. Undefined for our own.
 * @param {string} moduleId
 * @returns {string | undefined}
 */
export function packageOf(moduleId) {
  const match = /^(?:\0)?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/?]+)/.exec(moduleId);
  return match?.[1] === undefined ? undefined : path.relative(root, match[1]).split(path.sep).join('/');
}

/**
 * Notes the packages whose code is in the output of one program.
 * @param {string} program
 * @returns {import('vite').Plugin}
 */
export function shippedPackages(program) {
  return {
    name: 'shipped-packages',
    apply: 'build',
    generateBundle(_options, bundle) {
      /** @type {Set<string>} */
      const found = new Set();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
          const folder = renderedLength > 0 ? packageOf(id) : undefined;
          if (folder) found.add(folder);
        }
      }
      mkdirSync(notes, { recursive: true });
      writeFileSync(path.join(notes, `${program}.json`), JSON.stringify([...found].toSorted()));
    },
  };
}

/**
 * Every package that the last builds noted, each once, in order.
 * @returns {string[]}
 */
export function notedPackages() {
  if (!existsSync(notes)) return [];
  /** @type {string[]} */
  const all = readdirSync(notes).flatMap((file) => JSON.parse(readFileSync(path.join(notes, file), 'utf8')));
  return [...new Set(all)].toSorted();
}

/**
 * One entry of the file: name, licence, and the licence's text as the package carries it.
 * @param {string} folder
 * @returns {string}
 */
function entry(folder) {
  const manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(path.join(root, folder)).find((name) => /^licen[cs]e(\.|$)/i.test(name));
  const text = file
    ? readFileSync(path.join(root, folder, file), 'utf8').trim()
    : 'The package carries no text of its own.';
  return `${manifest.name}\nLicence: ${manifest.license}\n\n${text.replaceAll('\r\n', '\n')}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const rule = `\n${'-'.repeat(80)}\n\n`;
  const head = 'Software of others in Alloy Desk, with its licences. Electron and Chromium bring their own files.\n';
  writeFileSync(target, [head, ...notedPackages().map(entry)].join(rule));
}
