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

  it.each([
    ['a known option', ['run', '--windows.priority', 'high', path]],
    ['an option of another version', ['run', '--a.new.option', 'value', path]],
    ['an option whose value looks like another', ['run', '--config.extra-args', '--x', path]],
    ['short switches', ['run', '-x', path]],
    ['the end of the options', ['run', '--', path]],
    ['a switch with a value of its own', ['run', '--cluster.enabled=false', path]],
  ])('name the one path beside %s', (_name, args) => {
    expect(parseRunArguments(args)).toMatchObject({ configPath: path, unclear: [] });
  });

  it.each([
    ['several paths', ['run', path, 'other.alloy'], `${path} other.alloy`],
    ['a value behind a switch', ['run', '--disable-reporting', 'false', path], `false ${path}`],
    ['an option of another version that may be a switch', ['run', '--a.new.switch', path], path],
    ['another command', ['otel', path], `otel ${path}`],
  ])('do not tell the path with %s', (_name, args, found) => {
    expect(parseRunArguments(args)).toMatchObject({
      configPath: undefined,
      unclear: [{ what: 'config-path', found }],
    });
  });

  it.each(['', '127.0.0.1', 'localhost:http', ':99999', ':0'])('do not tell the address from %j', (found) => {
    expect(parseRunArguments(['run', path, `--server.http.listen-addr=${found}`])).toMatchObject({
      configPath: path,
      listenAddress: undefined,
      unclear: [{ what: 'listen-address', found }],
    });
  });

  it('whose last option lacks its value name no value', () => {
    expect(parseRunArguments(['run', path, '--storage.path'])).toMatchObject({ configPath: path, unclear: [] });
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
