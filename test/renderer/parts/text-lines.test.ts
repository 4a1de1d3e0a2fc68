import { describe, expect, test } from 'vitest';
import { differenceOf, linesOf } from '../../../renderer/parts/text-lines';

const signs = { same: ' ', added: '+', removed: '-' } as const;

function drawn(before: string | null, after: string): string[] {
  return differenceOf(before, after).lines.map(
    ({ kind, text, before: old, after: fresh }) => `${old ?? ''}:${fresh ?? ''}${signs[kind]}${text}`,
  );
}

describe('the difference of two texts', () => {
  test('numbers each side for itself', () => {
    expect(drawn('a\nb\nc\n', 'a\nx\ny\nc\n')).toEqual(['1:1 a', '2:-b', ':2+x', ':3+y', '3:4 c']);
  });

  test('takes a missing file for an empty one', () => {
    expect(drawn(null, 'a\n')).toEqual([':1+a']);
    expect(differenceOf(null, 'a\nb\n')).toMatchObject({ added: 2, removed: 0 });
  });

  test('does not call another line end a difference', () => {
    expect(differenceOf('a\r\nb\r\n', 'a\nb\n')).toMatchObject({ added: 0, removed: 0 });
  });

  test('keeps blank lines and does not invent one at the end', () => {
    expect(linesOf('a\n\nb\n')).toEqual(['a', '', 'b']);
    expect(linesOf('')).toEqual([]);
  });
});
