// Stands in for Alloy where a suite is about the service: says three lines, listens where it is told to, stays, and ends
// when it is asked to unless it was told to be stubborn.
import { createServer } from 'node:net';

if (!process.argv.includes('--stubborn'))
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
else process.on('SIGINT', () => undefined);
// As a utility process it is asked by a message.
if ('parentPort' in process) process.parentPort.on('message', () => process.emit('SIGINT'));

// Only now: who has read the last line may send a signal.
process.stderr.write('level=info msg="one"\nlevel=info msg="two"\n');
process.stderr.write('level=info msg="three"\n');

const [, port] = /^--server\.http\.listen-addr=127\.0\.0\.1:(\d+)$/m.exec(process.argv.join('\n')) ?? [];
if (port !== undefined) createServer().listen(Number(port), '127.0.0.1');
setInterval(() => undefined, 1_000);
