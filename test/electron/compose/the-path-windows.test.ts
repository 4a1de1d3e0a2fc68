/** The same path through real PowerShell: the module over a stub of Windows, whose service is the demo Alloy. */
import { describe } from 'vitest';
import { bytes, never } from '../../contract/harness';
import { StubComputer } from '../../contract/stub-under-test';
import { notRun, pwsh } from '../machine-windows/pwsh';
import { demoAlloy } from './demo-alloy';
import { freePort } from '../../free-port';
import { describeThePath } from './the-path.suite';

describe.skipIf(pwsh === undefined)(`Windows over a stub${notRun}`, () => {
  describeThePath('PowerShell underneath', async () => {
    const lastArguments = [`--server.http.listen-addr=127.0.0.1:${await freePort()}`];
    const computer = new StubComputer({ ...demoAlloy, lastArguments });
    const under = await computer.make('installed');
    const { machine } = under;
    await under.putConfigBytes(bytes('logging {\n\tlevel = "info"\n}\n'));
    await machine.service.start(never());
    return {
      machine,
      destroy: async () => {
        await under.cleanup();
        await computer.close();
      },
    };
  });
});
