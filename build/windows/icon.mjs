/**
 * The app's icon, drawn in code: a tile with a rising line that ends in a point, for data that arrives. An `.ico` file with
 * one PNG image a size; the format is described in Windows' "Icons" reference (ICONDIR, ICONDIRENTRY).
 */
import { crc32, deflateSync } from 'node:zlib';

/** Edges in pixels: what title bars, the task bar, Explorer and the installer ask for at usual scales. */
export const iconSizes = [16, 20, 24, 32, 40, 48, 64, 256];

/** @typedef {[red: number, green: number, blue: number]} Colour */

/** @type {Colour} */
const top = [28, 122, 148];
/** @type {Colour} */
const bottom = [12, 62, 96];
/** @type {Colour} */
const ink = [255, 255, 255];

/** Corners of the line, in a tile from 0 to 1 with y downwards. */
const line = [
  [0.2, 0.7],
  [0.38, 0.46],
  [0.54, 0.62],
  [0.76, 0.3],
];
const lineWidth = 0.095;
const pointRadius = 0.105;

/** @returns {Buffer} the file's bytes, the same on every run */
export function makeIcon() {
  const images = iconSizes.map((size) => png(size));
  const directory = Buffer.alloc(6 + 16 * images.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(images.length, 4);
  let offset = directory.length;
  for (const [index, image] of images.entries()) {
    const at = 6 + index * 16;
    // A byte for the edge; 256 is written as 0.
    const edge = (iconSizes[index] ?? 0) & 0xff;
    directory.writeUInt8(edge, at);
    directory.writeUInt8(edge, at + 1);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(image.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += image.length;
  }
  return Buffer.concat([directory, ...images]);
}

/**
 * One image as PNG: 8 bits a channel, with transparency.
 * @param {number} size
 * @returns {Buffer}
 */
function png(size) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.writeUInt8(8, 8);
  header.writeUInt8(6, 9);
  const stride = size * 4 + 1;
  const pixels = Buffer.alloc(stride * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++)
      pixels.set(colourAt((x + 0.5) / size, (y + 0.5) / size, size), y * stride + 1 + x * 4);
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/**
 * Red, green, blue and opacity of a point, edges smoothed over one pixel.
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @returns {number[]}
 */
function colourAt(x, y, size) {
  const tile = cover(distanceToTile(x, y), size);
  const drawn = Math.max(
    cover(distanceToLine(x, y) - lineWidth / 2, size),
    cover(distanceToEnd(x, y) - pointRadius, size),
  );
  const colour = [0, 1, 2].map((channel) => {
    const ground = mix(top[channel] ?? 0, bottom[channel] ?? 0, y);
    return Math.round(mix(ground, ink[channel] ?? 0, drawn));
  });
  return [...colour, Math.round(tile * 255)];
}

/**
 * How much of a pixel lies inside, from the signed distance of its middle.
 * @param {number} distance
 * @param {number} size
 */
const cover = (distance, size) => Math.min(1, Math.max(0, 0.5 - distance * size));

/**
 * @param {number} from
 * @param {number} to
 * @param {number} share
 */
const mix = (from, to, share) => from + (to - from) * share;

/**
 * Below zero inside a square with rounded corners.
 * @param {number} x
 * @param {number} y
 */
function distanceToTile(x, y) {
  const [half, radius] = [0.48, 0.2];
  const across = Math.abs(x - 0.5) - half + radius;
  const along = Math.abs(y - 0.5) - half + radius;
  return Math.hypot(Math.max(across, 0), Math.max(along, 0)) + Math.min(Math.max(across, along), 0) - radius;
}

/**
 * @param {number} x
 * @param {number} y
 */
function distanceToLine(x, y) {
  return Math.min(...line.slice(1).map((end, index) => distanceToSegment([x, y], line[index] ?? end, end)));
}

/**
 * @param {number} x
 * @param {number} y
 */
function distanceToEnd(x, y) {
  const [endX = 0, endY = 0] = line.at(-1) ?? [];
  return Math.hypot(x - endX, y - endY);
}

/**
 * @param {number[]} point
 * @param {number[]} start
 * @param {number[]} end
 */
function distanceToSegment([x = 0, y = 0], [startX = 0, startY = 0], [endX = 0, endY = 0]) {
  const [across, along] = [endX - startX, endY - startY];
  const share = ((x - startX) * across + (y - startY) * along) / (across * across + along * along);
  const nearest = Math.min(1, Math.max(0, share));
  return Math.hypot(x - startX - across * nearest, y - startY - along * nearest);
}
