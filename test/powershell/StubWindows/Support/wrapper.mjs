/**
 * Plays the service's wrapper of the Windows build, as it was recorded: starts Alloy as a child, and ends with it. What
 * the stub's service manager needs to know it writes beside its order: who it is at once, how Alloy ended when it did.
 *
 * node wrapper.mjs ORDER    ORDER is a JSON file; see Start-StubProgram
 */
import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const orderFile = process.argv[2] ?? '';
const order = JSON.parse(readFileSync(orderFile, 'utf8'));
const answer = (name, value) => {
  const file = orderFile.replace(/\.json$/, `.${name}.json`);
  writeFileSync(`${file}.new`, JSON.stringify(value));
  renameSync(`${file}.new`, file);
};

let isStopAsked = false;
let child;

/** The wrapper never reports "stopped" when Alloy ends on its own: its process is simply gone, with Alloy's code. */
const end = (exitCode) => {
  if (existsSync(path.dirname(orderFile))) answer('end', { exitCode, isStopAsked, atMs: Date.now() });
  process.exit(exitCode & 0xff);
};

const log = openSync(order.log, 'a');
child = spawn(order.file, order.args, { cwd: order.folder, env: order.environment, stdio: ['ignore', log, log] });
child.once('error', () => {
  answer('begin', { wrapperId: process.pid, alloyId: 0, atMs: Date.now() });
  end(-1);
});
child.once('spawn', () => answer('begin', { wrapperId: process.pid, alloyId: child.pid, atMs: Date.now() }));
child.once('exit', (code, signal) => end(code ?? (signal === 'SIGKILL' ? 1 : 2)));

process.on('SIGTERM', () => {
  isStopAsked = true;
  child.kill('SIGINT');
});

// The computer is gone, or nobody has looked after it for an hour.
setInterval(() => {
  if (existsSync(orderFile) && Date.now() < order.lastsUntilMs) return;
  child.kill('SIGKILL');
  process.exit(1);
}, 250);
