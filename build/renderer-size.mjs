/** What the page has to load before it can show anything. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** The goal for the script that shows the first page, packed. */
export const firstScriptGoalBytes = 350_000;

/**
 * The scripts that `index.html` loads by itself: the entry and what it imports statically.
 * @param {string} html
 * @returns {string[]}
 */
export function firstScripts(html) {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags
    .filter((tag) => tag.startsWith('<script') || /rel="?modulepreload/.test(tag))
    .flatMap((tag) => /(?:src|href)="([^"]+\.js)"/.exec(tag)?.[1] ?? []);
}

/**
 * Measures those scripts in a built renderer.
 * @param {string} folder
 * @returns {{ bytes: number, gzipBytes: number, text: string }}
 */
export function firstScriptSize(folder) {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const scripts = firstScripts(html).map((file) => readFileSync(path.join(folder, file)));
  const bytes = sum(scripts.map((script) => script.length));
  const gzipBytes = sum(scripts.map((script) => gzipSync(script, { level: 9 }).length));
  const verdict = gzipBytes <= firstScriptGoalBytes ? 'within' : 'OVER';
  const text = `first JavaScript: ${kilobytes(bytes)}, gzip ${kilobytes(gzipBytes)} (${verdict} the goal of ${kilobytes(firstScriptGoalBytes)})`;
  return { bytes, gzipBytes, text };
}

/** @param {readonly number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** @param {number} bytes */
const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;
