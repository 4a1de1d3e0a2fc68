/**
 * The Windows build of PowerShell under Debian's Wine, for `npm run test:wine`. As root on a machine with apt-get and
 * dotnet it installs what is missing, in the versions named here and no others, and says so; elsewhere it says why it
 * does not. What it makes lies in a folder of its own, named after everything that it was made of, so that an older one
 * is never taken for it:
 *
 *   prefix/       the Windows of Wine, with .NET and PowerShell where their installers put them
 *   launcher.exe  starts PowerShell so that it neither ends silently nor crashes (test/wine/programs/launcher.c)
 *   service.exe   the program of a service (test/wine/programs/service.c)
 *   arguments.exe tells its arguments (test/wine/programs/arguments.c)
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { findOnPath } from './launcher.mjs';
import { root } from './run.mjs';

/** The launcher knows the bytes of this very ntdll. */
const debianPackages = { wine64: '8.0~repack-4', libwine: '8.0~repack-4', 'gcc-mingw-w64-x86-64': '12.2.0-14+25.2' };
const runtimeVersion = '10.0.12';
const runtimes = {
  'Microsoft.NETCore.App': 'microsoft.netcore.app.runtime.win-x64',
  'Microsoft.WindowsDesktop.App': 'microsoft.windowsdesktop.app.runtime.win-x64',
};
const programs = path.join(root, 'test/wine/programs');
const sources = ['launcher.c', 'service.c', 'service.rc', 'arguments.c'].map((name) => path.join(programs, name));
/** Debian's package has no program on the path without its 32-bit half. */
export const wine = '/usr/lib/wine/wine64';
const wineServer = '/usr/lib/wine/wineserver64';

/**
 * Where everything lies; all but the folders are programs of Windows, PowerShell by the path that it has there.
 * @typedef {object} WineHome
 * @property {string} folder
 * @property {string} prefix
 * @property {string} launcher
 * @property {string} service
 * @property {string} arguments
 * @property {string} powerShell
 */

/**
 * Why the set-up cannot be had here, or undefined where it can.
 * @param {{ isRoot: boolean, hasApt: boolean, hasDotnet: boolean, isX64: boolean }} here
 * @returns {string | undefined}
 */
export function obstacle({ isRoot, hasApt, hasDotnet, isX64 }) {
  const missing = [
    ...(isX64 ? [] : ['a 64-bit PC']),
    ...(isRoot ? [] : ['root']),
    ...(hasApt ? [] : ['apt-get']),
    ...(hasDotnet ? [] : ['dotnet']),
  ];
  return missing.length === 0 ? undefined : `PowerShell for Windows under Wine needs ${missing.join(', ')}`;
}

/**
 * Where the set-up is kept: `ALLOY_DESK_WINE_CACHE`, or a folder of the user's cache.
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheFolder(env) {
  return (
    env['ALLOY_DESK_WINE_CACHE'] ??
    path.join(env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'alloy-desk/wine')
  );
}

/**
 * The set-up, made where it is missing. Throws where a step fails: a machine that can have it must have it.
 * @returns {WineHome | { notRun: string }}
 */
export function ensureWine() {
  const notRun = obstacle({
    isRoot: process.getuid?.() === 0,
    hasApt: findOnPath('apt-get', process.env) !== undefined,
    hasDotnet: findOnPath('dotnet', process.env) !== undefined,
    isX64: process.platform === 'linux' && process.arch === 'x64',
  });
  if (notRun !== undefined) return { notRun };
  const otherVersion = ensureDebianPackages();
  if (otherVersion !== undefined) return { notRun: otherVersion };
  const cache = cacheFolder(process.env);
  const folder = path.join(cache, fingerprint());
  if (!existsSync(folder)) {
    // Made beside and renamed: what has its name is whole, also after an end in the middle.
    const unfinished = `${folder}.unfinished-${process.pid}`;
    make(unfinished);
    removeOthers(cache, unfinished);
    // Another run may have been quicker.
    if (existsSync(folder)) remove(unfinished);
    else renameSync(unfinished, folder);
  }
  return homeIn(folder);
}

/**
 * A copy of the set-up for one run, so that every run finds Windows as it was made. Files are shared with the original
 * as hard links; Wine never writes into them, but for its registry, which is copied.
 * @param {WineHome} home
 * @returns {WineHome}
 */
