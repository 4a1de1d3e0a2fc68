/** The operations that TypeScript calls and the functions of the PowerShell module are the same ones. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { operations } from '../../../electron/machine-windows/operations';
import { moduleFolder } from '../../powershell/module-check';

// What the scripts themselves must be like is checked over their syntax tree, in test/powershell.
describe('the PowerShell module', () => {
  it('has one public function for every operation, and no other', () => {
    const functions = readdirSync(path.join(moduleFolder, 'Public')).map((name) => path.basename(name, '.ps1'));
    expect(functions.toSorted()).toEqual(Object.keys(operations).toSorted());
  });
});
