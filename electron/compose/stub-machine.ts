/**
 * The Windows machine over the tests' stub of Windows: real PowerShell and the real module, with other adapters. Only an
 * unpackaged app has it. A folder that holds no stub yet gets a new one, with Alloy installed and running.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ListenAddress } from '../../shared/command-line/run-arguments';
import type { ProgramCommand } from '../machine-demo/program-launcher';
import type { FileHash } from '../machine-windows/module-hashes';
import { shellEnvironment } from '../machine-windows/shell-environment';
import { moduleFolder, sourcesFolder } from './programs';
import { composeWindows, type WindowsComputer } from './windows-machine';

/** Where the installer puts it on Windows. */
const program = 'C:\\Program Files\\Alloy Desk\\Alloy Desk.exe';

export interface StubMachineOptions {
  readonly folder: string;
  /** The executable of PowerShell, absolute; the one of the tests when undefined. */
  readonly powershell: string | undefined;
  /** What the service of a new stub runs. */
  readonly alloy: ProgramCommand;
  /** Where a new stub's Alloy listens. */
  readonly listenAddress: () => Promise<ListenAddress>;
  readonly moduleHashes: readonly FileHash[];
  readonly log: (text: string) => void;
}

/** What the sources' own helpers for tests offer; they are loaded from where they lie and are in no bundle. */
interface NewComputer {
  readonly makeComputer: (root: string, start: 'installed', alloy: object) => void;
  readonly configFolder: (root: string) => string;
}
interface EnsurePowerShell {
  readonly powerShellPath: () => string;
}

export async function createStubMachine(options: StubMachineOptions): Promise<WindowsComputer> {
  const { folder, moduleHashes, log } = options;
  const isNew = !existsSync(path.join(folder, 'stub.json'));
  if (isNew) await layOut(options);
  const computer = composeWindows({
    powershell:
      options.powershell ?? (await fromSources<EnsurePowerShell>('build', 'ensure-powershell.mjs')).powerShellPath(),
    moduleFolder: moduleFolder(false),
    adaptersPath: path.join(sourcesFolder, 'test', 'powershell', 'StubWindows'),
    environment: { ...shellEnvironment(process.platform, process.env), ALLOY_STUB_ROOT: folder },
    program: { file: program, args: [] },
    guarded: [program],
    moduleHashes,
    log,
  });
  if (isNew) await computer.machine.service.start(new AbortController().signal);
  return computer;
}

/** As the installer leaves a computer (`packaging/windows/config.alloy` of grafana/alloy). */
async function layOut({ folder, alloy, listenAddress }: StubMachineOptions): Promise<void> {
  const { makeComputer, configFolder } = await fromSources<NewComputer>(
    'test/powershell/StubWindows',
    'new-computer.mjs',
  );
  const { host, port } = await listenAddress();
  const lastArguments = [`--server.http.listen-addr=${host}:${port}`, ...(alloy.lastArgs ?? [])];
  makeComputer(folder, 'installed', { file: alloy.file, args: alloy.args, lastArguments });
  writeFileSync(path.join(configFolder(folder), 'config.alloy'), 'logging {\n\tlevel = "warn"\n}\n');
}

async function fromSources<T>(...place: readonly string[]): Promise<T> {
  const file = pathToFileURL(path.join(sourcesFolder, ...place)).href;
  return (await import(/* @vite-ignore */ file)) as T;
}
