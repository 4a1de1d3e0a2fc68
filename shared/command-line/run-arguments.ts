/**
 * The command line of `alloy run` as data (grafana/alloy v1.18.1, `internal/alloycli/cmd_run.go`): what the service's
 * arguments say about the configuration path, the storage folder and the address of the HTTP server.
 */

export interface RunArguments {
  /** The one positional argument: a file or a folder. Undefined when there is none, or when it cannot be told. */
  readonly configPath: string | undefined;
  readonly storagePath: string;
  /** Undefined when it cannot be told. */
  readonly listenAddress: ServerAddress | undefined;
  readonly stabilityLevel: string;
  /** What cannot be told from these arguments; whoever needs it must not guess. */
  readonly unclear: readonly UnclearArgument[];
}

export interface UnclearArgument {
  readonly what: 'config-path' | 'listen-address';
  /** The words that leave it unclear. */
  readonly found: string;
}

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** Where a service's HTTP server is asked. */
export interface ServerAddress extends ListenAddress {
  /**
   * `--server.http.ui-path-prefix`: before the user interface and the web API (`/api/v0/web/…`), and before nothing else
   * (grafana/alloy v1.18.1, `internal/service/ui/ui.go`). `/` where there is none.
   */
  readonly uiPathPrefix: string;
}

const defaultListenAddress: ListenAddress = { host: '127.0.0.1', port: 12345 };

/**
 * Reads `run CONFIG --flag=value …`, in any order; `--flag value` is understood too. The last flag of a name wins. A flag
 * that is not known here is taken to have a value, as most have; where that leaves no path, the path is unclear.
 */
export function parseRunArguments(args: readonly string[]): RunArguments {
  const isRun = args.length === 0 || args[0] === 'run';
  const { flags, positional, strangerValues } = readFlags(args.slice(1));
  const found = isRun ? configPathFrom(positional, strangerValues) : { unclear: args.join(' ') };
  const address = flags.get('--server.http.listen-addr');
  const listenAddress = address === undefined ? defaultListenAddress : parseListenAddress(address);
  // On port 0 the system chooses one, which the arguments do not tell.
  const isKnown = listenAddress !== undefined && listenAddress.port !== 0;
  return {
    configPath: found.path,
    storagePath: flags.get('--storage.path') ?? 'data-alloy/',
    listenAddress: isKnown
      ? { ...listenAddress, uiPathPrefix: flags.get('--server.http.ui-path-prefix') ?? '/' }
      : undefined,
    stabilityLevel: flags.get('--stability.level') ?? 'generally-available',
    unclear: [
      ...(found.unclear === undefined ? [] : [{ what: 'config-path', found: found.unclear } as const]),
      ...(isKnown ? [] : [{ what: 'listen-address', found: address ?? '' } as const]),
    ],
  };
}

/** Alloy starts with exactly one path. */
function configPathFrom(
  positional: readonly string[],
  strangerValues: readonly string[],
): { readonly path?: string; readonly unclear?: string } {
  const [path, ...more] = positional;
  if (more.length > 0) return { unclear: positional.join(' ') };
  if (path !== undefined && path !== '') return { path };
  return strangerValues.length > 0 ? { unclear: strangerValues.join(' ') } : {};
}

interface ReadFlags {
  readonly flags: ReadonlyMap<string, string>;
  readonly positional: readonly string[];
  /** What was taken for the value of a flag that is not known here: a switch would have left it a path. */
  readonly strangerValues: readonly string[];
}

/** As the flag library of Alloy reads (spf13/pflag, `flag.go`): a switch never takes the next word, everything else does. */
function readFlags(args: readonly string[]): ReadFlags {
  const flags = new Map<string, string>();
  const positional: string[] = [];
  const strangerValues: string[] = [];
  const rest = [...args];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '--') {
      positional.push(...rest.splice(0));
      continue;
    }
    if (!argument.startsWith('-') || argument === '-') {
      positional.push(argument);
      continue;
    }
    const equals = argument.indexOf('=');
    if (equals > 0) {
      flags.set(argument.slice(0, equals), argument.slice(equals + 1));
      continue;
    }
    if (!argument.startsWith('--') || switches.has(argument)) {
      flags.set(argument, 'true');
      continue;
    }
    const value = rest.shift();
    // Alloy refuses a flag without its value.
    if (value === undefined) continue;
    flags.set(argument, value);
    if (!valueFlags.has(argument)) strangerValues.push(value);
  }
  return { flags, positional, strangerValues };
}

/** The boolean flags of `alloy run`, hidden and deprecated ones included. */
const switches = new Set([
  '--help',
  '--version',
  '--server.http.enable-pprof',
  '--server.http.disable-support-bundle',
  '--server.http.enable-graphql',
  '--server.http.enable-graphql-playground',
  '--disable-reporting',
  '--config.bypass-conversion-errors',
  '--feature.community-components.enabled',
  '--feature.prometheus.direct-fanout.enabled',
  '--cluster.enabled',
  '--cluster.enable-tls',
  '--cluster.use-discovery-v1',
]);

/** All others. */
const valueFlags = new Set([
  '--server.http.listen-addr',
  '--server.http.memory-addr',
  '--server.http.ui-path-prefix',
  '--storage.path',
  '--stability.level',
  '--config.format',
  '--config.extra-args',
  '--feature.component-shutdown-deadline',
  '--feature.prometheus.metric-validation-scheme',
  '--windows.priority',
  '--cluster.node-name',
  '--cluster.advertise-address',
  '--cluster.advertise-interfaces',
  '--cluster.join-addresses',
  '--cluster.discover-peers',
  '--cluster.name',
  '--cluster.rejoin-interval',
  '--cluster.max-join-peers',
  '--cluster.tls-ca-path',
  '--cluster.tls-cert-path',
  '--cluster.tls-key-path',
  '--cluster.tls-server-name',
  '--cluster.wait-for-size',
  '--cluster.wait-timeout',
]);

/** `host:port`, `[::1]:port` or `:port`; undefined when it is none of these. */
export function parseListenAddress(text: string | undefined): ListenAddress | undefined {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]]*)):(\d{1,5})$/.exec(text ?? '');
  if (!match) return undefined;
  const port = Number(match[3]);
  if (port > 65_535) return undefined;
  return { host: match[1] ?? match[2] ?? '', port };
}

/** The address at which this computer reaches the server: an unspecified host means loopback. */
export function reachableAddress({ host, port }: ListenAddress): ListenAddress {
  if (host === '' || host === '0.0.0.0' || host === '::' || host === 'localhost') return { host: '127.0.0.1', port };
  return { host, port };
}

/** `127.0.0.1:12345`, `[::1]:12345`. */
export function addressText({ host, port }: ListenAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
