/**
 * The package gate: reads the unpacked application as it would be shipped and names what is wrong with it.
 * `node build/check-package.mjs [folder]`; it exits with 1 when a rule is broken. What each rule is for: docs/packaging.md.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import asar from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { hashFolder, moduleFolder } from './module-hashes.mjs';
import { root } from './run.mjs';
import { iconSizes } from './windows/icon.mjs';

/**
 * @typedef {object} Finding what one rule says
 * @property {string} rule its name, which tests and people quote
 * @property {string} figure what was read
 * @property {string | undefined} problem undefined when the rule holds
 */

/** @typedef {{ figure: string, problem?: string | undefined }} Reading */

/**
 * Everything that the rules look at, read once.
 * @typedef {object} Package
 * @property {string} folder
 * @property {NtExecutableResource} resources of the program
 * @property {string} program path
 * @property {string} archive path
 * @property {Map<string, ArchiveEntry>} entries files of the archive by path, with `/`
 * @property {string} main the bundled main process
 */

/** @typedef {{ size: number, unpacked: boolean, link: boolean, hash: string | undefined }} ArchiveEntry */

/** Our own part, without Electron: four times what it is today. A framework that slips in is larger. */
const archiveLimit = 10 * 1024 * 1024;
/** Electron 45 for Windows unpacks to about 300 MB. */
const packageLimit = 400 * 1024 * 1024;

const manifestType = 24;
const iconGroupType = 14;

/** Electron reads the position, so each fuse is checked by its name and none may be missing. */
const fuses = /** @type {const} */ ({
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
});

/** Words of the command line and of the environment that only an unpackaged app may know. */
export const unpackagedSwitches = [
  '--machine',
  '--stub-folder',
  '--powershell',
  '--alloy-binary',
  '--demo-control',
  '--demo-folder',
  '--demo-listen',
  'ELECTRON_RUN_AS_NODE',
];

/** What the archive holds; everything else is a stranger. */
const archiveContents = [
  /^package\.json$/,
  /^dist\/(main|demo-alloy|service-host)\/[\w-]+\.js$/,
  /^dist\/preload\/preload\.cjs$/,
  /^dist\/renderer\/index\.html$/,
  /^dist\/renderer\/assets\/[\w-]+\.(js|css|svg|png|ttf|woff2?)$/,
];

/** What must be in it for the app to start. */
const archiveMusts = [
  'package.json',
  'dist/main/main.js',
  'dist/preload/preload.cjs',
  'dist/renderer/index.html',
  'dist/service-host/service-host.js',
  'dist/demo-alloy/demo-alloy.js',
];

const licenceFiles = [
  'LICENSE.txt',
  'NOTICE.txt',
  'third-party-licences.txt',
  'LICENSE.electron.txt',
  'LICENSES.chromium.html',
];

