import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { decodeSource, sourceOf, type SourceText } from '../../../shared/language/text';

/** A file to parse and what Alloy says about it. */
export interface SampleFile {
  readonly name: string;
  readonly source: SourceText;
  /** Alloy's problems in the form of `renderProblem`. */
  readonly expected: readonly string[];
}

const root = resolve(import.meta.dirname, '../../..');
const fixtureFolder = join(root, 'test/fixtures/language');
const corpusFolder = join(resolve(root, process.env['CORPUS_DIR'] ?? '../shared'), 'corpus');

/** The files of Alloy's own tests and documentation are no part of this repository; where they lie is up to the machine. */
export const hasCorpus = existsSync(join(corpusFolder, 'INDEX.tsv'));

/** Goes into the title of every suite that needs the corpus. */
export const corpusTitle = hasCorpus ? 'the corpus' : 'the corpus (skipped: no corpus/INDEX.tsv under CORPUS_DIR)';

/** Our own files. Their expected problems stand in their first lines. */
export function fixtures(): readonly SampleFile[] {
  const names = readdirSync(fixtureFolder).filter((name) => name.endsWith('.alloy'));
  return names.map((name) => {
    const source = decodeSource(readFileSync(join(fixtureFolder, name)));
    return { name, source, expected: [...source.text.matchAll(/^\/\/ expect (.*)$/gm)].map((match) => match[1] ?? '') };
  });
}

/** All files of the corpus that the index calls parseable or not. */
export function corpusFiles(): readonly SampleFile[] {
  if (!hasCorpus) return [];
  const lines = readFileSync(join(corpusFolder, 'INDEX.tsv'), 'utf8').split('\n').slice(1);
  return lines.flatMap((line) => {
    const [name = '', , , parses] = line.split('\t');
    if (parses !== 'ok' && parses !== 'error') return [];
    const source = decodeSource(readFileSync(join(corpusFolder, name)));
    return [{ name, source, expected: parses === 'ok' ? [] : statedErrors(name) }];
  });
}

/** The same text with every LF as CRLF. */
export function withCrlf(source: SourceText): SourceText {
  return sourceOf(source.text.replaceAll(/\r?\n/g, '\r\n'));
}

function statedErrors(name: string): readonly string[] {
  return readFileSync(join(corpusFolder, `${name}.errors`), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
