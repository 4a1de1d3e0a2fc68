/**
 * The command line of `alloy run` as data (grafana/alloy v1.18.1, `internal/alloycli/cmd_run.go`): what the service's
 * arguments say about the configuration path, the storage folder and the address of the HTTP server.
 */

export interface RunArguments {
  /** The one positional argument: a file or a folder. Undefined when there is none. */
  readonly configPath: string | undefined;
  readonly storagePath: string;
  readonly listenAddress: ServerAddress;
  readonly stabilityLevel: string;
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

/** Reads `run CONFIG --flag=value …`, in any order; `--flag value` is understood too. The last flag of a name wins. */
export function parseRunArguments(args: readonly string[]): RunArguments {
  const flags = new Map<string, string>();
  const positional: string[] = [];
  const rest = args[0] === 'run' ? args.slice(1) : [...args];
  for (let index = 0; index < rest.length; index++) {
    const argument = rest[index] ?? '';
    if (!argument.startsWith('--')) {
      positional.push(argument);
      continue;
    }
    const equals = argument.indexOf('=');
    if (equals > 0) {
      flags.set(argument.slice(0, equals), argument.slice(equals + 1));
      continue;
    }
    const next = rest[index + 1];
    if (next !== undefined && !next.startsWith('--') && valueFlags.has(argument)) {
      flags.set(argument, next);
      index++;
      continue;
    }
    flags.set(argument, 'true');
  }
  return {
    configPath: positional.find((argument) => argument !== ''),
    storagePath: flags.get('--storage.path') ?? 'data-alloy/',
    listenAddress: {
      ...(parseListenAddress(flags.get('--server.http.listen-addr')) ?? defaultListenAddress),
      uiPathPrefix: flags.get('--server.http.ui-path-prefix') ?? '/',
    },
    stabilityLevel: flags.get('--stability.level') ?? 'generally-available',
  };
}

/** Flags of interest here whose value may stand in the next argument. */
const valueFlags = new Set([
  '--storage.path',
  '--server.http.listen-addr',
  '--server.http.ui-path-prefix',
  '--stability.level',
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
