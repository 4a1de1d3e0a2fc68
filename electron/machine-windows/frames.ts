/** Frames between us and a shell: one line each, `@@` and the base64 of a JSON object. What comes in is a stranger. */
import { z } from 'zod';
import { failureCodes } from '../../shared/contract/result';

const Id = z.string().max(40);
const Detail = z.string().max(100_000);

export const IncomingFrame = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('ready'),
    ps: z.string().max(100),
    edition: z.enum(['Desktop', 'Core']),
    pid: z.int().min(1),
    languageMode: z.string().max(100),
  }),
  /** The module could not be loaded. */
  z.strictObject({ t: z.literal('broken'), detail: Detail }),
  z.strictObject({ t: z.literal('log'), level: z.string().max(20), text: Detail }),
  /** A piece of a long text that belongs into the value of the result to come, under this name. */
  z.strictObject({ t: z.literal('part'), id: Id, name: z.string().min(1).max(100), data: z.base64().max(1_000_000) }),
  z.strictObject({ t: z.literal('result'), id: Id, value: z.unknown() }),
  z.strictObject({
    t: z.literal('failure'),
    id: Id,
    code: z.enum(failureCodes),
    detail: Detail,
    cancelled: z.boolean(),
  }),
]);
export type IncomingFrame = z.infer<typeof IncomingFrame>;

/**
 * Windows PowerShell reads no JSON of more than two million characters, so a longer text travels in parts before the frame
 * that it belongs to: pieces of its UTF-8 bytes, in order.
 */
const longestText = 200_000;
const partBytes = 524_288;

export type OutgoingFrame =
  | { readonly t: 'part'; readonly id: string; readonly name: string; readonly data: string }
  | { readonly t: 'call'; readonly id: string; readonly op: string; readonly args: Readonly<Record<string, unknown>> }
  | { readonly t: 'cancel'; readonly id: string };

const mark = '@@';

/** A call as lines: its long texts in parts, then the call itself. */
export function writeCall(id: string, op: string, args: Readonly<Record<string, unknown>>): string {
  const isLong = (value: unknown): value is string => typeof value === 'string' && value.length > longestText;
  const parts = Object.entries(args).flatMap(([name, value]) => (isLong(value) ? partsOf(id, name, value) : []));
  const short = Object.fromEntries(Object.entries(args).filter(([, value]) => !isLong(value)));
  return [...parts, { t: 'call', id, op, args: short } as const].map(writeFrame).join('');
}

function partsOf(id: string, name: string, text: string): readonly OutgoingFrame[] {
  const bytes = Buffer.from(text, 'utf8');
  const count = Math.ceil(bytes.length / partBytes);
  return Array.from({ length: count }, (_, index) => {
    const piece = bytes.subarray(index * partBytes, (index + 1) * partBytes);
    return { t: 'part', id, name, data: piece.toString('base64') };
  });
}

/** ASCII only, whatever the values hold; the mark and the base64 alphabet are no PowerShell text. */
export function writeFrame(frame: OutgoingFrame): string {
  return `${mark}${Buffer.from(JSON.stringify(frame), 'utf8').toString('base64')}\n`;
}

/** What the first line answers where a policy does not let the script run; a constant. */
export const blockedFrame = `${mark}${Buffer.from('{"t":"broken","detail":"blocked-by-policy"}').toString('base64')}`;

export function isFrameLine(line: string): boolean {
  return line.startsWith(mark);
}

/** Undefined for a frame that is damaged or of a shape that nobody agreed on. */
export function readFrame(line: string): IncomingFrame | undefined {
  try {
    const parsed = IncomingFrame.safeParse(JSON.parse(Buffer.from(line.slice(mark.length), 'base64').toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
