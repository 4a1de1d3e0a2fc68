/** Every operation whose shell hangs or talks nonsense at its last contact with Windows. */
import { afterAll, describe, it } from 'vitest';
import { StubComputer } from '../../contract/stub-under-test';
import { contactsOf, meet, withContact } from './fault-table';
import { notRun, pwsh } from './pwsh';

const computer = new StubComputer();
let met = 0;
afterAll(async () => {
  await computer.close();
  console.log(`fault table: ${met} calls that hung, answered garbage or half a frame, or flooded their output`);
});

describe.skipIf(pwsh === undefined)(`a call${notRun}`, () => {
  it.each(withContact)(
    'of %s that hangs, or answers garbage, half a frame or 64 MB, fails by name and leaves nothing half done',
    async (operation) => {
      const last = (await contactsOf(computer, operation)).at(-1);
      if (!last) return;
      for (const misfortune of ['hang', 'garbage', 'half', 'flood'] as const) {
        met += Number(await meet(computer, operation, last, misfortune));
      }
    },
    300_000,
  );
});
