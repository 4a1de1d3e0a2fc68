/** The folder of reference data: present in CI and on a developer's desk who has it, absent in a bare clone. */
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..', process.env['CORPUS_DIR'] ?? '../shared');

/** The path of a reference file or folder, or undefined where it is not there. */
export function reference(...parts: readonly string[]): string | undefined {
  const file = path.join(root, ...parts);
  return existsSync(file) ? file : undefined;
}
