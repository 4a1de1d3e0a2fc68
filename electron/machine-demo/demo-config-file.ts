import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Failure, type Result } from '../../shared/contract/result';
import { configContentOf } from '../machine/config-content';
import { maxConfigBytes, type ConfigContent, type ConfigFile, type ExpectedContent } from '../machine/config-file';
import { errorCode, errorDetail, writeWhole } from './atomic-file';
import type { DemoPaths } from './demo-paths';
import { configPathOf } from './demo-service';
import { defaultProgramPath } from './demo-paths';
import { readRecord } from './machine-record';

type Owner = { readonly userId: number; readonly groupId: number };
type Bytes =
  { readonly bytes: Buffer; readonly modifiedAtMs: number; readonly mode: number; readonly owner: Owner } | undefined;

/** The configuration of a demo computer: a file in its folder, wherever the service's arguments say. */
export class DemoConfigFile implements ConfigFile {
  readonly #paths: DemoPaths;
  /** One change after the other, so that each sees what the one before left. */
  #changes: Promise<unknown> = Promise.resolve();

  constructor(paths: DemoPaths) {
    this.#paths = paths;
  }

  async read(): Promise<Result<ConfigContent>> {
    const place = await this.#place();
    if (!place.ok) return place;
    const { shown, real } = place.value;
    const found = await readAt(real);
    if (!found.ok) return found;
    if (found.value === 'directory') return ok({ state: 'directory', path: shown });
    if (!found.value) return ok({ state: 'absent', path: shown });
    const { bytes, modifiedAtMs } = found.value;
    return ok(configContentOf(bytes, { path: shown, sha256: sha256(bytes), modifiedAtMs }));
  }

  async readBytes(): Promise<Result<Uint8Array>> {
    const place = await this.#place();
    if (!place.ok) return place;
    const found = await readAt(place.value.real);
    if (!found.ok) return found;
    if (found.value === 'directory')
      return fail('unsupported', 'config-is-directory', { params: { path: place.value.shown } });
    return found.value ? ok(found.value.bytes) : fail('not-found', 'file-not-found');
  }

  replace(text: string, expected: ExpectedContent): Promise<Result<ConfigContent>> {
    return this.restore(new TextEncoder().encode(text), expected);
  }

  restore(bytes: Uint8Array, expected: ExpectedContent): Promise<Result<ConfigContent>> {
    return this.#inTurn(() => this.#put(bytes, expected));
  }

  remove(expected: ExpectedContent): Promise<Result<ConfigContent>> {
    return this.#inTurn(() => this.#remove(expected));
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#changes.then(change, change);
    this.#changes = turn;
    return turn;
  }

  async #put(bytes: Uint8Array, expected: ExpectedContent): Promise<Result<ConfigContent>> {
    const place = await this.#place();
    if (!place.ok) return place;
    if (bytes.length > maxConfigBytes) return fail('unsupported', 'config-too-large');
    const { real, shown } = place.value;
    const found = await this.#expect(place.value, expected);
    if (!found.ok) return found;
    try {
      await mkdir(path.dirname(real), { recursive: true });
      const isSwapped = await writeWhole(real, bytes, {
        mode: found.value?.mode ?? 0o640,
        ...(found.value ? { owner: found.value.owner } : {}),
        isStillWanted: async () => (await this.#expect(place.value, expected)).ok,
        mustBeNew: expected === 'absent',
      });
      return isSwapped ? await this.read() : fail('conflict', 'config-changed-meanwhile', { params: { path: shown } });
    } catch (error) {
      return unwritable(error, shown);
    }
  }

  async #remove(expected: ExpectedContent): Promise<Result<ConfigContent>> {
    const place = await this.#place();
    if (!place.ok) return place;
    const found = await this.#expect(place.value, expected);
    if (!found.ok) return found;
    try {
      await rm(place.value.real, { force: true });
      return await this.read();
    } catch (error) {
      return unwritable(error, place.value.shown);
    }
  }

  /** What is there, if it is the expected content; `conflict` otherwise. */
  async #expect({ real, shown }: Place, expected: ExpectedContent): Promise<Result<Bytes>> {
    const found = await readAt(real);
    if (!found.ok) return found;
    if (found.value === 'directory') return fail('unsupported', 'config-is-directory', { params: { path: shown } });
    const now = found.value ? sha256(found.value.bytes) : 'absent';
    return now === expected
      ? ok(found.value)
      : fail('conflict', 'config-changed-meanwhile', { params: { path: shown } });
  }

  async #place(): Promise<Result<Place>> {
    const record = await readRecord(this.#paths.record);
    if (!record.ok) return record;
    const shown = configPathOf(record.value.service);
    if (!shown.ok) return shown;
    const programPath = record.value.service?.programPath ?? defaultProgramPath;
    return ok({ shown: shown.value, real: this.#paths.real(shown.value, programPath) });
  }
}

interface Place {
  /** As the computer knows it. */
  readonly shown: string;
  readonly real: string;
}

async function readAt(file: string): Promise<Result<Bytes | 'directory'>> {
  try {
    const info = await stat(file);
    if (info.isDirectory()) return ok('directory');
    if (!info.isFile()) return fail('unsupported', 'config-unreadable');
    if (info.size > maxConfigBytes) return fail('unsupported', 'config-too-large');
    return ok({
      bytes: await readFile(file),
      modifiedAtMs: info.mtimeMs,
      mode: info.mode & 0o777,
      owner: { userId: info.uid, groupId: info.gid },
    });
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return ok(undefined);
    const isRefused = errorCode(error) === 'EACCES' || errorCode(error) === 'EPERM';
    return fail(isRefused ? 'access-denied' : 'unexpected', 'config-unreadable', { detail: errorDetail(error) });
  }
}

function unwritable(error: unknown, shown: string): { readonly ok: false; readonly failure: Failure } {
  const isRefused = ['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error));
  return fail(isRefused ? 'access-denied' : 'unexpected', 'config-unwritable', {
    params: { path: shown },
    detail: errorDetail(error),
  });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
