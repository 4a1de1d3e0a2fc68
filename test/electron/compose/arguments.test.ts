import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../electron/compose/arguments';

const unpackaged = { isPackaged: false };
const packaged = { isPackaged: true };

describe('the arguments of the app', () => {
  it('may name everything an unpackaged app knows', () => {
    const args = [
      '--demo=fresh',
      '--demo-folder=/tmp/x',
      '--demo-listen=127.0.0.1:1',
      '--demo-control=[::1]:2',
      '--alloy-binary=alloy',
      '--machine=stub',
      '--stub-folder=/tmp/stub',
      '--powershell=/usr/bin/pwsh',
    ];
    expect(parseArguments(args, unpackaged)).toEqual({
      state: 'parsed',
      arguments: {
        demo: 'fresh',
        demoFolder: '/tmp/x',
        demoListen: '127.0.0.1:1',
        demoControl: '[::1]:2',
        alloyBinary: path.resolve('alloy'),
        machine: 'stub',
        stubFolder: '/tmp/stub',
        powershell: '/usr/bin/pwsh',
      },
    });
  });

  it('that name a place from the current folder name it for good, because that folder is left', () => {
    expect(parseArguments(['--demo-folder=demo', '--alloy-binary=./bin/alloy'], unpackaged)).toMatchObject({
      arguments: { demoFolder: path.resolve('demo'), alloyBinary: path.resolve('bin/alloy') },
    });
  });

  it('may be none', () => {
    expect(parseArguments([], packaged)).toMatchObject({ state: 'parsed', arguments: { demo: undefined } });
  });

  it.each([
    '--remote-debugging-port=0',
    '--no-sandbox',
    '--load-extension=x',
    '--proxy-server=x',
    '--js-flags=x',
    '--user-data-dir=x',
    '--inspect',
    '--demo=other',
    '--demo',
    '--demo-control=0.0.0.0:80',
    '--demo-control=example.com:80',
    '--alloy-binary=',
    '--machine=windows',
    '--stub-folder=stub',
    '--powershell=pwsh',
    'config.alloy',
    '-x',
    '',
  ])('are refused with %j among them', (argument) => {
    expect(
      parseArguments(['--demo=fresh', argument].slice(argument.startsWith('--demo=') ? 1 : 0), unpackaged).state,
    ).toBe('refused');
  });

  it('are refused when one is said twice', () => {
    expect(parseArguments(['--demo=fresh', '--demo=running'], unpackaged).state).toBe('refused');
  });

  it.each([
    '--demo-folder=x',
    '--stub-folder=/tmp/stub',
    '--powershell=/usr/bin/pwsh',
    '--demo-control=127.0.0.1:1',
    '--demo-listen=127.0.0.1:1',
    '--alloy-binary=x',
    '--machine=stub',
  ])('of an unpackaged app are unknown to a packaged one: %s', (argument) => {
    expect(parseArguments([argument], packaged).state).toBe('refused');
  });
});
