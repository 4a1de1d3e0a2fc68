/**
 * The command line of `alloy`. Source: grafana/alloy `internal/alloycli/cmd_run.go`; refusals have the words of its flag library.
 */
import { parseDuration } from './go-text';
import type { StabilityLevel } from './runtime/graph';

export const version = 'v1.18.1';

export interface RunOptions {
  readonly configPath: string;
  readonly listenAddress: string;
  readonly memoryAddress: string;
  readonly storagePath: string;
  readonly uiPathPrefix: string;
  readonly stability: StabilityLevel;
  readonly allowsCommunity: boolean;
  readonly configFormat: string;
  /** `HOST:PORT` on loopback where faults are taken; a flag of this program, not of Alloy. */
  readonly controlAddress: string | undefined;
}

export type CommandLine =
  | { readonly kind: 'run'; readonly options: RunOptions; readonly notes: readonly string[] }
  /** Prints and ends. */
  | { readonly kind: 'print'; readonly exitCode: number; readonly stdout: string; readonly stderr: string };

type FlagType = 'string' | 'bool' | 'duration' | 'number';

const flagTypes: Readonly<Record<string, FlagType>> = {
  'server.http.listen-addr': 'string',
  'server.http.memory-addr': 'string',
  'server.http.ui-path-prefix': 'string',
  'server.http.enable-pprof': 'bool',
  'server.http.disable-support-bundle': 'bool',
  'server.http.enable-graphql': 'bool',
  'server.http.enable-graphql-playground': 'bool',
  'storage.path': 'string',
  'disable-reporting': 'bool',
  'stability.level': 'string',
  'config.format': 'string',
  'config.bypass-conversion-errors': 'bool',
  'config.extra-args': 'string',
  'feature.community-components.enabled': 'bool',
  'feature.component-shutdown-deadline': 'duration',
  'feature.prometheus.direct-fanout.enabled': 'bool',
  'feature.prometheus.metric-validation-scheme': 'string',
  'windows.priority': 'string',
  'cluster.enabled': 'bool',
  'cluster.node-name': 'string',
  'cluster.advertise-address': 'string',
  'cluster.advertise-interfaces': 'string',
  'cluster.join-addresses': 'string',
  'cluster.discover-peers': 'string',
  'cluster.name': 'string',
  'cluster.rejoin-interval': 'duration',
  'cluster.max-join-peers': 'number',
  'cluster.enable-tls': 'bool',
  'cluster.tls-ca-path': 'string',
  'cluster.tls-cert-path': 'string',
  'cluster.tls-key-path': 'string',
  'cluster.tls-server-name': 'string',
  'cluster.wait-for-size': 'number',
  'cluster.wait-timeout': 'duration',
  'cluster.use-discovery-v1': 'bool',
  'demo-control': 'string',
};

const deprecated = ['cluster.use-discovery-v1', 'feature.prometheus.metric-validation-scheme'];
const stabilityLevels: readonly StabilityLevel[] = ['generally-available', 'public-preview', 'experimental'];

/** Reads the arguments after the program's name. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const [command, ...rest] = args;
  if (command === '--version' || command === '-v') return printed(0, versionText());
  if (command === undefined || command === 'help' || command === '--help' || command === '-h')
    return printed(0, '', usage);
  if (command !== 'run')
    return printed(1, '', `Error: unknown command "${command}" for "alloy"\nRun 'alloy --help' for usage.\n`);
  if (rest.includes('--version') || rest.includes('-v')) return printed(0, versionText());
  const reading = readFlags(rest);
  if (typeof reading === 'string') return failure(reading);
  const { flags, positional, notes } = reading;
  if (positional.length !== 1) return failure(`accepts 1 arg(s), received ${positional.length}`);
  if (positional[0] === '') return failure('path argument not provided');
  return runWith(positional[0] ?? '', flags, notes);
}

/** The several lines that `--version` prints. */
export function versionText(): string {
  return [
    `alloy, version ${version} (branch: HEAD, revision: 66ebea856)`,
    '  build user:       demo',
    '  build date:       2026-08-21T00:00:00Z',
    '  go version:       go1.26.8',
    '  platform:         windows/amd64',
    '  tags:             unknown',
    '',
  ].join('\n');
}

