/** `npm run check:layers`: reads every source file and compares what it imports with the rules in `layers.mjs`. */
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { parseSync } from 'vite';
import { privileges, rooms, separateFolders, shipped } from './layers.mjs';
import { root } from './run.mjs';

/** @typedef {{ file: string, line: number, message: string }} Violation */
/** @typedef {{ specifier: string, offset: number, isType: boolean, names: readonly string[] }} Import */
/** @typedef {{ type: string, start: number, end: number } & Record<string, unknown>} AstNode */

const sourceFile = /\.(ts|tsx|mjs)$/;
const hasExtension = /\.(ts|tsx|mjs|cjs|js|json|css|svg|png|txt)$/;
const folders = ['shared', 'electron', 'renderer', 'build', 'test'];

/**
 * Every rule that a file breaks.
 * @param {string} file by path from the root, with slashes
 * @param {string} text
 * @returns {Violation[]}
 */
export function checkFile(file, text) {
  const { program, module, errors } = parseSync(file, text);
  const [error] = errors;
  if (error) return [{ file, line: 1, message: `cannot be read: ${error.message}` }];
  const nodes = allNodes(program);
  const imports = [...staticImports(module), ...dynamicImports(nodes)];
  /** @type {(offset: number, message: string) => Violation} */
  const violation = (offset, message) => ({ file, line: lineAt(text, offset), message });
  return [
    ...imports.flatMap((found) => importProblems(file, found).map((message) => violation(found.offset, message))),
    ...barrelProblems(file, program, module).map((message) => violation(0, message)),
    ...(shipped.test(file) ? privilegeProblems(file, text, imports, nodes) : []).map(({ offset, message }) =>
      violation(offset, message),
    ),
  ];
}

/**
 * @param {import('vite').ParseResult['module']} module
 * @returns {Import[]}
 */
function staticImports({ staticImports: imported, staticExports }) {
  return [
    ...imported.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      offset: moduleRequest.start,
      isType: entries.length > 0 && entries.every(({ isType }) => isType),
      names: entries.flatMap(({ importName }) => importName.name ?? []),
    })),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ specifier: moduleRequest.value, offset: moduleRequest.start, isType, names: [] }] : [],
      ),
    ),
  ];
}

/**
 * `import('x')`, `require('x')` and the type `import('x').Y`.
 * @param {readonly AstNode[]} nodes
 * @returns {Import[]}
 */
function dynamicImports(nodes) {
  return nodes.flatMap((node) => {
    const isRequire = node.type === 'CallExpression' && asNode(node['callee'])?.['name'] === 'require';
    const [first] = isRequire && Array.isArray(node['arguments']) ? node['arguments'] : [node['source']];
    if (!isRequire && node.type !== 'ImportExpression' && node.type !== 'TSImportType') return [];
    const specifier = asNode(first)?.['value'];
    if (typeof specifier !== 'string') return [];
    return [{ specifier, offset: node.start, isType: node.type === 'TSImportType', names: [] }];
  });
}

/**
 * @param {string} file
 * @param {Import} found
 * @returns {string[]}
 */
function importProblems(file, { specifier, isType }) {
  const room = roomOf(file);
  if (!room) return ['belongs to no room; add it to build/layers.mjs'];
  const refusal = specifier.startsWith('.')
    ? fileRefusal(file, room, specifier, isType)
    : packageRefusal(room, specifier);
  return refusal === undefined ? [] : [`${room.name} may not import ${refusal}: ${room.reason}`];
}

/**
 * @param {import('./layers.mjs').Room} room
 * @param {string} specifier
 */
function packageRefusal(room, specifier) {
  if (isBuiltin(specifier)) return room.node ? undefined : `Node's ${specifier}`;
  const isAllowed = (room.packages ?? []).some((allowed) =>
    typeof allowed === 'string' ? allowed === specifier : allowed.test(specifier),
  );
  return isAllowed ? undefined : `the package ${specifier}`;
}

/**
 * @param {string} file
 * @param {import('./layers.mjs').Room} room
 * @param {string} specifier
 * @param {boolean} isType
 */
function fileRefusal(file, room, specifier, isType) {
  const [bare = ''] = specifier.split('?');
  const target = path.posix.join(path.posix.dirname(file), bare);
  const other = roomOf(hasExtension.test(target) ? target : `${target}.ts`);
  if (!other) return `${target}, which belongs to no room`;
  if (other === room) return strangerFolder(file, target) ? `another folder of its room, ${target}` : undefined;
  const allowed = [...room.rooms, ...(isType ? (room.types ?? []) : [])];
  const isAllowed = allowed.some((name) => name === other.name || (name.endsWith('/') && other.name.startsWith(name)));
  return isAllowed ? undefined : `${other.name} (${target})`;
}

