/**
 * Reads the configuration: one file, or every `*.alloy` at the top of a folder.
 * Source: grafana/alloy `internal/alloycli/cmd_run.go` (`loadSourceFiles`), `internal/converter`.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { parse } from '../../shared/language/parser';
import { decodeSource } from '../../shared/language/text';
import { fileProblem } from './file-problem';
import { quote } from './go-text';
import type { ParsedFile } from './runtime/graph';
import type { Diagnostic } from './runtime/problem';

export type SourceReading = {
  /** SHA-256 over the bytes of all files; zeros where nothing could be read. */
  readonly sha256: string;
} & (
  | { readonly kind: 'read'; readonly files: readonly ParsedFile[] }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'malformed'; readonly diagnostics: readonly Diagnostic[] }
);

const nothingRead = '0'.repeat(64);

/** Reads and parses; never throws. What is said of the files names them below `shown`. */
export function readSources(path: string, shown: string): SourceReading {
  let contents: readonly (readonly [string, Buffer])[];
  try {
    contents = readContents(path, shown);
  } catch (error) {
    const { syscall = 'open' } = error as NodeJS.ErrnoException;
    return {
      kind: 'unreadable',
      message: fileProblem(syscall === 'stat' ? 'stat' : 'open', shown, error),
      sha256: nothingRead,
    };
  }
  const hash = createHash('sha256');
  for (const [, bytes] of contents) hash.update(bytes);
  const sha256 = contents.length === 0 ? nothingRead : hash.digest('hex');
  const encoding = contents.map(([, bytes]) => encodingProblem(bytes)).find((problem) => problem !== undefined);
  if (encoding !== undefined) return { kind: 'unreadable', message: encoding, sha256: nothingRead };
  return { ...parsed(contents), sha256 };
}

/** What an error about the configuration begins with. */
export function readingPath(path: string, message: string): string {
  return `reading config path ${quote(path)}: ${message}`;
}

/** The name that is shown, and the bytes. */
function readContents(path: string, shown: string): readonly (readonly [string, Buffer])[] {
  if (!statSync(path).isDirectory()) return [[shown, readFileSync(path)]];
  const names = readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.alloy'))
    .map((entry) => entry.name)
    .sort();
  // The original joins with the separator of its system.
  const separator = /^[A-Za-z]:\\|^\\\\/.test(shown) ? '\\' : '/';
  return names.map((name) => [`${shown}${separator}${name}`, readFileSync(`${path}/${name}`)] as const);
}

function encodingProblem(bytes: Buffer): string | undefined {
  const marks: readonly (readonly [readonly number[], string])[] = [
    [[0xff, 0xfe, 0, 0], 'UTF32LittleEndian'],
    [[0, 0, 0xfe, 0xff], 'UTF32BigEndian'],
    [[0xff, 0xfe], 'UTF16LittleEndian'],
    [[0xfe, 0xff], 'UTF16BigEndian'],
  ];
  const mark = marks.find(([start]) => start.every((byte, index) => bytes[index] === byte));
  if (mark) return `configuration is encoded with ${mark[1]} but must be utf8`;
  return decodeSource(bytes).invalidBytes.size > 0 ? 'unknown encoding for config' : undefined;
}

function parsed(
  contents: readonly (readonly [string, Buffer])[],
): { kind: 'read'; files: ParsedFile[] } | { kind: 'malformed'; diagnostics: Diagnostic[] } {
  const files: ParsedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [path, bytes] of contents) {
    const { source, tree, problems } = parse(decodeSource(bytes));
    const file = { path, source, tree };
    files.push(file);
    for (const { message, start, end, hasStatedEnd } of problems) {
      diagnostics.push({ message, file, range: { start, end }, isPoint: !hasStatedEnd });
    }
  }
  return diagnostics.length > 0 ? { kind: 'malformed', diagnostics } : { kind: 'read', files };
}
