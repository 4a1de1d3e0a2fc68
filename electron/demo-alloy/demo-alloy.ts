/** The entry: reads the command line, runs until a signal, or the app that has forked it, ends it. */
import { EventEmitter } from 'node:events';
import { hostname } from 'node:os';
import { systemClock } from './clock';
import { readCommandLine } from './command-line';
import { DemoAlloy } from './program';

async function main(args: readonly string[]): Promise<void> {
  const command = readCommandLine(args);
  if (command.kind === 'print') {
    process.stdout.write(command.stdout);
    process.stderr.write(command.stderr);
    process.exitCode = command.exitCode;
    endUtilityProcess();
    return;
  }
  for (const note of command.notes) process.stderr.write(`${note}\n`);
  const alloy = new DemoAlloy(command.options, {
    clock: systemClock,
    machine: { environment: process.env, hostName: process.env['HOSTNAME'] || hostname() },
    writeError: (text) => process.stderr.write(text),
    writeOutput: (text) => process.stdout.write(text),
    exit: (code) => process.exit(code),
    // Set by whoever lets this program play Alloy on another computer than this one.
    shownConfigPath: process.env['DEMO_ALLOY_CONFIG_PATH'] || undefined,
  });
  const outcome = await alloy.start();
  if (outcome.kind === 'failed') process.exit(1);
  const stop = (): void => void alloy.stop().then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  utilityPort()?.once('message', stop);
}

/** Electron's port to the app that has forked this program; the one thing that it says is that this is to end. */
function utilityPort(): Pick<NodeJS.EventEmitter, 'once'> | undefined {
  const port: unknown = Reflect.get(process, 'parentPort');
  return port instanceof EventEmitter ? port : undefined;
}

/** A utility process stays for want of things to do; what was printed goes out first. */
function endUtilityProcess(): void {
  if (utilityPort()) process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}

await main(process.argv.slice(2));