/**
 * Whether two files of one room lie in folders that are strangers to one another.
 * @param {string} file
 * @param {string} target
 */
function strangerFolder(file, target) {
  const parent = separateFolders.find((folder) => file.startsWith(`${folder}/`));
  if (parent === undefined) return false;
  /** @param {string} name */
  const folderOf = (name) => name.slice(parent.length + 1).split('/')[0];
  return folderOf(file) !== folderOf(target);
}

/** @param {string} file */
const roomOf = (file) => rooms.find((room) => room.files.test(file));

/**
 * A file that only hands on what others export hides who imports whom.
 * @param {string} file
 * @param {import('vite').ParseResult['program']} program
 * @param {import('vite').ParseResult['module']} module
 * @returns {string[]}
 */
function barrelProblems(file, program, module) {
  if (/(^|\/)index\.(ts|tsx|mjs)$/.test(file)) return ['no barrel files: name the file after what it holds'];
  if (program.body.some(({ type }) => type === 'ExportAllDeclaration')) {
    return ['no barrel files: nothing is exported from another file by *'];
  }
  const handsOn = module.staticExports.flatMap(({ entries }) => entries);
  const isBarrel = program.body.length > 0 && program.body.every((node) => isHandingOn(node));
  return isBarrel && handsOn.length > 0 ? ['no barrel files: import the file you mean'] : [];
}

/** @param {import('vite').ParseResult['program']['body'][number]} node */
function isHandingOn(node) {
  return node.type === 'ExportNamedDeclaration' && node.source !== null;
}

/**
 * @param {string} file
 * @param {string} text
 * @param {readonly Import[]} imports
 * @param {readonly AstNode[]} nodes
 * @returns {{ offset: number, message: string }[]}
 */
function privilegeProblems(file, text, imports, nodes) {
  return privileges
    .filter(({ allowed }) => !allowed.test(file))
    .flatMap(({ what, reason, imported = [], created = [], member }) => {
      const offsets = [
        ...imports
          .filter(
            ({ specifier, isType, names }) =>
              specifier === 'electron' && !isType && imported.some((name) => names.includes(name)),
          )
          .map(({ offset }) => offset),
        ...nodes
          .filter((node) => node.type === 'NewExpression' && created.includes(String(asNode(node['callee'])?.['name'])))
          .map(({ start }) => start),
        ...nodes.filter((node) => member !== undefined && isMember(node, text, member)).map(({ start }) => start),
      ];
      return offsets.map((offset) => ({ offset, message: `${what} is not for this room: ${reason}` }));
    });
}

/**
 * @param {AstNode} node
 * @param {string} text
 * @param {{ object: RegExp, property: string }} member
 */
function isMember(node, text, { object, property }) {
  if (node.type !== 'MemberExpression') return false;
  const [owner, name] = [asNode(node['object']), asNode(node['property'])];
  if (!owner || (name?.['name'] ?? name?.['value']) !== property) return false;
  return object.test(text.slice(owner.start, owner.end).replace(/[?!]+$/, ''));
}

/**
 * @param {unknown} value
 * @returns {AstNode | undefined}
 */
function asNode(value) {
  const isNode = typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
  return isNode ? /** @type {AstNode} */ (value) : undefined;
}

/**
 * The node and everything below it.
 * @param {unknown} value
 * @returns {AstNode[]}
 */
function allNodes(value) {
  if (Array.isArray(value)) return value.flatMap(allNodes);
  const node = asNode(value);
  return node ? [node, ...Object.values(node).flatMap(allNodes)] : [];
}

/**
 * @param {string} text
 * @param {number} offset
 */
const lineAt = (text, offset) => text.slice(0, offset).split('\n').length;

/** @returns {string[]} every source file, by path from the root, with slashes */
function sourceFiles() {
  const inRooms = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
  );
  return [...inRooms, ...readdirSync(root)]
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => sourceFile.test(file) && !file.startsWith('test/fixtures/'))
    .toSorted();
}

function check() {
  const files = sourceFiles();
  const violations = files.flatMap((file) => checkFile(file, readFileSync(path.join(root, file), 'utf8')));
  for (const { file, line, message } of violations) console.error(`${file}:${line} ${message}`);
  console.log(`${files.length} files, ${violations.length} violations of the layers`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) check();
