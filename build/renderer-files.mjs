/**
 * The list of the renderer's built files, made when the renderer is built and bundled into the main process. The main
 * process serves `app://ui/…` from this list alone, so no request is ever joined to a folder.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {Record<string, { file: string, contentType: string }>} RendererFiles URL path to file and content type. */

const listFile = 'renderer-files.json';
const moduleName = 'virtual:renderer-files';
const resolvedName = `\0${moduleName}`;

/** @type {Record<string, string>} */
const contentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

/**
 * Lists every file below a folder by the path under which it is asked for.
 * @param {string} folder
 * @returns {RendererFiles}
 */
export function listRendererFiles(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted();
  return Object.fromEntries(files.map((file) => [`/${file}`, { file, contentType: contentTypeOf(file) }]));
}

/**
 * A file whose type nobody stated is an error: the page is served with `nosniff`.
 * @param {string} file
 * @returns {string}
 */
function contentTypeOf(file) {
  const type = contentTypes[path.extname(file)];
  if (type === undefined) throw new Error(`No content type is known for ${file}; add it to build/renderer-files.mjs.`);
  return type;
}

/**
 * For the renderer's build: writes the list beside the folder it was built into.
 * @returns {import('vite').Plugin}
 */
export function rendererFileMap() {
  let outDir = '';
  return {
    name: 'renderer-file-map',
    apply: 'build',
    configResolved(config) {
      outDir = path.resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      if (!existsSync(outDir)) return;
      const list = path.join(path.dirname(outDir), listFile);
      mkdirSync(path.dirname(list), { recursive: true });
      writeFileSync(list, `${JSON.stringify(listRendererFiles(outDir), null, 2)}\n`);
    },
  };
}

/**
 * For the main process's build: `virtual:renderer-files` exports that list as `rendererFiles`.
 * @returns {import('vite').Plugin}
 */
export function rendererFilesModule() {
  let list = '';
  return {
    name: 'renderer-files-module',
    configResolved(config) {
      list = path.join(path.dirname(path.resolve(config.root, config.build.outDir)), listFile);
    },
    resolveId(id) {
      return id === moduleName ? resolvedName : undefined;
    },
    load(id) {
      if (id !== resolvedName) return undefined;
      if (!existsSync(list)) throw new Error('Build the renderer first: the main process needs the list of its files.');
      return `export const rendererFiles = ${readFileSync(list, 'utf8')};`;
    },
  };
}
