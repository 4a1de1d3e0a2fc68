import protobuf from 'protobufjs/minimal.js';
import snappy from 'snappyjs';
import { expect, test } from 'vitest';
import { encodeWriteRequest } from '../../../../electron/demo-alloy/prometheus/write-request';

interface Series {
  readonly labels: readonly (readonly [string, string])[];
  readonly valueBits: string;
  readonly value: number;
  readonly timestampMs: number;
}

/** Reads a write request the way a receiver does, field by field. */
function decode(body: Uint8Array): Series[] {
  const reader = protobuf.Reader.create(snappy.uncompress(body));
  const series: Series[] = [];
  while (reader.pos < reader.len) {
    expect(reader.uint32()).toBe(10);
    series.push(readSeries(protobuf.Reader.create(reader.bytes())));
  }
  return series;
}

function readSeries(reader: protobuf.Reader): Series {
  const labels: [string, string][] = [];
  let bytes = new Uint8Array();
  let timestampMs = 0;
  while (reader.pos < reader.len) {
    const inner = reader.uint32() >>> 3;
    const part = protobuf.Reader.create(reader.bytes());
    if (inner === 1) {
      part.uint32();
      const name = part.string();
      part.uint32();
      labels.push([name, part.string()]);
      continue;
    }
    expect(part.uint32()).toBe(9);
    bytes = part.buf.slice(part.pos, part.pos + 8);
    part.skip(8);
    part.uint32();
    timestampMs = Number(part.int64());
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  return { labels, valueBits: view.getBigUint64(0, true).toString(16), value: view.getFloat64(0, true), timestampMs };
}

test('a write request can be read back: labels sorted, value and time exact', () => {
  const labels = new Map([
    ['job', 'integrations/windows'],
    ['__name__', 'up'],
    ['empty', ''],
    ['umlaut', 'ä'],
  ]);
  const [series] = decode(encodeWriteRequest([{ labels, value: 0.1, timestampMs: 1_795_382_635_025 }]));
  expect(series).toMatchObject({
    labels: [
      ['__name__', 'up'],
      ['job', 'integrations/windows'],
      ['umlaut', 'ä'],
    ],
    value: 0.1,
    timestampMs: 1_795_382_635_025,
  });
});

test('a stale marker keeps the bits by which Prometheus knows it', () => {
  const sample = { labels: new Map([['__name__', 'up']]), value: Number.NaN, timestampMs: 1, stale: true };
  expect(decode(encodeWriteRequest([sample]))[0]?.valueBits).toBe('7ff0000000000002');
});

test('every sample of a batch is a series of its own', () => {
  const labels = new Map([['__name__', 'a']]);
  const batch = [1, 2, 3].map((value) => ({ labels, value, timestampMs: value }));
  expect(decode(encodeWriteRequest(batch)).map(({ value }) => value)).toEqual([1, 2, 3]);
});
