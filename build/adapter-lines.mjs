/**
 * How much of the PowerShell module only Windows can verify: the lines of code of its adapters, by file. Adapters that
 * have been run in the Windows build of PowerShell 7 under Wine count apart; which ones stands in a list.
 * `node build/adapter-lines.mjs` prints the table, `--json` the same as JSON.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

const adaptersFolder = path.join(root, 'electron/machine-windows/AlloyMachine/Private/Adapters');
/** A JSON list of adapters by file below the folder, without extension; what is not there verifies nothing. */
const verifiedList = path.join(root, 'test/powershell/wine/verified-adapters.json');

/** @typedef {'both' | 'Core' | 'Desktop'} Edition whose PowerShell reads it */
/** @typedef {{ name: string, edition: Edition, lines: number, isVerifiedUnderWine: boolean }} AdapterLines */
/** @typedef {{ adapters: AdapterLines[], lines: number, underWine: number, onlyWindows: number }} LineCount */

/**
 * Lines that hold more than a comment.
 * @param {string} script
 */
export const codeLines = (script) => script.split('\n').filter((line) => !/^\s*(#.*)?$/u.test(line)).length;

/** The name by which the list knows an adapter: `Read-FileByte`, `Core/Open-NamedMutex`.
 * @param {Pick<AdapterLines, 'name' | 'edition'>} adapter
 */
const listed = ({ name, edition }) => (edition === 'both' ? name : `${edition}/${name}`);

/**
 * Counts the adapters. Under Wine runs PowerShell 7, which reads nothing of `Desktop/`.
 * @param {string} [folder]
 * @param {readonly string[]} [verified]
 * @returns {LineCount}
 */
export function countAdapterLines(folder = adaptersFolder, verified = verifiedAdapters()) {
  /** @type {readonly Edition[]} */
  const editions = ['both', 'Core', 'Desktop'];
  const adapters = editions.flatMap((edition) =>
    scriptsIn(edition === 'both' ? folder : path.join(folder, edition)).map((file) => {
      const name = path.basename(file, '.ps1');
      const isVerifiedUnderWine = verified.includes(listed({ name, edition }));
      return { name, edition, lines: codeLines(readFileSync(file, 'utf8')), isVerifiedUnderWine };
    }),
  );
  const unknown = verified.filter((name) => !adapters.some((adapter) => listed(adapter) === name));
  if (unknown.length > 0) throw new Error(`verified under Wine, but no adapter: ${unknown.join(', ')}`);
  const lines = sum(adapters);
  const underWine = sum(adapters.filter((adapter) => adapter.isVerifiedUnderWine));
  return { adapters, lines, underWine, onlyWindows: lines - underWine };
}

/** @param {readonly AdapterLines[]} adapters */
const sum = (adapters) => adapters.reduce((total, { lines }) => total + lines, 0);

/** @param {string} folder */
function scriptsIn(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.ps1'));
  return names.toSorted().map((name) => path.join(folder, name));
}

/** @returns {string[]} */
function verifiedAdapters() {
  return existsSync(verifiedList) ? JSON.parse(readFileSync(verifiedList, 'utf8')) : [];
}

/**
 * The count as one sentence.
 * @param {LineCount} count
 */
export const lineSentence = ({ adapters, lines, underWine, onlyWindows }) =>
  `${adapters.length} adapters with ${lines} lines of code: ${underWine} verified under Wine, ${onlyWindows} that only Windows can verify`;

function print() {
  const count = countAdapterLines();
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify(count, null, 2));
    return;
  }
  for (const { name, edition, lines, isVerifiedUnderWine } of count.adapters) {
    const where = edition === 'both' ? '' : edition;
    console.log(
      `${String(lines).padStart(4)}  ${name.padEnd(28)}${where.padEnd(9)}${isVerifiedUnderWine ? 'Wine' : ''}`.trimEnd(),
    );
  }
  console.log(lineSentence(count));
}

if (process.argv[1] === import.meta.filename) print();
