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

export type OutgoingFrame =
  | { readonly t: 'call'; readonly id: string; readonly op: string; readonly args: Readonly<Record<string, unknown>> }
  | { readonly t: 'cancel'; readonly id: string };

const mark = '@@';

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
