/** The packaged program itself: what only Electron on Windows can show of fuses and integrity. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpackedFolder } from '../../build/package.mjs';
import { stubMark } from '../../build/windows/stub-electron.mjs';

const packaged = path.resolve(unpackedFolder);
const isThere = existsSync(path.join(packaged, 'Alloy Desk.exe')) && !existsSync(path.join(packaged, stubMark));
const notRun = isThere ? '' : ' (NOT RUN: make it first, npm run package:dir with Electron for Windows)';

/** How main ends when it meets an argument that it does not know: a sign that it ran, and that nothing else did. */
const refusedArgument = 64;

describe.skipIf(!isThere)(`the packaged program${notRun}`, () => {
  let parent = '';
  let folder = '';
  beforeEach(() => {
    parent = mkdtempSync(path.join(tmpdir(), 'alloy-desk-packaged-'));
    folder = path.join(parent, 'app');
    cpSync(packaged, folder, { recursive: true });
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): number | null {
    const program = path.join(folder, 'Alloy Desk.exe');
    return spawnSync(program, [...args], { env: { ...process.env, ...env }, timeout: 60_000 }).status;
  }

  it('starts, and ends at an argument that it does not know', () => {
    expect(start(['--no-such-word'])).toBe(refusedArgument);
  });

  it('does not become a Node interpreter', () => {
    expect(start(['-e', 'process.exit(3)'], { ELECTRON_RUN_AS_NODE: '1' })).toBe(refusedArgument);
  });

  it('does not load code that NODE_OPTIONS names', () => {
    const script = path.join(parent, 'code.cjs');
    writeFileSync(script, 'process.exit(3);');
    expect(start(['--no-such-word'], { NODE_OPTIONS: `--require="${script.replaceAll('\\', '/')}"` })).toBe(
      refusedArgument,
    );
  });

  it('does not start with a changed archive', () => {
    const archive = path.join(folder, 'resources', 'app.asar');
    const bytes = readFileSync(archive);
    const at = bytes.indexOf('dist');
    bytes.write('tsid', at, 'latin1');
    writeFileSync(archive, bytes);
    expect(start(['--no-such-word'])).not.toBe(refusedArgument);
  });

  it('does not load a folder in the archive’s place', () => {
    const resources = path.join(folder, 'resources');
    renameSync(path.join(resources, 'app.asar'), path.join(parent, 'app.asar'));
    mkdirSync(path.join(resources, 'app'));
    writeFileSync(path.join(resources, 'app', 'package.json'), '{ "main": "main.js" }');
    writeFileSync(path.join(resources, 'app', 'main.js'), 'process.exit(3);');
    expect(start([])).not.toBe(3);
  });
});
