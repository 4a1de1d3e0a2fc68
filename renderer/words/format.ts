/** Numbers, sizes and times as people read them. Sentences are English; the clock has 24 hours. */
import type { Say } from './word';

const locale = 'en-GB';

const plain = new Map<number, Intl.NumberFormat>();

function numberFormat(decimals: number): Intl.NumberFormat {
  const known = plain.get(decimals) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: decimals });
  plain.set(decimals, known);
  return known;
}

/** `1,912`; decimals only where asked for. */
export function formatNumber(value: number, decimals = 0): string {
  return numberFormat(decimals).format(value);
}

/** `1 collector`, `17 collectors`. */
export function formatCount(value: number, one: string, many: string): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}

/** A rate: one decimal below ten, none above. */
export function formatRate(perSecond: number): string {
  return formatNumber(perSecond, perSecond < 10 ? 1 : 0);
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** In steps of a thousand: `214 MB`, `1.2 GB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${formatNumber(value, unit > 0 && value < 10 ? 1 : 0)} ${units[unit] ?? 'B'}`;
}

/** `4 s`, `12 min`, `3 h 5 min`, `12 d 4 h`: at most two units. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return two(hours, 'h', minutes % 60, 'min');
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function two(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

/** Elapsed time as a clock: `0:48`, `12:05`, `1:02:09`. */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const tail = String(seconds % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${tail}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${tail}`;
}

const clockFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
const yearFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const exactFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium' });

/** `14:02` today, `12 August 09:31` this year, with the year before that. */
export function formatTime(atMs: number, nowMs: number): string {
  const [at, now] = [new Date(atMs), new Date(nowMs)];
  const clock = clockFormat.format(at);
  if (at.toDateString() === now.toDateString()) return clock;
  const day = (at.getFullYear() === now.getFullYear() ? dayFormat : yearFormat).format(at);
  return `${day} ${clock}`;
}

/** Relative up to an hour, then absolute: `just now`, `4 s ago`, `12 min ago`, `14:02`. */
export function formatAge(atMs: number, nowMs: number): string {
  const age = nowMs - atMs;
  if (age < 1_500) return 'just now';
  return age < 3_600_000 ? `${formatDuration(age)} ago` : formatTime(atMs, nowMs);
}

/** The whole truth, for a tooltip: `12 August 2026 at 09:31:07`. */
export function formatExact(atMs: number): string {
  return exactFormat.format(new Date(atMs));
}

export const say: Say = {
  number: formatNumber,
  count: formatCount,
  bytes: formatBytes,
  time: formatTime,
};