export function copyForRun(home) {
  const runs = path.join(path.dirname(home.folder), 'runs');
  mkdirSync(runs, { recursive: true });
  // What a run that was killed has left.
  for (const name of readdirSync(runs)) {
    if (!existsSync(`/proc/${name}`)) endRun(homeIn(path.join(runs, name)));
  }
  const folder = path.join(runs, String(process.pid));
  remove(folder);
  run('cp', ['-al', home.folder, folder]);
  const { prefix } = homeIn(folder);
  for (const name of readdirSync(prefix).filter((file) => file.endsWith('.reg'))) {
    const file = path.join(prefix, name);
    const content = readFileSync(file);
    rmSync(file);
    writeFileSync(file, content);
  }
  return homeIn(folder);
}

/**
 * Ends everything that runs in the Windows of this folder, and removes it.
 * @param {WineHome} home
 */
export function endRun({ folder, prefix }) {
  stopWine(prefix);
  remove(folder);
}

/**
 * What a program under Wine needs in its environment; nothing else is inherited.
 * @param {string} prefix
 * @returns {Record<string, string>}
 */
export function wineEnvironment(prefix) {
  return {
    PATH: '/usr/bin:/bin',
    HOME: prefix,
    LC_ALL: 'C.UTF-8',
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    // Wine cannot map the same memory twice with different rights.
    DOTNET_EnableWriteXorExecute: '0',
    POWERSHELL_TELEMETRY_OPTOUT: '1',
    POWERSHELL_UPDATECHECK: 'Off',
  };
}

/**
 * @param {string} folder
 * @returns {WineHome}
 */
function homeIn(folder) {
  return {
    folder,
    prefix: path.join(folder, 'prefix'),
    launcher: path.join(folder, 'launcher.exe'),
    service: path.join(folder, 'service.exe'),
    arguments: path.join(folder, 'arguments.exe'),
    powerShell: 'C:\\Program Files\\PowerShell\\7\\pwsh.exe',
  };
}

function powerShellVersion() {
  return JSON.parse(readFileSync(path.join(root, '.config/dotnet-tools.json'), 'utf8')).tools.powershell.version;
}

