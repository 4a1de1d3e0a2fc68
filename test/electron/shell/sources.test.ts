/**
 * Controls that are the absence of something, searched in the sources of the app. The demo Alloy is a program of its own
 * that does what a configuration says, TLS settings included.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = ['electron', 'renderer', 'shared'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('demo-alloy'))
    .map((file) => path.join(room, file)),
);

/** Files that contain what the pattern finds, comments left out. */
function filesWith(pattern: RegExp): string[] {
  return sources.filter((file) => {
    const code = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    return pattern.test(code);
  });
}

describe('no source of the app', () => {
  it.each<[string, RegExp]>([
    [
      'accepts a certificate that Chromium refuses',
      /certificate-error|setCertificateVerifyProc|ignore-certificate-errors|rejectUnauthorized/,
    ],
    ['switches the sandbox off', /no-sandbox|appendSwitch/],
    ['starts a shell', /shell:\s*true|\bexecSync\b|\bexec\(['"`]/],
    [
      'makes code from text',
      /\beval\(|new Function\(|\.executeJavaScript\(|insertCSS\(|dangerouslySetInnerHTML|\.innerHTML\b/,
    ],
    ['loads a file address', /loadFile\(|file:\/\//],
    [
      'keeps anything in the browser’s storage',
      /\b(?:localStorage|sessionStorage|indexedDB)\b|document\.cookie|\bcaches\.open\(/,
    ],
    ['keeps a session on disk', /['"`]persist:/],
    ['uses the window class that is gone', /\bBrowserView\b/],
  ])('%s', (_name, pattern) => {
    expect(filesWith(pattern)).toEqual([]);
  });

  it('starts a process but where programs belong', () => {
    expect(filesWith(/from 'node:child_process'/).filter((file) => !file.includes('machine-windows'))).toEqual([
      path.join('electron', 'compose', 'node-launcher.ts'),
      path.join('electron', 'machine-demo', 'spawned-alloy.ts'),
    ]);
  });
});

it('the main process keeps Windows from looking for programs in the current folder, before anything else', () => {
  const entry = readFileSync('electron/main.ts', 'utf8');
  expect(entry.indexOf("process.env['NoDefaultCurrentDirectoryInExePath'] = '1'")).toBeGreaterThan(0);
  expect(entry.indexOf('NoDefaultCurrentDirectoryInExePath')).toBeLessThan(entry.indexOf('parseArguments('));
});

it('the main process leaves the folder that it was started in when its arguments are read, before anything else', () => {
  const entry = readFileSync('electron/main.ts', 'utf8');
  const order = ['parseArguments(process', 'enterSystemFolder(', 'registerAppScheme()'].map((text) =>
    entry.indexOf(text),
  );
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
});
