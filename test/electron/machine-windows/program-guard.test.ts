/** A program with the rights of an administrator is to lie where nobody else can change it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardProgram } from '../../../electron/machine-windows/program-guard';
import { ok } from '../../../shared/contract/result';
import { StubComputer } from '../../contract/stub-under-test';
import { notRun, pwsh } from './pwsh';

const folder = 'C:\\Program Files\\Alloy Desk';
const computer = new StubComputer();
const module = `${folder}\\resources\\AlloyMachine`;
const guard = () => guardProgram(computer.operations, [`${folder}\\Alloy Desk.exe`, `${module}\\AlloyMachine.psd1`]);

describe.skipIf(pwsh === undefined)(`the guard of the program${notRun}`, () => {
  beforeAll(async () => {
    await computer.make('installed');
  });
  afterAll(() => computer.close());

  it('lets one pass that administrators alone can change', async () => {
    computer.arrange({});
    expect(await guard()()).toEqual(ok(undefined));
  });

  it('names the folder that others can write to, and who', async () => {
    computer.arrange({}, { openFolders: [folder] });
    expect(await guard()()).toEqual({
      ok: false,
      failure: {
        code: 'verification-failed',
        reason: 'program-folder-open',
        params: { path: folder, sid: 'S-1-5-32-545' },
      },
    });
    computer.arrange({}, { openFolders: [] });
  });

  it('lets none of two pass that are asked at the same time', async () => {
    const asked = guard();
    computer.arrange({}, { openFolders: [module] });
    const refused = { ok: false, failure: { reason: 'program-folder-open' } };
    expect(await Promise.all([asked(), asked()])).toMatchObject([refused, refused]);
    expect(await asked()).toMatchObject(refused);
    computer.arrange({}, { openFolders: [] });
  });

  it('looks at every file that is named', async () => {
    computer.arrange({}, { openFolders: [module] });
    expect(await guard()()).toMatchObject({ failure: { params: { path: module } } });
    computer.arrange({}, { openFolders: [] });
  });

  it('lets none pass whose folder cannot be looked at', async () => {
    computer.arrange({ 'Read-PathSecurity': 5 });
    expect(await guard()()).toMatchObject({
      ok: false,
      failure: { code: 'access-denied', reason: 'program-folder-unknown' },
    });
  });

  it('looks again as long as it has found nothing good, and then no more', async () => {
    const asked = guard();
    computer.arrange({ 'Read-PathSecurity': 5 });
    await asked();
    computer.arrange({});
    expect(await asked()).toEqual(ok(undefined));
    computer.arrange({ 'Read-PathSecurity': 5 });
    expect(await asked()).toEqual(ok(undefined));
  });
});