/** @type {Record<string, (shipped: Package) => Reading | Promise<Reading>>} */
const rules = {
  'execution-level': ({ resources }) => {
    const manifest = textOf(resources.entries.find(({ type }) => type === manifestType)?.bin);
    const level = /requestedExecutionLevel[^>]*\blevel="([^"]+)"/.exec(manifest)?.[1] ?? 'none';
    return expected(level, 'requireAdministrator');
  },
  'version-resource': ({ resources }) => {
    const wanted = wantedVersionStrings();
    const [found = {}, ...others] = versionStrings(resources);
    const wrong = Object.entries(wanted)
      .filter(([name, value]) => found[name] !== value)
      .map(([name, value]) => `${name} is "${found[name] ?? ''}", not "${value}"`);
    // Windows shows one of several, and which one is up to the person's language.
    if (others.length > 0) wrong.push('it stands there in several languages');
    return { figure: `${found['ProductName']} ${found['FileVersion']}`, problem: wrong.join('; ') || undefined };
  },
  icon: ({ resources }) => {
    const group = resources.entries.find(({ type }) => type === iconGroupType);
    const sizes = group
      ? Resource.IconGroupEntry.fromEntries(resources.entries)[0]?.icons.map(({ width }) => width || 256)
      : [];
    return expected((sizes ?? []).join(' '), iconSizes.join(' '));
  },
  fuses: async ({ program }) => {
    const wire = await getCurrentFuseWire(program);
    const wrong = Object.entries(fuses).filter(([name, isOn]) => {
      const state = wire[FuseV1Options[/** @type {keyof typeof fuses} */ (name)]];
      return state !== (isOn ? FuseState.ENABLE : FuseState.DISABLE);
    });
    return {
      figure: `${Object.keys(fuses).length - wrong.length} of ${Object.keys(fuses).length} as wanted`,
      problem: wrong.map(([name, isOn]) => `${name} is not ${isOn ? 'on' : 'off'}`).join('; ') || undefined,
    };
  },
  'asar-integrity': ({ resources, archive }) => {
    const { headerString } = asar.getRawHeader(archive);
    const actual = createHash('sha256').update(headerString).digest('hex');
    const recorded = recordedIntegrity(resources);
    const problem = recorded === actual ? undefined : `the program expects ${recorded ?? 'nothing'}`;
    return { figure: `SHA-256 ${actual.slice(0, 12)}…`, problem };
  },
  'asar-files': ({ archive, entries }) => {
    const wrong = [...entries].filter(([name, entry]) => entry.hash !== hashInArchive(archive, name, entry));
    return {
      figure: `${entries.size} files`,
      problem: listed(
        'not the bytes of their hash',
        wrong.map(([name]) => name),
      ),
    };
  },
  'asar-contents': ({ entries }) => {
    const strangers = [...entries.keys()].filter((name) => !archiveContents.some((pattern) => pattern.test(name)));
    const missing = archiveMusts.filter((name) => !entries.has(name));
    const problem = [listed('does not belong there', strangers), listed('is missing', missing)]
      .filter(Boolean)
      .join('; ');
    return { figure: `${entries.size} files`, problem: problem || undefined };
  },
  'asar-alone': ({ folder, entries }) => {
    const beside = readdirSync(path.join(folder, 'resources')).filter(
      (name) => !['app.asar', 'AlloyMachine'].includes(name),
    );
    const outside = [...entries].filter(([, { unpacked, link }]) => unpacked || link).map(([name]) => name);
    return {
      figure: 'resources: app.asar, AlloyMachine',
      problem: listed('lies beside the archive', [...beside, ...outside]),
    };
  },
  'module-hashes': ({ folder, main }) => {
    const compiled = compiledHashes(main);
    const shipped = shippedHashes(path.join(folder, 'resources/AlloyMachine'));
    return { figure: `${shipped.size} files`, problem: differences(compiled, shipped, 'the main process says') };
  },
  'module-sources': ({ main }) => {
    const compiled = compiledHashes(main);
    const sources = new Map(hashFolder(path.join(root, moduleFolder)).map(({ path: name, sha256 }) => [name, sha256]));
    return { figure: `${compiled.size} hashes`, problem: differences(sources, compiled, 'the sources say') };
  },
  'unpackaged-switches': ({ main }) => {
    const found = unpackagedSwitches.filter((name) => main.includes(name));
    return {
      figure: `${unpackagedSwitches.length} looked for`,
      problem: listed('is known to the main process', found),
    };
  },
  licences: ({ folder }) => {
    const missing = licenceFiles.filter((name) => !existsSync(path.join(folder, name)));
    return { figure: `${licenceFiles.length} files`, problem: listed('is missing', missing) };
  },
  'archive-size': ({ archive }) => within(statSync(archive).size, archiveLimit),
  'package-size': ({ folder }) => within(sizeOf(folder), packageLimit),
};

/** The names of all rules, in the order in which they are reported. */
export const ruleNames = Object.keys(rules);

/**
 * Applies every rule; a rule that cannot even look is broken.
 * @param {string} folder the unpacked application
 * @returns {Promise<Finding[]>}
 */
export async function checkPackage(folder) {
  const shipped = readPackage(folder);
  /** @type {Finding[]} */
  const findings = [];
  for (const [rule, look] of Object.entries(rules)) {
    try {
      const { figure, problem } = await look(shipped);
      findings.push({ rule, figure, problem });
    } catch (error) {
      findings.push({ rule, figure: '', problem: `cannot be read: ${String(error)}` });
    }
  }
  return findings;
}

/**
 * The findings as a table for a person.
 * @param {readonly Finding[]} findings
 */
export function report(findings) {
  return findings
    .map(
      ({ rule, figure, problem }) =>
        `${problem === undefined ? 'holds ' : 'BROKEN'}  ${rule.padEnd(20)}  ${problem ?? figure}`,
    )
    .join('\n');
}

/**
 * @param {string} folder
 * @returns {Package}
 */
function readPackage(folder) {
  const program = path.join(folder, 'Alloy Desk.exe');
  const archive = path.join(folder, 'resources/app.asar');
  asar.uncache(archive);
  const executable = NtExecutable.from(readFileSync(program), { ignoreCert: true });
  return {
    folder,
    program,
    archive,
    resources: NtExecutableResource.from(executable),
    entries: archiveEntries(asar.getRawHeader(archive).header),
    main: asar.extractFile(archive, path.join('dist', 'main', 'main.js')).toString('utf8'),
  };
}

/**
 * @param {object} header a folder of the archive's header
 * @param {string} [below]
 * @returns {Map<string, ArchiveEntry>}
 */
