import path from 'node:path';

/** The demo Alloy as built, for a service to run. */
export const demoAlloy = {
  file: process.execPath,
  args: [path.resolve(import.meta.dirname, '../../../dist/demo-alloy/demo-alloy.js')],
};
