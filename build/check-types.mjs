/** Checks the types of every room: `npm run check:types`. Each top room is a TypeScript project of its own. */
import path from 'node:path';
import { root, runAll, runNode } from './run.mjs';

const rooms = ['shared', 'electron', 'renderer', 'build', 'test'];

const outcomes = await runAll(
  rooms.map((name) => ({ name })),
  2,
  async ({ name }) => {
    const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
    const { code, output, ms } = await runNode([compiler, '-p', name, '--pretty', 'false']);
    return { name, isClean: code === 0, output, ms };
  },
);

for (const { name, isClean, output, ms } of outcomes) {
  console.log(`${isClean ? 'clean ' : 'FAILED'}  ${name.padEnd(10)} ${(ms / 1000).toFixed(1)} s`);
  if (!isClean) console.log(output.trimEnd());
}
process.exitCode = outcomes.every(({ isClean }) => isClean) ? 0 : 1;
