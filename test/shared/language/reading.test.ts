import { describe, expect, it } from 'vitest';
import { parse } from '../../../shared/language/parser';
import { renderProblem } from '../../../shared/language/problems';
import { scan } from '../../../shared/language/scanner';
import { encodeSource, sourceOf, type SourceText } from '../../../shared/language/text';
import { isNode, textOf, type Element } from '../../../shared/language/tree';
import { fileOf } from '../../../shared/language/views';
import { corpusFiles, corpusTitle, fixtures, hasCorpus, withCrlf } from './sample-files';

/** Every prefix of a file up to this length is tried; of longer ones, this many. */
const prefixCount = 150;

function problemsOf(source: SourceText): readonly string[] {
  return parse(source).problems.map((problem) => renderProblem(source, problem));
}

function widthOf(source: SourceText): number {
  const { tokens } = scan(source);
  const trivia = tokens.flatMap((token) => token.leading);
  return [...tokens, ...trivia].reduce((sum, piece) => sum + piece.text.length, 0);
}

/** Says where the children of a node stand out of order or beyond its ends; empty if the tree is in order. */
function disorder(element: Element): readonly string[] {
  if (!isNode(element)) return element.end - element.start === element.text.length ? [] : [`token ${element.start}`];
  let end = element.start;
  const found: string[] = [];
  for (const child of element.children) {
    if (child.start < end || child.end > element.end) found.push(`${element.kind} at ${element.start}`);
    end = child.end;
    found.push(...disorder(child));
  }
  return found;
}

function expectWholeness(source: SourceText): void {
  const { tree } = parse(source);
  expect(textOf(tree)).toBe(source.text);
  expect(widthOf(source)).toBe(source.length);
  expect(disorder(tree)).toEqual([]);
}

function expectPrefixes(text: string): void {
  const step = Math.max(1, Math.ceil(text.length / prefixCount));
  for (let length = 0; length < text.length; length += step) {
    const prefix = text.slice(0, length);
    const { tree } = parse(prefix);
    fileOf(tree);
    if (textOf(tree) !== prefix) expect(textOf(tree)).toBe(prefix);
  }
}

describe.each([
  ['our own files', true, fixtures()],
  [corpusTitle, hasCorpus, corpusFiles()],
] as const)('on every file of %s', (_name, isThere, files) => {
  const everyFile = it.skipIf(!isThere);

  everyFile('the problems are those of Alloy, word for word and in its order', () => {
    expect(files.length).toBeGreaterThan(0);
    for (const { name, source, expected } of files) expect(problemsOf(source), name).toEqual(expected);
  });

  everyFile('the text, its bytes and all widths are kept', () => {
    for (const { source } of files) {
      expectWholeness(source);
      expect(sourceOf(source.text).bytesOf({ start: 0, end: source.length })).toEqual(encodeSource(source));
    }
  });

  everyFile('line ends of Windows are kept and change neither problems nor statements', () => {
    for (const { name, source, expected } of files) {
      const crlf = withCrlf(source);
      expectWholeness(crlf);
      expect(problemsOf(crlf).length, name).toBe(expected.length);
      expect(fileOf(parse(crlf).tree).statements.length).toBe(fileOf(parse(source).tree).statements.length);
    }
  });

  everyFile(
    'every prefix parses and is kept',
    () => {
      for (const { source } of files) {
        expectPrefixes(source.text);
        expectPrefixes(withCrlf(source).text);
      }
    },
    60_000,
  );
});

describe('damaged files', () => {
  it('parse, are kept, and leave a tree in order', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const pieces = [
      '"',
      '`',
      "'",
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '=',
      ',',
      '.',
      '\n',
      '/*',
      '*/',
      '//',
      '\0',
      'é',
      '😀',
      '\ud800',
      '-',
      '|',
      ' ',
    ];
    const texts = fixtures().map(({ source }) => source.text);
    for (let round = 0; round < 3000; round += 1) {
      const text = texts[round % texts.length] ?? '';
      const at = random(text.length + 1);
      const damaged = text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(4));
      const { tree } = parse(damaged);
      fileOf(tree);
      if (textOf(tree) !== damaged || disorder(tree).length > 0) expect.fail(JSON.stringify(damaged));
    }
  });
});
