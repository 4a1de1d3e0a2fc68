/** Runs the checks over the syntax tree (`checks/check.ps1`) in real PowerShell, over the module or over small copies of it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { failureCodes } from '../../shared/contract/result';
import { pwsh } from '../electron/machine-windows/pwsh';

const here = import.meta.dirname;

/** The module that ships. */
export const moduleFolder = path.resolve(here, '../../electron/machine-windows/AlloyMachine');
export const stubScript = path.join(here, 'StubWindows/StubWindows.ps1');

export interface Finding {
  /** Relative to the module, with slashes. */
  readonly path: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly text: string;
}

export interface Request {
  readonly check: 'desktop' | 'contact' | 'shape';
  readonly roots: readonly string[];
  /** A file with the commands of a real Windows PowerShell 5.1. */
  readonly commands?: string | undefined;
  readonly stub?: string;
}

/** Who sends a request is judged before PowerShell hears of it. */
const moduleFailureCodes = failureCodes.filter((code) => code !== 'untrusted-sender');

/** Where tests with this may be: each starts a PowerShell, some twice. */
export const checkTimeoutMs = 120_000;

/** The environment of a PowerShell that asks nobody and writes no colours. */
export const quietEnvironment = {
  ...process.env,
  POWERSHELL_TELEMETRY_OPTOUT: '1',
  POWERSHELL_UPDATECHECK: 'Off',
  NO_COLOR: '1',
  LC_ALL: 'C.UTF-8',
};

/** What a check finds, for each root. */
export function runCheck(request: Request): Finding[][] {
  const folder = mkdtempSync(path.join(tmpdir(), 'module-check-'));
  try {
    const file = path.join(folder, 'request.json');
    writeFileSync(file, JSON.stringify({ stub: stubScript, failureCodes: moduleFailureCodes, ...request }));
    const script = path.join(here, 'checks/check.ps1');
    const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-File', script, '-Request', file];
    const options = { encoding: 'utf8', env: quietEnvironment, maxBuffer: 64 * 1024 * 1024 } as const;
    const { status, stdout, stderr } = spawnSync(pwsh ?? '', args, options);
    if (status !== 0 || stderr !== '') throw new Error(`the check failed: ${stderr}${stdout}`);
    return JSON.parse(stdout) as Finding[][];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Files of a module by path; text is written as UTF-8. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes modules into folders of their own below one that `remove` takes away again. */
export function writeModules(modules: readonly Files[]): { readonly roots: string[]; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'module-fixtures-'));
  const roots = modules.map((files, index) => {
    const root = path.join(folder, String(index));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), content);
    }
    return root;
  });
  return { roots, remove: () => rmSync(folder, { recursive: true }) };
}

/** `rule line:column`, which is all of a finding that a fixture states. */
export const place = ({ rule, line, column }: Finding): string => `${rule} ${line}:${column}`;
