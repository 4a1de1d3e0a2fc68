/** The entry: reads the command line, runs until a signal ends it. */
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
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void alloy.stop().then(() => process.exit(0)));
  }
}

await main(process.argv.slice(2));
