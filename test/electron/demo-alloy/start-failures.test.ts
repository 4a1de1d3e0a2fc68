import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCommandLine } from '../../../electron/demo-alloy/command-line';
import { DemoAlloy } from '../../../electron/demo-alloy/program';
import { fixture, fixtureText, recordedPath, withPath } from './alloy-under-test';
import { ManualClock } from './manual-clock';

interface StartCase {
  readonly case: string;
  readonly args: readonly string[];
  readonly exitCode: number | null;
  readonly isReady: boolean;
  readonly stdout: string | null;
  readonly stderr: string;
  readonly configBase64?: string;
}

const notCovered: Readonly<Record<string, string>> = {
  '06-three-errors': 'two of the three are arguments of components that are not evaluated',
  '10-missing-attribute': 'arguments of loki.write are not checked',
  '11-build-error': 'stages of loki.process are not built',
  '14-import-file-missing': 'modules are not run',
  '16-remote-http-refused': 'remote.http is not evaluated',
  '27-config-folder-duplicate': 'the folder itself was not recorded',
  '38-windows-priority-flag': 'the recording is of the Linux build; the Windows build has the flag',
  '42-unknown-command': 'names the recorded program file',
  '43-no-command': 'usage text is shorter here',
  '44-help-of-unknown': 'usage text is shorter here',
  '48-listen-bad-host': 'would ask a name server',
  '49-listen-foreign-address': 'depends on the network of the machine',
  '53-storage-not-writable': 'the tests may run as root, who may write everywhere',
  '56-storage-not-writable-no-remote-write': 'the tests may run as root, who may write everywhere',
  '57-gomemlimit-bad': 'there is no Go runtime',
  '60-corrupt-wal': 'no write-ahead log is kept',
  '61-corrupt-wal-name': 'no write-ahead log is kept',
};

const cases = fixture('start-failures.json') as readonly StartCase[];
const covered = cases.filter((recorded) => !(recorded.case in notCovered));

interface Outcome {
  readonly exitCode: number | null;
  readonly isReady: boolean;
  readonly stderr: string;
}

async function start(args: readonly string[]): Promise<Outcome & { stop: () => Promise<void> }> {
  const command = readCommandLine(args);
  if (command.kind === 'print') {
    return { exitCode: command.exitCode, isReady: false, stderr: command.stderr, stop: () => Promise.resolve() };
  }
  let stderr = command.notes.map((note) => `${note}\n`).join('');
  const alloy = new DemoAlloy(command.options, {
    clock: new ManualClock(),
    machine: { environment: {}, hostName: 'WIN-DEMO01' },
    writeError: (text) => {
      stderr += text;
    },
    writeOutput: () => undefined,
    exit: () => undefined,
  });
  const { kind } = await alloy.start();
  const isReady = kind === 'running';
  return { exitCode: isReady ? null : 1, isReady, stderr, stop: () => (isReady ? alloy.stop() : Promise.resolve()) };
}

/** What the recording keeps of standard error: everything but lines of the log below error. */
function kept(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => !/level=(info|warn|debug)|"level":/.test(line))
    .map((line) =>
      line
        .replace(/^ts=\S+/, 'ts=…')
        .replace(/trace_id=\w+/, 'trace_id=…')
        .replace(/ path=\S+/, ' path=…'),
    )
    .map((line) =>
      line.replace(/(cycle: )(.*)/, (_all, what: string, ids: string) => what + ids.split(', ').sort().join(', ')),
    )
    .join('\n');
}

describe('a start ends as the recorded one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-alloy-start-'));
  const taken = createServer();

  afterAll(async () => {
    await new Promise((resolve) => taken.close(resolve));
    rmSync(folder, { recursive: true, force: true });
    console.log(`start cases of the recording: ${covered.length} of ${cases.length} replayed; not covered:`);
    for (const [name, reason] of Object.entries(notCovered)) console.log(`  ${name}: ${reason}`);
  });

  test.each(covered)('$case', async (recorded) => {
    const here = mkdtempSync(join(folder, 'case-'));
    const configPath = join(here, 'config.alloy');
    prepare(recorded, here, configPath);
    const isTaken = recorded.case.includes('port-in-use');
    const port = isTaken ? await takenPort() : 0;
    const args = recorded.args.map((arg) => argumentHere(arg, here, configPath, port));
    const outcome = await start(args);
    try {
      expect({ exitCode: outcome.exitCode, isReady: outcome.isReady }).toEqual({
        exitCode: recorded.exitCode,
        isReady: recorded.isReady || recorded.exitCode === null,
      });
      const expected = withPath(kept(recorded.stderr), configPath).replaceAll('127.0.0.1:19345', `127.0.0.1:${port}`);
      const text = kept(outcome.stderr).replaceAll(`${here}/`, '').replaceAll('-alloy/', '');
      if (recorded.exitCode !== null) expect(text.trim()).toBe(expected.replaceAll(`${here}/`, '').trim());
    } finally {
      await outcome.stop();
    }
  });

  function prepare(recorded: StartCase, here: string, configPath: string): void {
    if (recorded.case === '25-missing-config') return;
    if (recorded.case === '26-config-folder-empty') {
      mkdirSync(configPath);
      return;
    }
    if (recorded.case === '54-storage-is-a-file') writeFileSync(join(here, 'afile'), '');
    const text = recorded.configBase64 === undefined ? goodConfig() : Buffer.from(recorded.configBase64, 'base64');
    writeFileSync(configPath, text);
    chmodSync(configPath, 0o644);
  }

  async function takenPort(): Promise<number> {
    if (!taken.listening) await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    return (taken.address() as AddressInfo).port;
  }

  function argumentHere(argument: string, here: string, configPath: string, port: number): string {
    if (argument === recordedPath) return configPath;
    if (argument === 'C:\\Program Files\\GrafanaLabs\\Alloy') return here;
    if (argument.startsWith('--storage.path=')) {
      const name = argument.slice('--storage.path='.length);
      return `--storage.path=${join(here, name.includes('\\') ? 'data' : name)}`;
    }
    return argument.replace('127.0.0.1:19345', `127.0.0.1:${port}`).replace('127.0.0.1:19346', '127.0.0.1:0');
  }
});

function goodConfig(): string {
  return fixtureText('reload-base.alloy');
}
