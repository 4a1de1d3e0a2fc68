/** Preloaded into a utility process: gives it `process.parentPort`, and ends it with its parent. */
import { EventEmitter } from 'node:events';

class ParentPortDouble extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.(message);
  }
}

const parentPort = new ParentPortDouble();
Object.defineProperty(process, 'parentPort', { value: parentPort });
Object.defineProperty(process, 'type', { value: 'utility' });
// Messages that come before anybody listens wait, as on Electron's port.
const early: unknown[] = [];
process.on('message', (message) => {
  if (parentPort.listenerCount('message') === 0) early.push(message);
  else parentPort.emit('message', message);
});
parentPort.on('newListener', (event) => {
  if (event !== 'message') return;
  process.nextTick(() => {
    for (const message of early.splice(0)) parentPort.emit('message', message);
  });
});
process.on('disconnect', () => process.exit(0));
