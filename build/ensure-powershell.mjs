/**
 * Makes sure that the tests find real PowerShell, Pester and the registry of the stub Windows, before `npm test`. All
 * three come through `dotnet`, each only when it is missing or older than its sources. Where that cannot be, one sentence
 * says so and the tests of PowerShell do not run; in CI (`CI=true`) it is a failure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { findOnPath } from './launcher.mjs';
import { root } from './run.mjs';

const toolsProject = path.join(root, 'test/powershell/tools.csproj');
const registrySources = path.join(root, 'test/powershell/StubWindows/Support/Registry');
/** `npm run build` empties folders of its own below `dist` only; `StubWindows.psm1` loads it from here. */
const registryFolder = path.join(root, 'dist/stub-windows');

/** Where NuGet keeps packages. @param {NodeJS.ProcessEnv} env */
const packagesFolder = (env) => env['NUGET_PACKAGES'] ?? path.join(homedir(), '.nuget', 'packages');

/**
 * The PowerShell that the tests run: on Windows the one that Windows brings, elsewhere PowerShell 7 in the version of
 * `.config/dotnet-tools.json`. It may not be there.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function powerShellPath(env = process.env, platform = process.platform) {
  if (platform === 'win32') {
    const windows = env['SystemRoot'] ?? 'C:\\Windows';
    return path.win32.join(windows, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  }
  /** @type {{ tools: { powershell: { version: string } } }} */
  const manifest = JSON.parse(readFileSync(path.join(root, '.config/dotnet-tools.json'), 'utf8'));
  // The real program: the one on the tool's path only starts a program that starts it.
  const inPackage = ['powershell', manifest.tools.powershell.version, 'tools', 'net10.0', 'any', 'unix', 'pwsh'];
  return path.join(packagesFolder(env), ...inPackage);
}

/**
 * The manifest of Pester in the version of `tools.csproj`. It may not be there.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function pesterPath(env = process.env) {
  const version = /Include="Pester" Version="\[([^\]]+)\]"/u.exec(readFileSync(toolsProject, 'utf8'))?.[1];
  if (version === undefined) throw new Error(`${toolsProject} names no version of Pester`);
  return path.join(packagesFolder(env), 'pester', version, 'tools', 'Pester.psd1');
}

/**
 * Whether a file is there and newer than everything that it is made of.
 * @param {string} file
 * @param {readonly string[]} sources
 */
export function isUpToDate(file, sources) {
  if (!existsSync(file)) return false;
  const { mtimeMs } = statSync(file);
  return sources.every((source) => statSync(source).mtimeMs <= mtimeMs);
}

/**
 * What to say about a machine on which something of PowerShell is missing, and how to end.
 * @param {string} reason
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ text: string, exitCode: 0 | 1 }}
 */
export function verdict(reason, env) {
  const text = `NOT RUN: the tests of PowerShell, because ${reason}.`;
  return { text, exitCode: env['CI'] === 'true' ? 1 : 0 };
}

/**
 * What is to be done, in order; the arguments are those of `dotnet`.
 * @typedef {object} Step
 * @property {string} name as it is said while it is done
 * @property {() => boolean} isDone
 * @property {() => readonly string[]} command
 * @property {() => void} [after]
 */

/** @returns {readonly Step[]} */
function steps() {
  const registry = path.join(registryFolder, 'StubRegistry.dll');
  // Built beside its place and moved there whole: a shell may have the former one open.
  const fresh = path.join(registryFolder, `build-${process.pid}`);
  return [
    {
      name: 'PowerShell',
      isDone: () => existsSync(powerShellPath()),
      command: () => ['tool', 'restore'],
    },
    {
      name: 'Pester',
      isDone: () => existsSync(pesterPath()),
      command: () => ['restore', toolsProject, ...msbuild(path.join(fresh, 'obj'))],
      after: () => rmSync(fresh, { recursive: true, force: true }),
    },
    {
      name: 'the registry of the stub Windows',
      isDone: () => process.platform === 'win32' || isUpToDate(registry, registryFiles()),
      command: () => {
        const project = path.join(registrySources, 'StubRegistry.csproj');
        const places = ['--output', path.join(fresh, 'bin'), ...msbuild(path.join(fresh, 'obj'))];
        return ['build', project, '--configuration', 'Release', '--disable-build-servers', ...places];
      },
      after: () => {
        renameSync(path.join(fresh, 'bin/StubRegistry.dll'), registry);
        rmSync(fresh, { recursive: true, force: true });
      },
    },
  ];
}

const registryFiles = () =>
  readdirSync(registrySources)
    .filter((name) => /\.(cs|csproj)$/u.test(name))
    .map((name) => path.join(registrySources, name));

/** Keeps what MSBuild writes meanwhile out of the sources. @param {string} folder */
const msbuild = (folder) => [`-p:BaseIntermediateOutputPath=${folder}/`, `-p:MSBuildProjectExtensionsPath=${folder}/`];

/**
 * Runs `dotnet` and shows what it says only if it fails. It leaves no server behind.
 * @param {readonly string[]} args
 * @returns {boolean} whether it went well
 */
function dotnet(args) {
  const env = { ...process.env, DOTNET_NOLOGO: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1', MSBUILDDISABLENODEREUSE: '1' };
  const { status, stdout, stderr } = spawnSync('dotnet', args, { cwd: root, env, encoding: 'utf8' });
  if (status === 0) return true;
  console.error(`${stdout ?? ''}${stderr ?? ''}`.trim());
  return false;
}

/** @returns {string | undefined} why something is still missing */
function missing() {
  for (const step of steps()) {
    if (step.isDone()) continue;
    if (!hasDotnet()) return 'there is no "dotnet" here (the .NET SDK 10 brings it)';
    const command = step.command();
    console.log(`Getting what the tests need: ${step.name}`);
    if (!dotnet(command)) return `"dotnet ${command[0]}" failed, which brings ${step.name}`;
    step.after?.();
    if (!step.isDone()) return `"dotnet ${command[0]}" did not bring ${step.name}`;
  }
  return undefined;
}

const hasDotnet = () => findOnPath(process.platform === 'win32' ? 'dotnet.exe' : 'dotnet', process.env) !== undefined;

function ensure() {
  const reason = missing();
  if (reason === undefined) return;
  const { text, exitCode } = verdict(reason, process.env);
  console.error(text);
  process.exitCode = exitCode;
}

if (process.argv[1] === import.meta.filename) ensure();
