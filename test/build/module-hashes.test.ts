import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashFolder, moduleFolder } from '../../build/module-hashes.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-hashes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the hashes of a module', () => {
  it('name every file by its path with slashes, in the order of the characters', () => {
    mkdirSync(path.join(folder, 'b'));
    writeFileSync(path.join(folder, 'b', 'z.ps1'), 'z\n');
    writeFileSync(path.join(folder, 'a.ps1'), '');
    writeFileSync(path.join(folder, 'B.ps1'), '');
    // The hash of no bytes stands in FIPS 180-4's examples.
    const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(hashFolder(folder)).toEqual([
      { path: 'B.ps1', sha256: nothing },
      { path: 'a.ps1', sha256: nothing },
      { path: 'b/z.ps1', sha256: 'c865f6c5ab8d1b0bcd383a5e1e3879d22681c96bf462c269b7581d523fbe70ab' },
    ]);
  });

  it('are not made of a file with Windows line ends', () => {
    writeFileSync(path.join(folder, 'a.ps1'), 'one\r\ntwo\r\n');
    expect(() => hashFolder(folder)).toThrow('a.ps1 has Windows line ends');
  });

  it('can be made of the module as it is checked out', () => {
    expect(hashFolder(moduleFolder).map(({ path: file }) => file)).toContain('Private/Adapters/Read-RegistryKey.ps1');
  });
});
