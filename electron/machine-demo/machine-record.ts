import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { collectorNames } from '../../shared/contract/collector-names';
import { fail, ok, type Result } from '../../shared/contract/result';
import { CollectorPresence } from '../../shared/contract/setup';
import { errorCode, errorDetail, writeWhole } from './atomic-file';

/** Text that can be an argument or a path. */
// eslint-disable-next-line no-control-regex -- NUL ends an argument on every system, so none can hold it
const ArgumentText = z.string().regex(/^[^\u0000]*$/);
const ProcessId = z.int().min(1);

export const startTypes = ['automatic', 'automatic-delayed', 'manual', 'disabled'] as const;

const ServiceRecord = z.strictObject({
  startType: z.enum(startTypes),
  account: z.string(),
  programPath: ArgumentText.min(1),
  arguments: z.array(ArgumentText),
  environment: z.array(ArgumentText),
  state: z.enum(['stopped', 'starting', 'running', 'stopping']),
  sinceMs: z.number(),
  /** The service's own process: the service host. It also waits for the next attempt after a crash. */
  hostProcessId: ProcessId.optional(),
  alloyProcessId: ProcessId.optional(),
  alloyStartedAtMs: z.number().optional(),
  /** Tells the process from a later one with the same id. */
  alloyIdentity: z.string().optional(),
  /** Of the last end, if it was not a clean stop. */
  exitCode: z.int().optional(),
  /** When the service manager starts it again after a crash. */
  restartAtMs: z.number().optional(),
  /** Unexpected ends, newest last. */
  ends: z.array(z.strictObject({ atMs: z.number(), exitCode: z.int() })).max(20),
});
export type ServiceRecord = z.infer<typeof ServiceRecord>;

/** What a demo computer knows of itself; paths are Windows paths. */
export const MachineRecord = z.strictObject({
  format: z.literal(1),
  /** Grows with every write. */
  version: z.int().min(1),
  computer: z.strictObject({
    name: z.string().min(1),
    userName: z.string().min(1),
    windows: z.string().min(1),
    language: z.string().min(2),
    isElevated: z.boolean(),
  }),
  collectorPresence: z.partialRecord(z.enum(collectorNames), CollectorPresence),
  alloy: z.strictObject({ version: z.string().min(1), programPath: ArgumentText.min(1) }).nullable(),
  service: ServiceRecord.nullable(),
});
export type MachineRecord = z.infer<typeof MachineRecord>;

/** The record as it is on disk; a broken one is a failure and stays as it is. */
export async function readRecord(file: string): Promise<Result<MachineRecord>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = errorCode(error) === 'EACCES' ? 'access-denied' : 'unexpected';
    return fail(code, 'machine-record-unreadable', { detail: `machine.json: ${errorDetail(error)}` });
  }
  return parseRecord(text);
}

function parseRecord(text: string): Result<MachineRecord> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('unexpected', 'machine-record-unreadable', { detail: 'machine.json is not JSON' });
  }
  const parsed = MachineRecord.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return fail('unexpected', 'machine-record-unreadable', { detail: `machine.json: ${z.prettifyError(parsed.error)}` });
}

/** Puts down the record of a new computer; false when somebody else did so first. */
export function createRecord(file: string, record: MachineRecord): Promise<boolean> {
  return writeWhole(file, recordBytes(record), { mode: 0o600, mustBeNew: true });
}

/**
 * Changes the service's part. Only the service host that holds the claim may call this: it is the record's only writer,
 * so that reading, changing and writing needs no lock.
 */
export async function changeServiceRecord(
  file: string,
  change: (service: ServiceRecord) => ServiceRecord | Promise<ServiceRecord>,
): Promise<Result<MachineRecord>> {
  const current = await readRecord(file);
  if (!current.ok) return current;
  const { service } = current.value;
  if (!service) return fail('not-found', 'service-absent');
  const next: MachineRecord = { ...current.value, version: current.value.version + 1, service: await change(service) };
  try {
    await writeWhole(file, recordBytes(next), { mode: 0o600 });
    return ok(next);
  } catch (error) {
    return fail('unexpected', 'file-unwritable', { detail: `machine.json: ${errorDetail(error)}` });
  }
}

function recordBytes(record: MachineRecord): Uint8Array {
  return Buffer.from(`${JSON.stringify(record, undefined, 2)}\n`);
}
