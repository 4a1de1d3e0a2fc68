/** The lines of two texts side by side, as a list to show. */
import { diffLines } from 'diff';

export interface DifferenceLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  /** Counts from 1; absent on the side where the line is not. */
  readonly before?: number;
  readonly after?: number;
}

export interface Difference {
  readonly lines: readonly DifferenceLine[];
  readonly added: number;
  readonly removed: number;
}

/** A file that does not exist yet has no lines. Line ends do not count as a difference. */
export function differenceOf(before: string | null, after: string): Difference {
  const lines: DifferenceLine[] = [];
  let [beforeLine, afterLine] = [0, 0];
  for (const part of diffLines(plain(before ?? ''), plain(after))) {
    for (const text of linesOf(part.value)) {
      if (!part.added) beforeLine += 1;
      if (!part.removed) afterLine += 1;
      if (part.added) lines.push({ kind: 'added', text, after: afterLine });
      else if (part.removed) lines.push({ kind: 'removed', text, before: beforeLine });
      else lines.push({ kind: 'same', text, before: beforeLine, after: afterLine });
    }
  }
  return {
    lines,
    added: lines.filter(({ kind }) => kind === 'added').length,
    removed: lines.filter(({ kind }) => kind === 'removed').length,
  };
}

/** The lines of a text; the last line end does not begin another line. */
export function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  return plain(text).replace(/\n$/, '').split('\n');
}

function plain(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