/** Of everything that the set-up is made of. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of [...sources, import.meta.filename]) hash.update(readFileSync(file));
  hash.update(powerShellVersion());
  return hash.digest('hex').slice(0, 16);
}

/** Undefined when all are here in their versions, a sentence where this system has other ones. */
function ensureDebianPackages() {
  const missing = Object.entries(debianPackages).filter(([name, version]) => installedVersion(name) !== version);
  if (missing.length === 0) return undefined;
  const wanted = missing.map(([name, version]) => `${name}=${version}`);
  if (!missing.every(isOffered)) spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  if (!missing.every(isOffered)) return `this system does not offer ${wanted.join(', ')} (Debian 12)`;
  console.log(`Installing what the Wine suite needs: ${wanted.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], env);
  return undefined;
}

/**
 * @param {string} name of a package
 * @returns {string} empty where it is not installed
 */
function installedVersion(name) {
  const asked = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Abbrev}${Version}', name], { encoding: 'utf8' });
  return asked.stdout?.startsWith('ii') ? asked.stdout.slice(2).trim() : '';
}

/** @param {[name: string, version: string]} wanted */
function isOffered([name, version]) {
  const offered = spawnSync('apt-cache', ['show', `${name}=${version}`], { stdio: 'ignore' });
  return offered.status === 0;
}

/** @param {string} folder */
function make(folder) {
  console.log(`Setting up PowerShell ${powerShellVersion()} for Windows under Wine, in ${path.dirname(folder)}`);
  const started = performance.now();
  remove(folder);
  mkdirSync(folder, { recursive: true });
  const home = homeIn(folder);
  compile(home);
  makePrefix(home.prefix);
  layOut(home.prefix, restore(folder));
  console.log(`Set up in ${Math.round((performance.now() - started) / 1000)} s`);
}

/** @param {WineHome} home */
function compile({ folder, launcher, service, arguments: tellsArguments }) {
  const resource = path.join(folder, 'service.res.o');
  run('x86_64-w64-mingw32-windres', [path.join(programs, 'service.rc'), '-O', 'coff', '-o', resource]);
  /** @type {(output: string, ...input: string[]) => void} */
  const build = (output, ...input) =>
    run('x86_64-w64-mingw32-gcc', [
      '-O2',
      '-s',
      '-Wall',
      '-Werror',
      '-static-libgcc',
      '-municode',
      '-o',
      output,
      ...input,
    ]);
  build(launcher, path.join(programs, 'launcher.c'));
  build(service, path.join(programs, 'service.c'), resource);
  build(tellsArguments, path.join(programs, 'arguments.c'));
  rmSync(resource);
}

/** @param {string} prefix */
function makePrefix(prefix) {
  mkdirSync(prefix);
  // Wine would ask for Mono and Gecko to be downloaded. For these steps only: .NET itself needs Wine's mscoree later.
  const env = { ...wineEnvironment(prefix), WINEDLLOVERRIDES: 'mscoree,mshtml=;winemenubuilder.exe=d' };
  run(wine, ['wineboot', '--init'], env);
  // Windows 7, which Wine takes for granted, is too old for .NET 10.
  run(wine, ['winecfg', '-v', 'win10'], env);
  run(wineServer, ['--wait'], env);
}

/**
 * Fetches the packages through the ordinary NuGet client; nothing is built.
 * @param {string} folder
 * @returns {string} the folder of NuGet's packages
 */
function restore(folder) {
  const project = path.join(folder, 'packages.csproj');
  const versions = Object.fromEntries(Object.values(runtimes).map((name) => [name, runtimeVersion]));
  const downloads = Object.entries({ ...versions, PowerShell: powerShellVersion() }).map(
    ([name, version]) => `<PackageDownload Include="${name}" Version="[${version}]" />`,
  );
  writeFileSync(
    project,
    `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
  <ItemGroup>${downloads.join('')}</ItemGroup>
</Project>
`,
  );
  run('dotnet', ['restore', project, '-v', 'quiet'], process.env);
  for (const rest of ['packages.csproj', 'obj']) remove(path.join(folder, rest));
  return process.env['NUGET_PACKAGES'] ?? path.join(homedir(), '.nuget/packages');
}

/**
 * .NET and PowerShell where their installers for Windows put them.
 * @param {string} prefix
 * @param {string} packages
 */
function layOut(prefix, packages) {
  const programFiles = path.join(prefix, 'drive_c/Program Files');
  const dotnet = path.join(programFiles, 'dotnet');
  for (const [name, id] of Object.entries(runtimes)) {
    const from = path.join(packages, id, runtimeVersion, 'runtimes/win-x64');
    const to = path.join(dotnet, 'shared', name, runtimeVersion);
    cpSync(path.join(from, 'lib/net10.0'), to, { recursive: true });
    cpSync(path.join(from, 'native'), to, { recursive: true });
  }
  const resolver = path.join(dotnet, 'host/fxr', runtimeVersion, 'hostfxr.dll');
  cpSync(path.join(dotnet, 'shared/Microsoft.NETCore.App', runtimeVersion, 'hostfxr.dll'), resolver);
  const powerShell = path.join(packages, 'powershell', powerShellVersion(), 'tools/net10.0/any/win');
  cpSync(powerShell, path.join(programFiles, 'PowerShell/7'), { recursive: true });
}

/**
 * What was made of other versions, or not to its end, is of no use any more. What another run is making stays.
 * @param {string} cache
 * @param {string} kept
 */
function removeOthers(cache, kept) {
  for (const name of readdirSync(cache)) {
    const folder = path.join(cache, name);
    const [, maker] = /^[0-9a-f]{16}(?:\.unfinished-(\d+))?$/.exec(name) ?? [undefined, String(process.pid)];
    if (folder !== kept && !(maker && existsSync(`/proc/${maker}`))) remove(folder);
  }
}

/** @param {string} prefix */
function stopWine(prefix) {
  spawnSync(wineServer, ['--kill'], { env: wineEnvironment(prefix), stdio: 'ignore' });
  spawnSync(wineServer, ['--wait'], { env: wineEnvironment(prefix), stdio: 'ignore' });
}

/** @param {string} folder */
function remove(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
function run(program, args, env = process.env) {
  const ended = spawnSync(program, args, { env, encoding: 'utf8' });
  if (ended.status === 0) return;
  const said = `${ended.error?.message ?? ''}${ended.stdout ?? ''}${ended.stderr ?? ''}`.trim();
  throw new Error(
    `${path.basename(program)} ${args[0]} failed (${ended.status ?? ended.signal}): ${said.slice(-2_000)}`,
  );
}
