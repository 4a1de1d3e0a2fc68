import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashFolder, moduleFolder } from '../../../build/module-hashes.mjs';
import { maxModuleFileBytes, maxModuleFiles, verifyModule } from '../../../electron/machine-windows/module-hashes';

const hashes = hashFolder(moduleFolder);

let folder = '';
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'alloy-desk-module-')), 'AlloyMachine');
  cpSync(moduleFolder, folder, { recursive: true });
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);
const refusal = async (): Promise<string | undefined> => {
  const verified = await verifyModule(folder, hashes);
  if (verified.ok) return undefined;
  expect(verified.failure).toMatchObject({ code: 'verification-failed', reason: 'powershell-altered' });
  return verified.failure.detail;
};

describe('a module on disk', () => {
  it('is accepted when every file is as it was built', async () => {
    expect(await verifyModule(folder, hashes)).toEqual({ ok: true, value: undefined });
  });

  it('is refused with one byte changed', async () => {
    writeFileSync(at('serve.ps1'), ' ', { flag: 'a' });
    expect(await refusal()).toBe('serve.ps1 has been changed');
  });

  it('is refused with a file missing', async () => {
    rmSync(at('Private/File.ps1'));
    expect(await refusal()).toBe('Private/File.ps1 is missing');
  });

  it('is refused with a file more, which the loader would run', async () => {
    writeFileSync(at('Private/Adapters/Zz.ps1'), '');
    expect(await refusal()).toBe('Private/Adapters/Zz.ps1 does not belong to the module');
  });

  it('is refused with a file more in a folder more', async () => {
    mkdirSync(at('Extra'));
    writeFileSync(at('Extra/a.dll'), '');
    expect(await refusal()).toBe('Extra/a.dll does not belong to the module');
  });

  it('is refused with a link in a file’s place, even to the same bytes', async () => {
    rmSync(at('serve.ps1'));
    symlinkSync(path.resolve(moduleFolder, 'serve.ps1'), at('serve.ps1'));
    expect(await refusal()).toBe('serve.ps1 is a link');
  });

  it('is refused with a link in a folder’s place, even to the same files', async () => {
    rmSync(at('Public'), { recursive: true });
    symlinkSync(path.resolve(moduleFolder, 'Public'), at('Public'));
    expect(await refusal()).toBe('Public is a link');
  });

  it('is refused when its own folder is a link', async () => {
    rmSync(folder, { recursive: true });
    symlinkSync(path.resolve(moduleFolder), folder);
    expect(await refusal()).toBe('. is a link');
  });

  it('is refused without being read when a file is too large', async () => {
    writeFileSync(at('serve.ps1'), Buffer.alloc(maxModuleFileBytes + 1));
    expect(await refusal()).toBe('serve.ps1 is too large');
  });

  it('is refused when folders lie deeper than ours ever do', async () => {
    mkdirSync(at('1/2/3/4/5/6/7/8/9'), { recursive: true });
    expect(await refusal()).toBe('1/2/3/4/5/6/7/8/9 lies too deep');
  });

  it('is refused without being listed whole when it holds far too many files', async () => {
    for (let index = 0; index <= maxModuleFiles; index++) writeFileSync(at(`${index}.ps1`), '');
    expect(await refusal()).toBe('. holds too many files');
  });

  it('is refused by the first difference in the order of the paths', async () => {
    rmSync(at('serve.ps1'));
    rmSync(at('AlloyMachine.psm1'));
    expect(await refusal()).toBe('AlloyMachine.psm1 is missing');
  });

  it('is refused when there is none', async () => {
    rmSync(folder, { recursive: true });
    expect(await refusal()).toBe('the module cannot be read: ENOENT');
  });

  it('is refused when the app carries no list', async () => {
    expect(await verifyModule(folder, [])).toMatchObject({ ok: false, failure: { code: 'verification-failed' } });
  });
});
