import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeLines, countAdapterLines, lineSentence } from '../../build/adapter-lines.mjs';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'adapter-lines-'));
  await mkdir(path.join(folder, 'Core'));
  await mkdir(path.join(folder, 'Desktop'));
  await writeFile(path.join(folder, 'Read-A.ps1'), '# A.\nfunction Read-A {\n    1\n}\n');
  await writeFile(path.join(folder, 'Core/Read-B.ps1'), 'function Read-B { 1 }\n');
  await writeFile(path.join(folder, 'Desktop/Read-B.ps1'), 'function Read-B {\n    2\n}\n');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the lines of the adapters', () => {
  test('are those with more than a comment', () => {
    expect(codeLines('# A.\n\nfunction A {\n    # B.\n    1 # C.\n}\n')).toBe(3);
  });

  test('are all for Windows while nothing has been verified elsewhere', () => {
    expect(countAdapterLines(folder, [])).toMatchObject({ lines: 7, underWine: 0, onlyWindows: 7 });
  });

  test('of one name for both editions are verified under Wine for PowerShell 7 alone', () => {
    const count = countAdapterLines(folder, ['Core/Read-B']);
    expect(count).toMatchObject({ lines: 7, underWine: 1, onlyWindows: 6 });
    expect(count.adapters.filter((adapter) => adapter.isVerifiedUnderWine)).toEqual([
      { name: 'Read-B', edition: 'Core', lines: 1, isVerifiedUnderWine: true },
    ]);
  });

  test('are not counted with a list that names what is no adapter', () => {
    expect(() => countAdapterLines(folder, ['Read-C'])).toThrow('Read-C');
  });

  test('of the module are counted and said', () => {
    const count = countAdapterLines();
    console.log(lineSentence(count));
    expect(count.lines).toBe(count.underWine + count.onlyWindows);
    expect(count.adapters.map(({ name }) => name)).toContain('Read-ServiceRecord');
  });
});