function archiveEntries(header, below = '') {
  /** @type {Map<string, ArchiveEntry>} */
  const found = new Map();
  for (const [name, entry] of Object.entries('files' in header ? (header.files ?? {}) : {})) {
    const full = below === '' ? name : `${below}/${name}`;
    if ('files' in entry) for (const [inner, value] of archiveEntries(entry, full)) found.set(inner, value);
    else
      found.set(full, {
        size: entry.size ?? 0,
        unpacked: entry.unpacked === true,
        link: 'link' in entry,
        hash: entry.integrity?.hash,
      });
  }
  return found;
}

/**
 * @param {string} archive
 * @param {string} name
 * @param {ArchiveEntry} entry
 * @returns {string | undefined}
 */
function hashInArchive(archive, name, { unpacked, link }) {
  if (unpacked || link) return undefined;
  return createHash('sha256')
    .update(asar.extractFile(archive, name.split('/').join(path.sep)))
    .digest('hex');
}

/**
 * The hash of the archive's header that Electron compares, from the program's resource; undefined when there is none.
 * Shape: https://www.electronjs.org/docs/latest/tutorial/asar-integrity.
 * @param {NtExecutableResource} resources
 * @returns {string | undefined}
 */
function recordedIntegrity(resources) {
  const bin = resources.entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')?.bin;
  if (bin === undefined) return undefined;
  /** @type {{ file: string, alg: string, value: string }[]} */
  const list = JSON.parse(textOf(bin));
  return list.find(({ file, alg }) => file === String.raw`resources\app.asar` && alg === 'SHA256')?.value;
}

/** @returns {Record<string, string>} */
function wantedVersionStrings() {
  const { version, author } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const [, year, holder] = /^Copyright (\d{4}) (.+)$/m.exec(readFileSync(path.join(root, 'NOTICE'), 'utf8')) ?? [];
  return {
    ProductName: 'Alloy Desk',
    FileDescription: 'Alloy Desk',
    CompanyName: author,
    LegalCopyright: `Copyright ${year} ${holder}`,
    FileVersion: version,
    ProductVersion: `${version}.0`,
  };
}

/**
 * The texts of the version resource, by language.
 * @param {NtExecutableResource} resources
 * @returns {Record<string, string>[]}
 */
function versionStrings(resources) {
  return Resource.VersionInfo.fromEntries(resources.entries).flatMap((info) =>
    info.getAllLanguagesForStringValues().map((language) => info.getStringValues(language)),
  );
}

/**
 * The list that the build compiled into the main process.
 * @param {string} main
 * @returns {Map<string, string>}
 */
function compiledHashes(main) {
  const pairs = main.matchAll(/"?path"?: "([^"]+)",\s*"?sha256"?: "([0-9a-f]{64})"/g);
  return new Map([...pairs].map(([, name = '', sha256 = '']) => [name, sha256]));
}

/**
 * @param {string} folder
 * @returns {Map<string, string>}
 */
function shippedHashes(folder) {
  return new Map(hashFolder(folder).map(({ path: name, sha256 }) => [name, sha256]));
}

/**
 * @param {ReadonlyMap<string, string>} wanted
 * @param {ReadonlyMap<string, string>} found
 * @param {string} where who says so, as `the sources say`
 * @returns {string | undefined}
 */
function differences(wanted, found, where) {
  if (wanted.size === 0) return `there is no file of which ${where} anything`;
  const names = [...new Set([...wanted.keys(), ...found.keys()])].toSorted();
  return listed(
    `is not as ${where}`,
    names.filter((name) => wanted.get(name) !== found.get(name)),
  );
}

/**
 * @param {string} what
 * @param {readonly string[]} names
 * @returns {string | undefined}
 */
function listed(what, names) {
  if (names.length === 0) return undefined;
  const rest = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return `${what}: ${names.slice(0, 5).join(', ')}${rest}`;
}

/**
 * @param {string} found
 * @param {string} wanted
 * @returns {Reading}
 */
function expected(found, wanted) {
  return { figure: found, problem: found === wanted ? undefined : `it is "${found}", not "${wanted}"` };
}

/**
 * @param {number} size
 * @param {number} limit
 * @returns {Reading}
 */
function within(size, limit) {
  const figure = `${megabytes(size)} of at most ${megabytes(limit)}`;
  return { figure, problem: size > limit ? figure : undefined };
}

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/**
 * @param {string} folder
 * @returns {number} bytes
 */
function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

/** @param {ArrayBuffer | undefined} bin */
const textOf = (bin) => (bin === undefined ? '' : Buffer.from(bin).toString('utf8'));

if (process.argv[1] === import.meta.filename) {
  const findings = await checkPackage(
    path.resolve(process.argv[2] ?? path.join(root, 'dist/package/out/win-unpacked')),
  );
  console.log(report(findings));
  process.exitCode = findings.every(({ problem }) => problem === undefined) ? 0 : 1;
}
