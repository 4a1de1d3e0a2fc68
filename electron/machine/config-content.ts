import type { ConfigContent } from './config-file';

type TextOrBytes = Extract<ConfigContent, { state: 'file' | 'unreadable-text' }>;

/** What a file with these bytes is, as Alloy would read it: UTF-8, with or without byte order mark, or no text. */
export function configContentOf(
  bytes: Uint8Array,
  place: Pick<TextOrBytes, 'path' | 'sha256' | 'modifiedAtMs'>,
): TextOrBytes {
  const common = { ...place, sizeBytes: bytes.length };
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return { state: 'unreadable-text', encoding: 'utf-16', ...common };
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(hasMark ? bytes.subarray(3) : bytes);
    return { state: 'file', text, encoding: hasMark ? 'utf-8-bom' : 'utf-8', newline: newlineOf(text), ...common };
  } catch {
    return { state: 'unreadable-text', encoding: 'not-utf-8', ...common };
  }
}

function newlineOf(text: string): 'lf' | 'crlf' | 'mixed' | 'none' {
  const pairs = text.split('\r\n').length - 1;
  const feeds = text.split('\n').length - 1;
  if (feeds === 0) return 'none';
  if (pairs === 0) return 'lf';
  return pairs === feeds ? 'crlf' : 'mixed';
}
