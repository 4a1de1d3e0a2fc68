/**
 * The command line of the app. Some switches of Chromium act before any JavaScript runs and no fuse covers them, so
 * everything that is not known here ends the process (W6); what only an unpackaged app may have is unknown to a
 * packaged one.
 */

import path from 'node:path';

export interface AppArguments {
  readonly demo: 'fresh' | 'running' | undefined;
  /** Where the demo machine is kept, absolute; a folder of its own below the temporary files when not given. */
  readonly demoFolder: string | undefined;
  /** Loopback address at which the demo Alloy takes faults. */
  readonly demoControl: string | undefined;
  /** A real Alloy in the demo Alloy's place, absolute. */
  readonly alloyBinary: string | undefined;
  /** Loopback address of the demo's Alloy. */
  readonly demoListen: string | undefined;
  /** Real PowerShell on a stub of Windows, in place of the demo. */
  readonly machine: 'stub' | undefined;
  /** Where that stub lies; a folder of its own below the temporary files when not given. */
  readonly stubFolder: string | undefined;
  /** The executable of PowerShell for it, absolute; the tests' own when not given. */
  readonly powershell: string | undefined;
}

export type ParsedArguments =
  | { readonly state: 'parsed'; readonly arguments: AppArguments }
  | { readonly state: 'refused'; readonly argument: string };

const loopback = /^(127\.0\.0\.1|\[::1\]):\d{1,5}$/;

/** `args` are the words behind the program and, unpackaged, behind the path of the app. */
export function parseArguments(args: readonly string[], { isPackaged }: { isPackaged: boolean }): ParsedArguments {
  const found = new Map<string, string>();
  for (const argument of args) {
    const [name = '', ...rest] = argument.split('=');
    const value = rest.join('=');
    const flag = packagedFlags[name] ?? (isPackaged ? undefined : unpackagedFlags[name]);
    if (!flag?.accepts(value) || found.has(flag.field)) return { state: 'refused', argument: name.slice(0, 60) };
    found.set(flag.field, value);
  }
  const demo = found.get('demo');
  return {
    state: 'parsed',
    arguments: {
      demo: demo === 'fresh' || demo === 'running' ? demo : undefined,
      demoFolder: absolute(found.get('demoFolder')),
      demoControl: found.get('demoControl'),
      alloyBinary: absolute(found.get('alloyBinary')),
      demoListen: found.get('demoListen'),
      machine: found.get('machine') === 'stub' ? 'stub' : undefined,
      stubFolder: found.get('stubFolder'),
      powershell: found.get('powershell'),
    },
  };
}

/** Now, because the folder that this is said from is left before anything is opened. */
function absolute(place: string | undefined): string | undefined {
  return place === undefined ? undefined : path.resolve(place);
}

interface Flag {
  readonly field: keyof AppArguments;
  readonly accepts: (value: string) => boolean;
}

const packagedFlags: Readonly<Record<string, Flag | undefined>> = {
  '--demo': { field: 'demo', accepts: (value) => value === 'fresh' || value === 'running' },
};

/** Not even their names are in the packaged program, so that no mistake in `isPackaged` can let them in. */
const unpackagedFlags: Readonly<Record<string, Flag | undefined>> = PACKAGED_BUILD
  ? {}
  : {
      '--demo-folder': { field: 'demoFolder', accepts: (value) => value !== '' },
      '--demo-control': { field: 'demoControl', accepts: (value) => loopback.test(value) },
      '--demo-listen': { field: 'demoListen', accepts: (value) => loopback.test(value) },
      '--alloy-binary': { field: 'alloyBinary', accepts: (value) => value !== '' },
      '--machine': { field: 'machine', accepts: (value) => value === 'stub' },
      '--stub-folder': { field: 'stubFolder', accepts: (value) => path.isAbsolute(value) },
      '--powershell': { field: 'powershell', accepts: (value) => path.isAbsolute(value) },
    };
