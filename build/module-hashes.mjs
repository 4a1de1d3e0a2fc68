/**
 * The hashes of the PowerShell module, made when the main process is built and bundled into it. The module lies outside
 * the archive whose integrity Electron checks, so the main process compares it with this list before it starts a shell.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

/** @typedef {{ path: string, sha256: string }} FileHash a path below the folder, with `/`, and the hash in lower-case hex */

/** The module's sources, from the root of the repository. */
export const moduleFolder = 'electron/machine-windows/AlloyMachine';

const moduleName = 'virtual:module-hashes';
const resolvedName = `\0${moduleName}`;

/**
 * The SHA-256 of every file below a folder, in the order of the paths' characters: the same on every computer, because
 * `.gitattributes` fixes line ends and a file with others is an error.
 * @param {string} folder
 * @returns {FileHash[]}
 */
export function hashFolder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ path: path.relative(folder, file).split(path.sep).join('/'), sha256: hashFile(file) }))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * @param {string} file
 * @returns {string}
 */
function hashFile(file) {
  const bytes = readFileSync(file);
  if (bytes.includes(0x0d)) {
    throw new Error(`${file} has Windows line ends, so its hash would depend on the checkout; write it with LF.`);
  }
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * For the main process's build: `virtual:module-hashes` exports the list as `moduleHashes`.
 * @returns {import('vite').Plugin}
 */
export function moduleHashesModule() {
  return {
    name: 'module-hashes-module',
    resolveId(id) {
      return id === moduleName ? resolvedName : undefined;
    },
    load(id) {
      if (id !== resolvedName) return undefined;
      return `export const moduleHashes = ${JSON.stringify(hashFolder(path.join(root, moduleFolder)), null, 2)};`;
    },
  };
}
