/**
 * Diagnostics as the program prints them when it does not start: the message, then the lines it is about.
 * Source: grafana/alloy `syntax/diag/printer.go`.
 */
import { diagnosticText, type Diagnostic } from './problem';

/** All diagnostics, separated by empty lines; ends with a line end. */
export function printedReport(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((one) => `Error: ${diagnosticText(one)}\n${excerpt(one)}`).join('\n');
}

function excerpt({ file, range, isPoint }: Diagnostic): string {
  if (!file || !range) return '';
  const { source } = file;
  const start = source.positionAt(range.start);
  const end = isPoint === true ? start : source.positionAt(Math.max(range.start, range.end - 1));
  const lines = source.text.split('\n').map((line) => line.replace(/\r$/, ''));
  const first = Math.max(1, start.line - 1);
  const last = Math.min(lines.length, end.line + 1);
  const width = String(last).length;
  const margin = `${' '.repeat(width)} | `;
  const isMultiLine = end.line > start.line;
  let out = '\n';
  for (let number = first; number <= last; number += 1) {
    const line = lines[number - 1] ?? '';
    const isInside = number > start.line && number <= end.line;
    const gutter = isMultiLine ? (isInside ? '| ' : '  ') : '';
    out += `${String(number).padStart(width)} | ${gutter}${expanded(line)}\n`;
    if (number === start.line) {
      const until = isMultiLine ? line.length : end.column;
      out += `${margin}${isMultiLine ? ' _' : ''}${marks(line, start.column, until, isMultiLine ? '_' : ' ')}\n`;
    }
    if (isMultiLine && number === end.line) out += `${margin}|_${marks(line, end.column, end.column, '_')}\n`;
  }
  return out;
}

/** Marks from one column to another, both counted from 1; they stand only under characters that exist. */
function marks(line: string, from: number, to: number, filler: string): string {
  const lead = filler.repeat(expanded(line.slice(0, from - 1)).length);
  return lead + '^'.repeat(expanded(line.slice(from - 1, to)).length);
}

function expanded(text: string): string {
  return text.replaceAll('\t', '    ');
}
