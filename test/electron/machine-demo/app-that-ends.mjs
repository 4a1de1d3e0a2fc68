// An app that starts the service of a demo computer and is gone: `node app-that-ends.mjs FILE ARGUMENT…`.
import { spawn } from 'node:child_process';

const [file, ...args] = process.argv.slice(2);
spawn(file, args, { detached: true, stdio: 'ignore' }).unref();
