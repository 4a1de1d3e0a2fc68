import { createServer, type AddressInfo } from 'node:net';
import type { ListenAddress } from '../../shared/command-line/run-arguments';

/**
 * A loopback address at which nobody listens: the preferred one if it is free, another otherwise. A demo must never meet
 * a real Alloy of this computer at its own address.
 */
export async function freeLoopbackAddress(preferredPort: number): Promise<ListenAddress> {
  return (await tryPort(preferredPort)) ?? (await tryPort(0)) ?? { host: '127.0.0.1', port: preferredPort };
}

function tryPort(port: number): Promise<ListenAddress | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address() as AddressInfo;
      server.close(() => resolve({ host: '127.0.0.1', port: address.port }));
    });
  });
}
