import { describe, expect, test } from 'vitest';
import {
  formatAge,
  formatBytes,
  formatCount,
  formatDuration,
  formatElapsed,
  formatRate,
  formatTime,
} from '../../../renderer/words/format';

const noon = new Date(2026, 7, 12, 12, 0, 0).getTime();

describe('numbers and times', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [214_000_000, '214 MB'],
    [1_234_567_890, '1.2 GB'],
  ])('writes %i bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test.each([
    [1, '1 collector'],
    [17, '17 collectors'],
    [1_912, '1,912 collectors'],
  ])('counts %i', (count, text) => {
    expect(formatCount(count, 'collector', 'collectors')).toBe(text);
  });

  test.each([
    [4_000, '4 s'],
    [61_000, '1 min'],
    [3 * 3_600_000 + 5 * 60_000, '3 h 5 min'],
    [292 * 3_600_000, '12 d 4 h'],
  ])('says %i ms in at most two units', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test('says times relatively up to an hour and absolutely beyond it', () => {
    expect(formatAge(noon - 500, noon)).toBe('just now');
    expect(formatAge(noon - 4_000, noon)).toBe('4 s ago');
    expect(formatAge(noon - 59 * 60_000, noon)).toBe('59 min ago');
    expect(formatAge(noon - 60 * 60_000, noon)).toBe('11:00');
  });

  test('names the day only when it is another one', () => {
    expect(formatTime(noon, noon)).toBe('12:00');
    expect(formatTime(noon - 24 * 3_600_000, noon)).toBe('11 August 12:00');
    expect(formatTime(new Date(2025, 0, 2, 9, 5).getTime(), noon)).toBe('2 January 2025 09:05');
  });

  test('shows elapsed time as a clock', () => {
    expect(formatElapsed(48_000)).toBe('0:48');
    expect(formatElapsed(3_729_000)).toBe('1:02:09');
  });

  test('gives small rates a decimal', () => {
    expect(formatRate(0.43)).toBe('0.4');
    expect(formatRate(127.6)).toBe('128');
  });
});
