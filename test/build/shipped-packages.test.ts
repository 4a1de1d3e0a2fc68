import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { notedPackages, packageOf } from '../../build/shipped-packages.mjs';

describe('the software of others', () => {
  it('that the build put in is listed with its licence', () => {
    const listed = readFileSync('third-party-licences.txt', 'utf8');
    const missing = notedPackages().filter((folder) => {
      const { name, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
        name: string;
        license: string;
      };
      return !listed.includes(`\n${name}\nLicence: ${license}\n`);
    });
    expect(missing).toEqual([]);
    expect(notedPackages()).toContain('node_modules/react');
  });

  it('is not what only happens to be installed: `debug` takes colours where a tool has brought them', () => {
    expect(notedPackages()).toContain('node_modules/debug');
    expect(notedPackages()).not.toContain('node_modules/supports-color');
  });

  it('has licences that fit ours', () => {
    const licences = notedPackages().map(
      (folder) => (JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { license: string }).license,
    );
    expect(
      [...new Set(licences)].filter((licence) => !/^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD)$/.test(licence)),
    ).toEqual([]);
  });

  it('is told by the folder of its package', () => {
    expect(packageOf(`${process.cwd()}/node_modules/@fluentui/react-button/lib/Button.js`)).toBe(
      'node_modules/@fluentui/react-button',
    );
    expect(packageOf(`${process.cwd()}/node_modules/zod/v4/core/api.js?x`)).toBe('node_modules/zod');
    expect(packageOf(`${process.cwd()}/shared/contract/result.ts`)).toBeUndefined();
  });
});
