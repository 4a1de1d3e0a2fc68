// The library has no types of its own, and other projects that compile this file must find ours.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="../snappyjs.d.ts" />
/**
 * The body of a remote write 1.0 request: a protobuf `WriteRequest`, compressed as one snappy block.
 * Source: https://prometheus.io/docs/specs/prw/remote_write_spec/
 */
import protobuf from 'protobufjs/minimal.js';
import snappy from 'snappyjs';
import { sortedLabels, type Sample } from './labels';

/** The bits of the NaN that marks the end of a series; a JavaScript number does not keep them reliably. */
const staleBits = { low: 2, high: 0x7ff00000, unsigned: true };

/** Encodes one batch; each sample becomes a series of its own, as the original does. */
export function encodeWriteRequest(samples: readonly Sample[]): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const sample of samples) writeSeries(writer.uint32(tag(1, 2)).fork(), sample).ldelim();
  return snappy.compress(writer.finish());
}

function writeSeries(writer: protobuf.Writer, sample: Sample): protobuf.Writer {
  for (const [name, value] of sortedLabels(sample.labels)) {
    writer.uint32(tag(1, 2)).fork().uint32(tag(1, 2)).string(name).uint32(tag(2, 2)).string(value).ldelim();
  }
  const body = writer.uint32(tag(2, 2)).fork();
  if (sample.stale === true) body.uint32(tag(1, 1)).fixed64(staleBits);
  else body.uint32(tag(1, 1)).double(sample.value);
  return body.uint32(tag(2, 0)).int64(Math.round(sample.timestampMs)).ldelim();
}

function tag(field: number, wireType: number): number {
  return (field << 3) | wireType;
}
