/** The command layer behind standard input and output: one JSON line a request, one a Result or event. */
import { createInterface } from 'node:readline';
import { makeHandlers } from '../../../electron/compose/handlers';
import { CommandLayer, isChannel } from '../../../electron/ipc/command-layer';
import { ok } from '../../../shared/contract/result';
import { FakeClock } from '../doubles/fake-clock';
import { MemoryMachine } from '../doubles/memory-machine';

const clock = new FakeClock();
const machine = new MemoryMachine(clock, 'logging {\n\tlevel = "info"\n}\n');
machine.state = 'stopped';
machine.processId = undefined;

const say = (message: unknown): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

const layer: CommandLayer = new CommandLayer({
  handlers: makeHandlers({
    machine,
    clock,
    versions: { version: '0', machine: 'demo', electron: '0', chromium: '0', node: '0' },
    runningChange: () => layer.operations.changing(),
    restart: async () => ok({ isRestarting: false }),
    guardProgram: async () => ok(undefined),
    openLink: async () => false,
  }),
  publish: (event, payload) => say({ event, payload }),
  logMistake: (where, mistake) => process.stderr.write(`${where}: ${String(mistake)}\n`),
  now: () => clock.now(),
  checkResponses: true,
});

interface Line {
  readonly id: number;
  readonly channel: string;
  readonly request?: unknown;
  readonly operationId?: unknown;
}

createInterface({ input: process.stdin }).on('line', (text) => {
  const { id, channel, request, operationId } = JSON.parse(text) as Line;
  if (!isChannel(channel)) return;
  void layer.call(channel, request, operationId).then((result) => say({ id, result }));
});
