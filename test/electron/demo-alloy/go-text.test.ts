import { describe, expect, test } from 'vitest';
import { formatDuration, formatFloat, parseDuration, quote, timestamp } from '../../../electron/demo-alloy/go-text';
import { Logger } from '../../../electron/demo-alloy/log';
import { ManualClock } from './manual-clock';

describe('a duration in the way of Go', () => {
  test.each([
    ['1h30m', 5_400_000],
    ['1.5s', 1500],
    ['+30s', 30_000],
    ['-1m', -60_000],
    ['0', 0],
    ['250ms', 250],
    ['.5h', 1_800_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toEqual({ ok: true, ms });
  });

  test.each([
    ['', 'time: invalid duration ""'],
    ['x', 'time: invalid duration "x"'],
    ['10', 'time: missing unit in duration "10"'],
    ['1d', 'time: unknown unit "d" in duration "1d"'],
    ['15 s', 'time: unknown unit " s" in duration "15 s"'],
  ])('%j is refused', (text, message) => {
    expect(parseDuration(text)).toEqual({ ok: false, message });
  });

  test.each([
    [60_000, '1m0s'],
    [21_600_000, '6h0m0s'],
    [1500, '1.5s'],
    [0, '0s'],
    [0.005, '5µs'],
    [12.006687, '12.006687ms'],
    [0.000446, '446ns'],
  ])('%d ms are written %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

test.each([
  [1.15924992e8, '1.15924992e+08'],
  [145_292, '145292'],
  [1_000_000, '1e+06'],
  [0.00001, '1e-05'],
  [0.0001, '0.0001'],
  [2 ** 63, '9.223372036854776e+18'],
  [Number.NaN, 'NaN'],
  [-0.5, '-0.5'],
])('the number %d is written %s on a page', (value, text) => {
  expect(formatFloat(value)).toBe(text);
});

test('quoted text doubles back-slashes and escapes what cannot be printed', () => {
  expect(quote('C:\\a\t"ä"\u0001')).toBe('"C:\\\\a\\t\\"ä\\"\\x01"');
});

test('a time has no trailing zeros', () => {
  expect(timestamp(Date.UTC(2026, 10, 22, 21, 22, 21, 650))).toBe('2026-11-22T21:22:21.65Z');
});

describe('the log', () => {
  function logged(run: (log: Logger) => void): string {
    let text = '';
    run(
      new Logger(new ManualClock(Date.UTC(2026, 10, 22)), (line) => {
        text += line;
      }),
    );
    return text;
  }

  test('waits until the configuration has said how, then writes what waited', () => {
    expect(logged((log) => log.info('early'))).toBe('');
    expect(
      logged((log) => {
        log.info('early');
        log.configure('info', 'logfmt');
      }),
    ).toBe('ts=2026-11-22T00:00:00Z level=info msg=early\n');
  });

  test('leaves out what lies below its level', () => {
    const text = logged((log) => {
      log.info('early');
      log.configure('error', 'logfmt');
      log.warn('also not');
      log.error('this');
    });
    expect(text).toBe('ts=2026-11-22T00:00:00Z level=error msg=this\n');
  });

  test('quotes only where it must in logfmt, and writes durations as numbers in JSON', () => {
    const line = (format: 'logfmt' | 'json'): string =>
      logged((log) => {
        log.configure('info', format);
        log.with(['dir', 'C:\\x'], ['empty', '']).info('two words', ['duration', { durationMs: 1.5 }]);
      });
    expect(line('logfmt')).toBe(
      'ts=2026-11-22T00:00:00Z level=info msg="two words" dir=C:\\x empty="" duration=1.5ms\n',
    );
    expect(JSON.parse(line('json'))).toEqual({
      ts: '2026-11-22T00:00:00Z',
      level: 'info',
      msg: 'two words',
      dir: 'C:\\x',
      empty: '',
      duration: 1_500_000,
    });
  });
});
