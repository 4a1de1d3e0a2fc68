/** Wires every room together. */
import { parseListenAddress, type ListenAddress } from '../../shared/command-line/run-arguments';
import type { EventName } from '../../shared/contract/channels';
import type { EventOf } from '../../shared/contract/contract';
import { ok } from '../../shared/contract/result';
import type { Versions } from '../features/app/app-info';
import { CommandLayer } from '../ipc/command-layer';
import type { ProgramGuard } from '../features/app/rights';
import { restartWith, type OwnProcess, type StartElevated } from '../features/app/restart';
import type { Machine } from '../machine/machine';
import type { FileHash } from '../machine-windows/module-hashes';
import { findWindowsFolder, shellEnvironment } from '../machine-windows/shell-environment';
import { createDemoMachine } from '../machine-demo/demo-machine';
import type { ProgramLauncher } from '../machine-demo/program-launcher';
import type { LinkName } from '../shell/external-links';
import type { ForkProgram } from '../shell/utility-program';
import type { AppArguments } from './arguments';
import { demoPlace, type DemoPlace } from './demo-place';
import { freeLoopbackAddress } from './free-address';
import { makeHandlers } from './handlers';
import { nodeLauncher } from './node-launcher';
import { ProgramBroker } from './program-broker';
import { alloyProgram, demoAlloyModule, serviceHost } from './programs';
import { createStubMachine } from './stub-machine';
import { systemClock } from './system-clock';
import { createThisComputer } from './windows-machine';

export interface CompositionOptions {
  readonly args: AppArguments;
  readonly isPackaged: boolean;
  /** Of the PowerShell module as it was when the app was built. */
  readonly moduleHashes: readonly FileHash[];
  readonly versions: Omit<Versions, 'machine'>;
  readonly publish: <E extends EventName>(event: E, payload: EventOf<E>) => void;
  readonly openLink: (name: LinkName, isElevated: boolean) => Promise<boolean>;
  readonly ownProcess: OwnProcess;
  /** Starts a program of ours in a process of its own; needed by the demo of a packaged app. */
  readonly forkProgram: ForkProgram;
  readonly platform: NodeJS.Platform;
  readonly log: (text: string) => void;
}

export interface Composition {
  readonly commands: CommandLayer;
  /** Ends what belongs to this process alone, the demo computer of a packaged app included. Anything else goes on. */
  close(): Promise<void>;
}

export async function compose(options: CompositionOptions): Promise<Composition> {
  const { isPackaged, versions, log } = options;
  const { machine, kind, startElevated, guardProgram, close } = await chooseMachine(options);
  const commands: CommandLayer = new CommandLayer({
    handlers: makeHandlers({
      machine,
      clock: systemClock,
      versions: { ...versions, machine: kind },
      runningChange: () => commands.operations.changing(),
      openLink: options.openLink,
      restart: restartWith(options.ownProcess, startElevated),
      guardProgram: guardProgram ?? (async () => ok(undefined)),
    }),
    publish: options.publish,
    logMistake: (where, mistake) =>
      log(`${where}: ${mistake instanceof Error ? (mistake.stack ?? mistake.message) : String(mistake)}`),
    now: () => systemClock.now(),
    checkResponses: !isPackaged,
  });
  return { commands, close: async () => close() };
}

interface ChosenMachine {
  readonly machine: Machine;
  readonly kind: Versions['machine'];
  readonly startElevated?: StartElevated;
  readonly guardProgram?: ProgramGuard;
  readonly close: () => void | Promise<void>;
}

/** The one place that chooses the machine: this computer on Windows, unless the demo is asked for. */
async function chooseMachine({
  args,
  log,
  isPackaged,
  moduleHashes,
  platform,
  forkProgram,
}: CompositionOptions): Promise<ChosenMachine> {
  if (!PACKAGED_BUILD && args.machine === 'stub') {
    const stub = await createStubMachine({
      folder: args.stubFolder ?? demoPlace(placeName(args), { isPackaged: PACKAGED_BUILD, platform }).folder,
      powershell: args.powershell,
      alloy: alloyProgram(args),
      listenAddress: () => listenAddressOf(args),
      moduleHashes,
      log,
    });
    return { ...stub, kind: 'windows' };
  }
  if (platform === 'win32' && args.demo === undefined) {
    return { ...createThisComputer({ isPackaged, moduleHashes, log }), kind: 'windows' };
  }
  const { launcher, close } = demoLauncher(forkProgram, log);
  const place: DemoPlace =
    args.demoFolder === undefined
      ? demoPlace(placeName(args), { isPackaged: PACKAGED_BUILD, platform })
      : { folder: args.demoFolder, leave: () => Promise.resolve() };
  const machine = await createDemoMachine({
    folder: place.folder,
    start: args.demo ?? 'running',
    clock: systemClock,
    launcher,
    programs: { serviceHost, alloy: alloyProgram(args) },
    listenAddress: await listenAddressOf(args),
  });
  const closeAll = async (): Promise<void> => {
    machine.close();
    await close();
    await place.leave().catch((mistake: unknown) => log(`the demo computer was left behind: ${String(mistake)}`));
  };
  return { machine, kind: 'demo', close: closeAll };
}

interface DemoLauncher {
  readonly launcher: ProgramLauncher;
  readonly close: () => Promise<void>;
}

/** How the demo's programs are started; `close` ends what would not end by itself in time. */
function demoLauncher(fork: ForkProgram, log: (text: string) => void): DemoLauncher {
  if (!PACKAGED_BUILD) return { launcher: nodeLauncher, close: () => Promise.resolve() };
  const broker = new ProgramBroker({
    fork,
    alloyModule: demoAlloyModule,
    environment: shellEnvironment(process.platform, process.env, findWindowsFolder()),
    log,
  });
  return { launcher: broker, close: () => broker.close() };
}

/** One computer a start, one for a real Alloy, and one for each other machine. */
function placeName({ demo, alloyBinary, machine }: AppArguments): string {
  return machine ?? (alloyBinary === undefined ? (demo ?? 'running') : 'real-alloy');
}

/** Alloy's own port where it is free; only a new demo computer takes it over into its arguments. */
const usualPort = 12_345;

function listenAddressOf({ demoListen }: AppArguments): Promise<ListenAddress> {
  const named = parseListenAddress(demoListen);
  return named ? Promise.resolve(named) : freeLoopbackAddress(usualPort);
}
