import { describe, expect, it } from 'vitest';
import { redactAddress, redactCredentials } from '../../../electron/alloy-api/redaction';
import { cpuMs } from '../../cpu-time';

/** Parts of a password between characters that end addresses, names or quotes elsewhere; what leaks of it is seen. */
const parts = ['Xq7', 'Zk9', 'Wv3'];
const hostile = [...Array.from("@'`:/?#%&=+$!*()[]{}<>|^~,;.-_\\"), '"', 'ü', '\u{1f600}'];
const passwords = hostile.flatMap((first) =>
  hostile.map((second) => `${parts[0]}${first}${parts[1]}${second}${parts[2]}`),
);
const atTheEdges = hostile.flatMap((edge) => [`${edge}${parts[0]}`, `${parts[0]}${edge}`, `${edge}${edge}${parts[0]}`]);
const all = [...passwords, ...atTheEdges];
const withBlanks = all.map((password) => password.replace(parts[0] ?? '', `${parts[0]} ${parts[1]}`));

const leaks = (shown: string): boolean => parts.some((part) => shown.includes(part));
const quoted = (text: string): string => JSON.stringify(text);

describe('no part of a password is left', () => {
  it.each([
    ['in an address', all, (url: string) => url],
    ['in a sentence', all, (url: string) => `dial ${url} failed, ask me@corp.example.`],
    [
      'in a quoted address',
      [...all, ...withBlanks],
      (url: string) => `parse ${quoted(url)}: net/url: invalid userinfo`,
    ],
    ['in single quotes', all, (url: string) => `'${url}' is refused`],
    [
      'in a line of the log',
      all,
      (url: string) => `ts=x level=error msg=failed url=${url} err=${quoted(`Post ${quoted(url)}: EOF`)}`,
    ],
    [
      'in quotes within quotes',
      [...all, ...withBlanks],
      (url: string) => `err=${quoted(`parse ${quoted(url)}: bad`)} next=1`,
    ],
    [
      'in quotes within quotes within quotes',
      all,
      (url: string) => quoted(`err=${quoted(`parse ${quoted(url)}: bad`)} next=1`),
    ],
  ])('%s', (_name, hard, context) => {
    const shown = hard.map((password) =>
      redactCredentials(context(`https://user:${password}@prom01:9090/api/v1/write`)),
    );
    expect(shown.filter(leaks)).toEqual([]);
  });

  it('in a text that is one address, with a scheme or without', () => {
    const addresses = [...all, ...withBlanks].flatMap((password) =>
      ['https://', '//', ''].map((scheme) => `${scheme}user:${password}@prom01/api/v1/write`),
    );
    expect(addresses.map(redactAddress).filter(leaks)).toEqual([]);
  });
});

describe('what is no password', () => {
  it.each([
    'https://prom01/@tenant/api/v1/write',
    'https://prom01:9090/api/v1/write?mail=a@b',
    'Post "http://prom01:9090/api/v1/write": dial tcp: lookup prom01: no such host, ask me@corp.example',
    'http://prom01: connection refused by me@corp.example',
    'see http://prom01, or write to me@corp.example',
    'see (http://[::1]:9090) or me@corp.example',
    'endpoints "http://a", "http://b:1", me@corp.example',
    '',
  ])('stays: %s', (text) => {
    expect(redactCredentials(text)).toBe(text);
  });

  it('stays around a password', () => {
    expect(redactCredentials('Post "http://user:secret@prom01/": EOF, then http://u:p@b/ too')).toBe(
      'Post "http://***@prom01/": EOF, then http://***@b/ too',
    );
  });

  it('takes no longer for a text that is made to', () => {
    expect(cpuMs(() => void redactCredentials('"://'.repeat(5_000)), 2_000)).toBeLessThan(2_000);
  });
});

describe('an address that is shown', () => {
  it.each([
    ['http://user:secret@prom01/', 'http://***@prom01/'],
    ['http://user:sec@ret@prom01/', 'http://***@prom01/'],
    ['http://token@prom01/', 'http://***@prom01/'],
    ['user:secret@prom01:9090/api', '***@prom01:9090/api'],
    ['//user:secret@prom01/', '//***@prom01/'],
    ['http:\\\\user:secret@prom01', '***@prom01'],
  ])('has its user and password masked: %s', (text, shown) => {
    expect(redactAddress(text)).toBe(shown);
  });

  it.each(['https://prom01/@tenant/api/v1/write', 'https://prom01:9090/api/v1/write?mail=a@b', 'prom01/@tenant', ''])(
    'is left as it is without them: %s',
    (text) => {
      expect(redactAddress(text)).toBe(text);
    },
  );
});
