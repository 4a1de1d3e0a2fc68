import { describe, expect, it } from 'vitest';
import {
  addressText,
  parseListenAddress,
  parseRunArguments,
  reachableAddress,
} from '../../../shared/command-line/run-arguments';

const path = String.raw`C:\Program Files\GrafanaLabs\Alloy\config.alloy`;

describe('the arguments of a plain install', () => {
  it('name the file, the storage and the default address', () => {
    expect(
      parseRunArguments(['run', path, String.raw`--storage.path=C:\ProgramData\GrafanaLabs\Alloy\data`]),
    ).toMatchObject({
      configPath: path,
      storagePath: String.raw`C:\ProgramData\GrafanaLabs\Alloy\data`,
      listenAddress: { host: '127.0.0.1', port: 12345 },
    });
  });
});

describe('arguments', () => {
  it('may come in any order, and the last of a flag wins', () => {
    const args = ['run', '--server.http.listen-addr=0.0.0.0:1', path, '--server.http.listen-addr=127.0.0.1:9999'];
    expect(parseRunArguments(args)).toMatchObject({
      configPath: path,
      listenAddress: { host: '127.0.0.1', port: 9999 },
    });
  });

  it('may have the value in the next word', () => {
    expect(parseRunArguments(['run', '--server.http.listen-addr', '[::1]:80', path])).toMatchObject({
      configPath: path,
      listenAddress: { host: '::1', port: 80 },
    });
  });

  it('without a path have none', () => {
    expect(parseRunArguments(['run', '--disable-reporting', ''])).toMatchObject({ configPath: undefined });
  });

  it('take the word behind a switch for the path', () => {
    expect(parseRunArguments(['run', '--disable-reporting', path]).configPath).toBe(path);
  });
});

describe('a listen address', () => {
  it.each([
    [':12345', { host: '', port: 12345 }],
    ['localhost:1', { host: 'localhost', port: 1 }],
    ['[fe80::1]:80', { host: 'fe80::1', port: 80 }],
  ])('is read from %s', (text, address) => {
    expect(parseListenAddress(text)).toEqual(address);
  });

  it.each([undefined, '', '127.0.0.1', 'host:99999', 'a:b:c', '[::1]'])('is not read from %s', (text) => {
    expect(parseListenAddress(text)).toBeUndefined();
  });

  it.each(['', '0.0.0.0', '::', 'localhost'])('of the host %j is reached over loopback', (host) => {
    expect(reachableAddress({ host, port: 5 })).toEqual({ host: '127.0.0.1', port: 5 });
  });

  it('is written with brackets around IPv6', () => {
    expect([addressText({ host: '::1', port: 5 }), addressText({ host: '10.0.0.1', port: 5 })]).toEqual([
      '[::1]:5',
      '10.0.0.1:5',
    ]);
  });
});
