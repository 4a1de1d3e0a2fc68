/** A package to look at, made once, and the means to spoil a copy of it. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import asar from '@electron/asar';
import { NtExecutable, NtExecutableResource } from 'resedit';
import { root, runNode } from '../../build/run.mjs';
import { unpackedFolder } from '../../build/package.mjs';

/** Makes the package around the stand-in, on every computer alike; what it printed and how it ended. */
export function makePackage(): Promise<{ code: number; output: string }> {
  return runNode([path.join(root, 'build/package.mjs'), '--stand-in']);
}

/** A copy of the package that a test may spoil. */
export class SpoiledPackage {
  readonly #parent = mkdtempSync(path.join(tmpdir(), 'alloy-desk-package-'));
  readonly folder = path.join(this.#parent, 'win-unpacked');
  readonly program = path.join(this.folder, 'Alloy Desk.exe');
  readonly archive = path.join(this.folder, 'resources', 'app.asar');

  constructor() {
    cpSync(path.join(root, unpackedFolder), this.folder, { recursive: true });
  }

  at(file: string): string {
    return path.join(this.folder, file);
  }

  editResources(edit: (resources: NtExecutableResource) => void): void {
    const program = NtExecutable.from(readFileSync(this.program));
    const resources = NtExecutableResource.from(program);
    edit(resources);
    resources.outputResource(program);
    writeFileSync(this.program, Buffer.from(program.generate()));
  }

  /** Unpacks the archive, lets the test change it, packs it again, and makes the program expect the new one. */
  async editArchive(edit: (folder: string) => void): Promise<void> {
    const folder = path.join(this.#parent, 'app');
    asar.uncache(this.archive);
    asar.extractAll(this.archive, folder);
    edit(folder);
    await asar.createPackage(folder, this.archive);
    asar.uncache(this.archive);
    const hash = createHash('sha256').update(asar.getRawHeader(this.archive).headerString).digest('hex');
    this.expectArchive(hash);
  }

  /** The hash of the archive's header that the program expects. */
  expectArchive(hash: string): void {
    this.editResources(({ entries }) => {
      const entry = entries.find(({ type }) => type === 'INTEGRITY');
      const list = [{ file: String.raw`resources\app.asar`, alg: 'SHA256', value: hash }];
      if (entry) entry.bin = new TextEncoder().encode(JSON.stringify(list)).buffer;
    });
  }

  remove(): void {
    rmSync(this.#parent, { recursive: true, force: true });
  }
}
