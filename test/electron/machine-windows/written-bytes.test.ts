/** Every byte that is written to a shell: constant script text first, then frames, whatever the values hold. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PowerShellHost } from '../../../electron/machine-windows/powershell-host';
import { shellEnvironment } from '../../../electron/machine-windows/shell-environment';
import { ok } from '../../../shared/contract/result';
import { hostileValues, largeHostileValue } from './hostile-values';
import { notRun, pwsh } from './pwsh';

const module = path.resolve('electron/machine-windows/AlloyMachine');
const recorder = path.join(import.meta.dirname, 'fixtures', 'record.sh');
const folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-written-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a shell is given for these values, in a folder whose name is hostile too. */
async function written(name: string, values: readonly unknown[]): Promise<string> {
  const record = path.join(folder, name);
  const host = new PowerShellHost({
    executable: recorder,
    serveScript: path.join(module, 'serve.ps1'),
    modulePath: path.join(import.meta.dirname, 'fixtures', 'EchoMachine.psm1'),
    environment: {
      ...shellEnvironment(process.platform, process.env),
      RECORDED: record,
      RECORDED_POWERSHELL: pwsh ?? '',
    },
    platform: process.platform,
    verify: async () => ok(undefined),
    onNoise: () => undefined,
  });
  for (const value of values) {
    const answer = await host.call('Get-Echo', { Value: value }, { timeoutMs: 60_000 });
    expect(answer).toMatchObject({ ok: true, value: { value } });
    // The name of an operation is a stranger as well.
    await host.call(String(value).slice(0, 1_000), {}, { timeoutMs: 60_000 });
  }
  await host.close();
  return readFileSync(`${record}.in`, 'utf8');
}

/** node-powershell frames its one invocation with texts that it draws by lot. */
const withoutLots = (text: string): string => text.replace(/(?<=WriteLine\(")[A-Za-z0-9]+(?="\))/gu, 'LOT');

const fiveMegabytes = largeHostileValue.repeat(4);

const frameOf = (line: string): { t: string } =>
  JSON.parse(Buffer.from(line.slice(2), 'base64').toString('utf8')) as { t: string };

describe.skipIf(pwsh === undefined || process.platform === 'win32')(`what is written to a shell${notRun}`, () => {
  let tame: string[];
  let hostile: string[];
  beforeAll(async () => {
    tame = (await written('tame', ['one'])).split('\n');
    hostile = (await written('hostile', [...hostileValues, fiveMegabytes])).split('\n');
  }, 180_000);

  const isFrame = (line: string): boolean => /^@@[A-Za-z0-9+/]+={0,2}$/u.test(line);

  it('is script text only before the first frame, and frames in base64 from then on', () => {
    const first = hostile.findIndex(isFrame);
    expect(first).toBeGreaterThan(0);
    expect(hostile.slice(first).filter((line) => line !== '' && !isFrame(line))).toEqual([]);
    const calls = hostile.filter((line) => isFrame(line) && frameOf(line).t === 'call');
    expect(calls.length).toBe(2 * (hostileValues.length + 1));
  });

  it('and read from it holds no JSON of more than two million characters, which Windows PowerShell would refuse', () => {
    const read = readFileSync(path.join(folder, 'hostile.out'), 'utf8').split('\n');
    const lengths = [...hostile, ...read].filter(isFrame).map((line) => Buffer.from(line.slice(2), 'base64').length);
    expect(Math.max(...lengths)).toBeGreaterThan(500_000);
    expect(Math.max(...lengths)).toBeLessThan(2_000_000);
  });

  it('is the same script text whatever the values hold', () => {
    const script = (lines: readonly string[]): string =>
      withoutLots(lines.slice(0, lines.findIndex(isFrame)).join('\n'));
    expect(script(hostile)).toBe(script(tame));
  });

  it('is ASCII, and names no path of ours', () => {
    const text = hostile.join('\n');
    // oxlint-disable-next-line no-control-regex -- everything but ASCII is what is looked for
    expect(text.replace(/[\u0000-\u007f]/gu, '')).toBe('');
    expect(text).not.toContain(module);
  });
});