const usage =
  'Usage:\n  alloy [global options] <subcommand> [flags]\n  alloy [command]\n\nAvailable Commands:\n  run         Run Grafana Alloy with Default Engine\n\n' +
  'Flags:\n  -h, --help      help for alloy\n  -v, --version   version for alloy\n';

function printed(exitCode: number, stdout: string, stderr = ''): CommandLine {
  return { kind: 'print', exitCode, stdout, stderr };
}

function failure(message: string): CommandLine {
  return printed(1, '', `Error: ${message}\n`);
}

interface Flags {
  readonly flags: ReadonlyMap<string, string>;
  readonly positional: readonly string[];
  readonly notes: readonly string[];
}

function readFlags(args: readonly string[]): Flags | string {
  const flags = new Map<string, string>();
  const positional: string[] = [];
  const notes: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (!argument.startsWith('-') || argument === '-') {
      positional.push(argument);
      continue;
    }
    if (!argument.startsWith('--')) return `unknown shorthand flag: '${argument.charAt(1)}' in ${argument}`;
    const [, name = '', given] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(argument) ?? [];
    const type = Object.hasOwn(flagTypes, name) ? flagTypes[name] : undefined;
    if (type === undefined) return `unknown flag: --${name}`;
    if (given === undefined && type !== 'bool') index += 1;
    const value = given ?? (type === 'bool' ? 'true' : args[index]);
    if (value === undefined) return `flag needs an argument: --${name}`;
    const problem = flagProblem(name, type, value);
    if (problem !== undefined) return `invalid argument "${value}" for "--${name}" flag: ${problem}`;
    flags.set(name, value);
    if (deprecated.includes(name))
      notes.push(`Flag --${name} has been deprecated, This flag is deprecated and has no effect.`);
  }
  return { flags, positional, notes };
}

function flagProblem(name: string, type: FlagType, value: string): string | undefined {
  if (type === 'bool' && !/^(?:1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/.test(value)) {
    return `strconv.ParseBool: parsing "${value}": invalid syntax`;
  }
  if (type === 'number' && !/^[+-]?\d+$/.test(value)) return `strconv.ParseInt: parsing "${value}": invalid syntax`;
  if (type === 'duration') {
    const reading = parseDuration(value);
    if (!reading.ok) return reading.message;
  }
  if (name === 'stability.level' && !stabilityLevels.some((level) => level === value)) {
    return `invalid stability level "${value}"`;
  }
  if (name === 'demo-control' && !/^(?:127\.0\.0\.1|localhost|\[::1\]):\d+$/.test(value))
    return 'must be a loopback address';
  return undefined;
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && /^(?:1|t|true)$/i.test(value);
}

function runWith(configPath: string, flags: ReadonlyMap<string, string>, notes: readonly string[]): CommandLine {
  const stability = stabilityLevels.find((level) => level === flags.get('stability.level')) ?? 'generally-available';
  for (const name of [
    'server.http.enable-graphql',
    'server.http.enable-graphql-playground',
    'feature.prometheus.direct-fanout.enabled',
  ]) {
    if (isOn(flags.get(name)) && stability !== 'experimental') {
      return failure(
        `'--${name}' can only be used at experimental stability level. Use --stability.level=experimental to enable.`,
      );
    }
  }
  const options: RunOptions = {
    configPath,
    listenAddress: flags.get('server.http.listen-addr') ?? '127.0.0.1:12345',
    memoryAddress: flags.get('server.http.memory-addr') ?? 'alloy.internal:12345',
    storagePath: flags.get('storage.path') ?? 'data-alloy/',
    uiPathPrefix: flags.get('server.http.ui-path-prefix') ?? '/',
    stability,
    allowsCommunity: isOn(flags.get('feature.community-components.enabled')),
    configFormat: flags.get('config.format') ?? 'alloy',
    controlAddress: flags.get('demo-control'),
  };
  return { kind: 'run', options, notes };
}
