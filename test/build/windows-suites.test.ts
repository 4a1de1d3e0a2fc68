/** What can be known here of the suites that only Windows can run. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root, runNode } from '../../build/run.mjs';
import { checksumOf, fetchVerified } from '../windows/alloy-release.mjs';
import { placesOf } from '../windows/places.mjs';
import { whyNotHere } from '../windows/run.mjs';

const fit = { platform: 'win32', isAdministrator: true, hasConsent: true, traces: [] } as const;

describe('the suites for Windows', () => {
  it.skipIf(process.platform === 'win32')('say in one sentence that they need Windows, and end with 2', async () => {
    const { code, output } = await runNode([path.join(root, 'test/windows/run.mjs')]);
    expect([code, output]).toEqual([
      2,
      'These suites need Windows: run npm run test:windows there, as administrator.\n',
    ]);
  });

  it('run as administrator, on a computer that may be changed and has nothing to lose', () => {
    expect(whyNotHere(fit)).toBeUndefined();
    expect(whyNotHere({ ...fit, isAdministrator: false })).toContain('administrator’s rights');
    expect(whyNotHere({ ...fit, hasConsent: false })).toContain('ALLOY_DESK_CHANGE_THIS_COMPUTER=1');
    expect(whyNotHere({ ...fit, traces: ['C:\\ProgramData\\AlloyDesk'] })).toContain('C:\\ProgramData\\AlloyDesk');
  });

  it('look for Alloy in the folders of this computer’s own names', () => {
    const places = placesOf({ SystemRoot: 'D:\\Win', ProgramW6432: 'E:\\Programme', ProgramData: 'F:\\Data' });
    expect(places).toMatchObject({
      windowsPowerShell: 'D:\\Win\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
      alloyConfig: 'E:\\Programme\\GrafanaLabs\\Alloy\\config.alloy',
      ownData: 'F:\\Data\\AlloyDesk',
    });
  });
});

describe('a file of a release', () => {
  const name = 'alloy-installer-windows-amd64.exe';
  const content = Buffer.from('the installer');
  const right = createHash('sha256').update(content).digest('hex');
  const wrong = '0'.repeat(64);
  let sums = '';
  let server: Server;
  let folder = '';
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'alloy-desk-release-'));
    server = createServer((request, response) => {
      if (request.url === '/v1/SHA256SUMS') response.end(sums);
      else if (request.url === `/v1/${name}`) response.end(content);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true });
  });

  const target = (): string => path.join(folder, name);
  const fetched = (): Promise<unknown> => {
    const { port } = server.address() as AddressInfo;
    return fetchVerified({ release: `http://127.0.0.1:${port}/v1`, name, target: target() });
  };

  it('is kept when its hash is the one that the release names', async () => {
    sums = `${wrong}  ${name}.zip\n${right}  ${name}\n`;
    expect(await fetched()).toEqual({ sha256: right, sizeBytes: content.length });
    expect(readFileSync(target())).toEqual(content);
  });

  it('is not kept with another hash', async () => {
    sums = `${wrong}  ${name}\n${right}  ${name}.zip\n`;
    await expect(fetched()).rejects.toThrow(`the release names ${wrong}`);
    expect(existsSync(target())).toBe(false);
  });

  it('is not even fetched when the release does not name it', async () => {
    sums = `${right}  ${name}.zip\n`;
    await expect(fetched()).rejects.toThrow(`does not name ${name}`);
  });

  it('is not kept when the release cannot be read', async () => {
    server.removeAllListeners('request');
    server.on('request', (_request, response) => response.writeHead(404).end());
    await expect(fetched()).rejects.toThrow('answered 404');
  });

  it('is found by its whole name, in both forms of sha256sum', () => {
    expect(checksumOf(`${right} *a.exe\r\n`, 'a.exe')).toBe(right);
    expect(checksumOf(`${right}  a.exe.zip\n`, 'a.exe')).toBeUndefined();
    expect(checksumOf(`${right}  folder/a.exe\n`, 'a.exe')).toBeUndefined();
  });
});
