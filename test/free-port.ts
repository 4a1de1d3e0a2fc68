/** Ports for the programs that tests start. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems hand out by themselves (32768 on Linux, 49152 on Windows and macOS), so that nobody is given
 * one by chance between our look and its use; and above those that recordings and Alloy name.
 */
const lowest = 22_000;
const portsOfWorker = 1_250;

/** Test files that run at the same time have ports of their own. */
const first = lowest + ((Number(process.env['VITEST_POOL_ID'] ?? '1') - 1) % 8) * portsOfWorker;
let offset = randomInt(portsOfWorker);

/** A port of the loopback where nobody listens, another one each time. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < portsOfWorker; attempt++) {
    offset = (offset + 1) % portsOfWorker;
    if (await isFree(first + offset)) return first + offset;
  }
  throw new Error('every port for tests is taken');
}

/** Several of them, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
