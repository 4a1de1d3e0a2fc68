import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freeLoopbackAddress } from '../../../electron/compose/free-address';
import { freePort } from '../../free-port';

let taken: Server | undefined;
afterEach(() => new Promise<void>((resolve) => (taken ? taken.close(() => resolve()) : resolve())));

async function take(): Promise<number> {
  const server = createServer();
  taken = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('the address of a new demo computer', () => {
  it('is the preferred one where it is free', async () => {
    const port = await freePort();
    expect(await freeLoopbackAddress(port)).toEqual({ host: '127.0.0.1', port });
  });

  it('is another one where somebody listens, so that a demo never speaks to a real Alloy', async () => {
    const port = await take();
    const address = await freeLoopbackAddress(port);
    expect(address.host).toBe('127.0.0.1');
    expect(address.port).not.toBe(port);
  });
});
