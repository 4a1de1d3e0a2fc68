import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseExposition } from '../../../shared/exposition/exposition';
import { reference } from '../../reference';

const one = (line: string) => parseExposition(line).samples[0];

describe('the text format', () => {
  it.each([
    ['up 1', { name: 'up', labels: {}, value: 1 }],
    ['a{} 2', { name: 'a', labels: {}, value: 2 }],
    [
      'a{b="c",d="e",} 3 1395066363000',
      { name: 'a', labels: { b: 'c', d: 'e' }, value: 3, timestampMs: 1395066363000 },
    ],
    [
      String.raw`a{p="C:\\DIR\\\"x\"\n"} 1.458255915e9`,
      { name: 'a', labels: { p: 'C:\\DIR\\"x"\n' }, value: 1458255915 },
    ],
    ['a{b="}"} +Inf', { name: 'a', labels: { b: '}' }, value: Infinity }],
    ['a -Inf', { name: 'a', labels: {}, value: -Infinity }],
    ['a NaN', { name: 'a', labels: {}, value: Number.NaN }],
    ['  a\t 1e-3 ', { name: 'a', labels: {}, value: 0.001 }],
  ])('reads %s', (line, sample) => {
    expect(one(line)).toMatchObject(sample);
  });

  it.each(['a{b="c} 1', 'a', 'a{b=c} 1', 'a{b="c" d="e"} 1', 'a one', 'a 1 2 3', '{b="c"} 1', '1a 1'])(
    'counts %s as malformed',
    (line) => {
      expect(parseExposition(line)).toMatchObject({ samples: [], malformedLines: 1 });
    },
  );

  it('keeps the types and passes comments over', () => {
    const page = parseExposition('# HELP a text\n# TYPE a counter\n# a comment\n\na 1\n');
    expect([page.types.get('a'), page.samples.length, page.malformedLines]).toEqual(['counter', 1, 0]);
  });

  it('takes a label named like a part of every object for a label', () => {
    expect(Object.entries(one('a{__proto__="x"} 1')?.labels ?? {})).toEqual([['__proto__', 'x']]);
  });

  it('takes CR LF for a line end', () => {
    expect(parseExposition('a 1\r\nb 2\r\n').samples).toHaveLength(2);
  });
});

const pages = reference('data', 'alloy-windows', 'metrics-text');

describe.skipIf(!pages)('the recorded pages of the Windows exporter (reference folder)', () => {
  it.each(pages ? readdirSync(pages) : [])('%s is read whole', (name) => {
    const text = readFileSync(path.join(pages ?? '', name), 'utf8');
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(parseExposition(text)).toMatchObject({ malformedLines: 0 });
    expect(parseExposition(text).samples).toHaveLength(lines.length);
  });
});
