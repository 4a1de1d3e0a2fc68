/**
 * What the suite under Wine (`test/wine`) says of itself: which adapters its tests verify, and why it leaves out others.
 * Whether those tests pass is seen where that suite runs.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const tests = path.resolve(import.meta.dirname, '../..');
const adaptersFolder = path.resolve(tests, '../electron/machine-windows/AlloyMachine/Private/Adapters');
const read = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(tests, 'powershell', 'wine', `${name}.json`), 'utf8'));
const verified = read('verified-adapters') as string[];
const notJudged = read('not-judged-adapters') as Record<string, string>;

/** Adapters of PowerShell 7, by their files; those of `Desktop` need Windows PowerShell. */
const adapters = ['', 'Core/'].flatMap((folder) =>
  readdirSync(path.join(adaptersFolder, folder))
    .filter((name) => name.endsWith('.ps1'))
    .map((name) => folder + path.basename(name, '.ps1')),
);

/** The adapters that stand in the lists of `verifies` in a test under Wine. */
function declaredIn(source: string): string[] {
  const lists = [...source.matchAll(/\bverifies\(\s*\[([^\]]*)\]/gu)].map((match) => String(match[1]));
  return lists.flatMap((list) => [...list.matchAll(/'([^']+)'/gu)].map((match) => String(match[1])));
}

describe('the adapters that Wine has verified', () => {
  it('are those that tests under Wine declare, and no others', () => {
    const files = readdirSync(path.join(tests, 'wine')).filter((name) => name.endsWith('.test.ts'));
    const declared = files.flatMap((name) => declaredIn(readFileSync(path.join(tests, 'wine', name), 'utf8')));
    expect(declared.length).toBeGreaterThan(0);
    expect(verified).toEqual([...new Set(declared)].toSorted());
  });

  it('are, with those that Wine cannot judge, all adapters of PowerShell 7, each once', () => {
    expect([...verified, ...Object.keys(notJudged)].toSorted()).toEqual(adapters.toSorted());
  });
});
