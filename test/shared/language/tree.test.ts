import { describe, expect, it } from 'vitest';
import { parse } from '../../../shared/language/parser';
import { findNode, findToken, isMissing, isNode, pathAt, textOf, tokensOf } from '../../../shared/language/tree';

/** The kinds on the way to the caret `|`, outermost first. */
function wayTo(textWithCaret: string): string {
  const offset = textWithCaret.indexOf('|');
  const { tree } = parse(textWithCaret.replace('|', ''));
  return pathAt(tree, offset)
    .map((element) => element.kind)
    .join(' ');
}

describe('the way to a caret', () => {
  it.each([
    ['|a = 1', 'file body attribute head IDENT'],
    ['a = f.|b', 'file body attribute access IDENT'],
    ['b "l|" { }', 'file body block head label STRING'],
    ['a = [lo|]', 'file body attribute list ]'],
    ['a = [l|o]', 'file body attribute list identifier IDENT'],
    ['a = 1 // c|', 'file EOF'],
    ['|', 'file EOF'],
  ])('in %s goes through %s', (text, way) => {
    expect(wayTo(text)).toBe(way);
  });
});

describe('the tree', () => {
  it('has a token without width where one is missing, and keeps the one that was there instead', () => {
    const { tree } = parse('a = [1 2]');
    expect([...tokensOf(tree)].filter(isMissing).map((token) => token.kind)).toEqual([',']);
    expect(textOf(tree)).toBe('a = [1 2]');
  });

  it('keeps what cannot be used in a skipped node', () => {
    const body = findNode(parse(') 5\na = 1').tree, 'body');
    const skipped = body && findNode(body, 'skipped');
    expect(skipped && textOf(skipped)).toBe(') 5\n');
  });

  it('gives direct children by kind and does not look deeper', () => {
    const { tree } = parse('a = 1');
    expect(findNode(tree, 'attribute')).toBeUndefined();
    expect(findToken(tree, 'EOF')?.kind).toBe('EOF');
  });

  it('has nodes that begin behind their comments and end before those of the next', () => {
    const { tree } = parse('// c\na = 1 // d\n');
    const attribute = tree.children.filter(isNode).map((body) => findNode(body, 'attribute'))[0];
    expect([attribute?.start, attribute?.end]).toEqual([5, 10]);
  });
});
