/**
 * A stand-in for Electron's distribution for Windows, made in code, for computers that cannot fetch the real one. Its
 * program does nothing but end; it carries what packaging changes and the package gate reads: a manifest, a version
 * resource and the fuse wire. What is packaged around it is a rehearsal and never runs as the app.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** Beside the program of every package that was made around the stand-in. */
export const stubMark = 'NOT-ELECTRON.txt';

const english = { lang: 0x0409, codepage: 1200 };
const manifestType = 24;

/** How the stand-in ends when somebody starts it all the same. */
const exitCode = 70;

/**
 * The fuse wire as an Electron with nine fuses ships it: the sentinel, the version of the wire, its length, and one
 * character a fuse. From https://www.electronjs.org/docs/latest/tutorial/fuses and the sources of `@electron/fuses`.
 */
const fuseWire = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009101100011', 'latin1');

const manifest = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges>
        <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
      </requestedPrivileges>
    </security>
  </trustInfo>
</assembly>
`;

/**
 * Writes the stand-in's distribution into a folder, which is emptied first.
 * @param {string} folder
 * @param {string} version of the Electron that it stands for
 */
export function writeStubElectron(folder, version) {
  rmSync(folder, { recursive: true, force: true });
  for (const inside of ['locales', 'resources']) mkdirSync(path.join(folder, inside), { recursive: true });
  writeFileSync(path.join(folder, 'electron.exe'), stubProgram(version));
  writeFileSync(path.join(folder, 'version'), version);
  writeFileSync(path.join(folder, 'LICENSE'), 'The licence of Electron comes with Electron.\n');
  writeFileSync(path.join(folder, 'LICENSES.chromium.html'), '<p>The licences of Chromium come with Electron.</p>\n');
  writeFileSync(path.join(folder, 'locales', 'en-US.pak'), '');
  writeFileSync(
    path.join(folder, stubMark),
    'This package was made around a stand-in for Electron to rehearse packaging. It cannot run.\n',
  );
}

/**
 * @param {string} version
 * @returns {Buffer}
 */
function stubProgram(version) {
  const program = NtExecutable.from(barePortableExecutable());
  const resources = NtExecutableResource.from(program);
  const versionInfo = Resource.VersionInfo.createEmpty();
  versionInfo.lang = english.lang;
  versionInfo.setFileVersion(`${version}.0`, english.lang);
  versionInfo.setProductVersion(`${version}.0`, english.lang);
  versionInfo.setStringValues(english, {
    CompanyName: 'The Alloy Desk authors',
    FileDescription: 'Stand-in for Electron',
    OriginalFilename: 'electron.exe',
    ProductName: 'Stand-in for Electron',
  });
  versionInfo.outputToResourceEntries(resources.entries);
  resources.entries.push({ type: manifestType, id: 1, ...english, bin: new TextEncoder().encode(manifest).buffer });
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

/**
 * The smallest program for 64-bit Windows with one section: code that ends with `exitCode`, and the fuse wire. Fields as in
 * Microsoft's "PE Format"; what is not set is zero.
 * @returns {ArrayBuffer}
 */
function barePortableExecutable() {
  const file = Buffer.alloc(0x400);
  const [peAt, optionalAt, sectionAt, codeAt] = [0x40, 0x58, 0x148, 0x200];
  file.write('MZ', 0, 'latin1');
  file.writeUInt32LE(peAt, 0x3c);
  file.write('PE\0\0', peAt, 'latin1');
  file.writeUInt16LE(0x8664, peAt + 4); // x64
  file.writeUInt16LE(1, peAt + 6); // sections
  file.writeUInt16LE(sectionAt - optionalAt, peAt + 20);
  file.writeUInt16LE(0x0022, peAt + 22); // executable, large addresses
  file.writeUInt16LE(0x020b, optionalAt); // PE32+
  file.writeUInt32LE(0x200, optionalAt + 4); // size of code
  file.writeUInt32LE(0x1000, optionalAt + 16); // entry point
  file.writeUInt32LE(0x1000, optionalAt + 20); // base of code
  file.writeBigUInt64LE(0x1_4000_0000n, optionalAt + 24); // image base
  file.writeUInt32LE(0x1000, optionalAt + 32); // alignment in memory
  file.writeUInt32LE(0x200, optionalAt + 36); // alignment in the file
  file.writeUInt16LE(10, optionalAt + 40); // Windows 10
  file.writeUInt16LE(10, optionalAt + 48);
  file.writeUInt32LE(0x2000, optionalAt + 56); // size of the image
  file.writeUInt32LE(0x200, optionalAt + 60); // size of the headers
  file.writeUInt16LE(2, optionalAt + 68); // a program with windows
  file.writeUInt16LE(0x8160, optionalAt + 70); // random addresses, no executable data
  for (const [at, size] of [
    [72, 0x10_0000],
    [80, 0x1000],
    [88, 0x10_0000],
    [96, 0x1000],
  ])
    file.writeBigUInt64LE(BigInt(size ?? 0), optionalAt + (at ?? 0)); // stack and heap
  file.writeUInt32LE(16, optionalAt + 108); // directories
  file.write('.text', sectionAt, 'latin1');
  file.writeUInt32LE(0x200, sectionAt + 8);
  file.writeUInt32LE(0x1000, sectionAt + 12);
  file.writeUInt32LE(0x200, sectionAt + 16);
  file.writeUInt32LE(codeAt, sectionAt + 20);
  file.writeUInt32LE(0x6000_0020, sectionAt + 36); // code: read, execute
  // mov eax, exitCode; ret
  file.set([0xb8, exitCode, 0, 0, 0, 0xc3], codeAt);
  file.set(fuseWire, codeAt + 0x40);
  return file.buffer;
}
