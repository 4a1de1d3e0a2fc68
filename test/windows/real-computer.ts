/**
 * This computer in the contract's harness: the real module, the real adapters, a real Alloy. It is made to be as a suite
 * wants it by Alloy's own installer and uninstaller; what is looked at from outside is looked at without our module.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isProcessAlive } from '../../electron/machine-demo/process-observation';
import { verifyModule } from '../../electron/machine-windows/module-hashes';
import { TwoShells } from '../../electron/machine-windows/operation-caller';
import { PowerShellHost } from '../../electron/machine-windows/powershell-host';
import { shellEnvironment } from '../../electron/machine-windows/shell-environment';
import { createWindowsMachine } from '../../electron/machine-windows/windows-machine';
import { hashFolder, moduleFolder } from '../../build/module-hashes.mjs';
import { eventually, type MachineUnderTest } from '../contract/harness';
import { withLocksReleased } from '../contract/stub-under-test';
import { placesOf } from './places.mjs';

const places = placesOf(process.env);
const installLimitMs = 180_000;

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set; start the suites with npm run test:windows.`);
  return value;
}

export class RealComputer {
  readonly #operations = new TwoShells({ look: host(), change: host() });
  /** As the installer writes it. */
  #installersConfig: Buffer | undefined;

  async make(start: 'installed' | 'absent'): Promise<MachineUnderTest> {
    if (start === 'installed') await this.install();
    else await this.uninstall();
    rmSync(places.ownData, { recursive: true, force: true });
    const { machine, releaseAll } = withLocksReleased(createWindowsMachine(this.#operations));
    const config = places.alloyConfig;
    const takeAway = (): void => rmSync(config, { recursive: true, force: true });
    return {
      machine,
      putConfigBytes: async (bytes) => {
        takeAway();
        if (bytes) writeFileSync(config, bytes);
      },
      configBytes: async () => (existsSync(config) ? readFileSync(config) : undefined),
      putConfigDirectory: async () => {
        takeAway();
        mkdirSync(config);
      },
      besideConfig: async () => readdirSync(path.dirname(config)).toSorted(),
      configPermissions: async () => rulesOf(config),
      marksPermissions: async () => {
        // Read for the group Users, by its identifier because its name is translated.
        run('icacls.exe', [config, '/grant', '*S-1-5-32-545:(R)']);
      },
      killAlloy: async () => {
        run('taskkill.exe', ['/F', '/IM', path.win32.basename(places.alloyProgram)]);
      },
      isAlive: isProcessAlive,
      cleanup: async () => {
        await releaseAll();
        await stopService();
      },
    };
  }

  /** The operations of the module, past the facets. */
  get operations(): TwoShells {
    return this.#operations;
  }

  /** Alloy installed as its installer leaves it, but stopped. */
  async install(): Promise<void> {
    if (!existsSync(places.alloyProgram)) {
      spawnSync(setting('ALLOY_DESK_INSTALLER'), ['/S'], { timeout: installLimitMs });
      // The installer ends with 0 whatever happened.
      await eventually(
        async () => hasService() && existsSync(places.alloyConfig),
        (isThere) => isThere,
        installLimitMs,
      );
      this.#installersConfig = readFileSync(places.alloyConfig);
    }
    await stopService();
    rmSync(places.alloyConfig, { recursive: true, force: true });
    writeFileSync(places.alloyConfig, this.#installersConfig ?? '');
  }

  /** No Alloy, no service and no data of it. */
  async uninstall(): Promise<void> {
    if (existsSync(places.uninstaller)) {
      // It copies itself elsewhere and returns at once.
      spawnSync(places.uninstaller, ['/S'], { timeout: installLimitMs });
      await eventually(
        async () => hasService() || existsSync(places.alloyProgram),
        (isThere) => !isThere,
        installLimitMs,
      );
    }
    rmSync(places.alloyData, { recursive: true, force: true });
  }

  /** As it was found. */
  async close(): Promise<void> {
    await this.#operations.close();
    await this.uninstall();
    rmSync(places.ownData, { recursive: true, force: true });
  }
}

function host(): PowerShellHost {
  const folder = path.resolve(moduleFolder);
  const hashes = hashFolder(folder);
  return new PowerShellHost({
    executable: setting('ALLOY_DESK_POWERSHELL'),
    serveScript: path.join(folder, 'serve.ps1'),
    modulePath: path.join(folder, 'AlloyMachine.psd1'),
    environment: shellEnvironment(process.platform, process.env),
    platform: process.platform,
    verify: () => verifyModule(folder, hashes),
    onNoise: (text) => console.log(`PowerShell: ${text}`),
  });
}

/** Owner and rules, whether they are inherited, and whether the file inherits at all (icacls does not say the last). */
function rulesOf(file: string): string {
  const script = `(Get-Acl -LiteralPath '${file.replaceAll("'", "''")}').Sddl`;
  return spawnSync(places.windowsPowerShell, ['-NoProfile', '-Command', script], { encoding: 'utf8' }).stdout;
}

/** A program of Windows. */
export function run(program: string, args: readonly string[]): { status: number | null; stdout: string } {
  return spawnSync(path.join(places.systemFolder, program), [...args], { encoding: 'utf8', timeout: installLimitMs });
}

const hasService = (): boolean => run('sc.exe', ['query', 'Alloy']).status === 0;

/** Stopped afterwards, with Windows' own means; content where there is no service. */
async function stopService(): Promise<void> {
  if (!hasService()) return;
  run('sc.exe', ['stop', 'Alloy']);
  // 1 is SERVICE_STOPPED; the words beside it are translated.
  const state = /:\s+(\d)\s/;
  await eventually(
    async () => state.exec(run('sc.exe', ['query', 'Alloy']).stdout.split('\n').slice(3).join('\n'))?.[1],
    (number) => number === '1' || number === undefined,
    installLimitMs,
  );
}
