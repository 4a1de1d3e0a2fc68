import { Data } from 'resedit';
import { describe, expect, it } from 'vitest';
import { iconSizes, makeIcon } from '../../build/windows/icon.mjs';

describe('the icon', () => {
  it('holds one image of every size, each a PNG of its edge', () => {
    const icons = Data.IconFile.from(makeIcon()).icons.map(({ data }) =>
      Buffer.from(data.isRaw() ? data.bin : new ArrayBuffer(0)),
    );
    expect(icons.map((image) => image.subarray(1, 4).toString('latin1'))).toEqual(iconSizes.map(() => 'PNG'));
    expect(icons.map((image) => image.readUInt32BE(16))).toEqual(iconSizes);
  });

  it('is the same on every run', () => {
    expect(makeIcon().equals(makeIcon())).toBe(true);
  });
});
