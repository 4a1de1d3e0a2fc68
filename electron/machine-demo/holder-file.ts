import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode, writeWhole } from './atomic-file';

/** A file that marks its one holder: the machine's lock, the service host's claim. */
export interface HolderFile {
  readonly file: string;
  /** What is written, so that its holder and everybody else know whose it is; no two holders write the same. */
  readonly text: string;
  /** Whether the holder that a text names is there; a text that names nobody has no holder. */
  readonly isHeld: (text: string) => Promise<boolean>;
}

/**
 * Makes the file for exactly one of all who try, and takes over one whose holder is gone. Answers the text of the
 * holder that was found instead, or undefined when the file is ours.
 */
export async function takeHolderFile({ file, text, isHeld }: HolderFile): Promise<string | undefined> {
  const bytes = Buffer.from(text);
  for (;;) {
    if (await writeWhole(file, bytes, { mode: 0o600, mustBeNew: true })) return undefined;
    const found = await readIfThere(file);
    if (found === undefined) continue;
    if (await isHeld(found)) return found;
    await removeStale(file, found);
  }
}

/** Gives the file up, unless it is somebody else's by now. */
export async function releaseHolderFile(file: string, text: string): Promise<void> {
  if ((await readIfThere(file)) === text) await rm(file, { force: true });
}

/** Longer than any removal takes; whoever began one so long ago died over it. */
const removalLimitMs = 5_000;

/**
 * Removes a file whose holder is gone. Between the look and the removal somebody else may put a fresh file there, so one
 * at a time removes, and looks again before it does.
 */
async function removeStale(file: string, stale: string): Promise<void> {
  const guard = `${file}.removal`;
  if (!(await createEmpty(guard))) {
    const begun = await stat(guard).catch(() => undefined);
    if (begun && Date.now() - begun.mtimeMs > removalLimitMs) await rm(guard, { force: true });
    else await pause(10);
    return;
  }
  try {
    if ((await readIfThere(file)) === stale) await rm(file, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

async function createEmpty(file: string): Promise<boolean> {
  try {
    await (await open(file, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
