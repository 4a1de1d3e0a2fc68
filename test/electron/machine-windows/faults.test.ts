/** Every operation with every contact to Windows refusing once: the failure has a name, nothing is half done, the next call works. */
import { afterAll, describe, expect, it } from 'vitest';
import { StubComputer } from '../../contract/stub-under-test';
import { contactsOf, expectNothingBeside, expectWhole, operationNames, prepare, run, settle } from './fault-table';
import { notRun, pwsh } from './pwsh';

/** Operations that meet no contact with Windows when they are called as in `operation-arguments.ts`. */
const withoutContact = ['Unlock-Machine'];

const computer = new StubComputer();
let contactsTried = 0;
let failuresNamed = 0;
afterAll(async () => {
  await computer.close();
  console.log(
    `fault table: ${operationNames.length} operations, ${contactsTried} contacts refused, ${failuresNamed} failures`,
  );
});

describe.skipIf(pwsh === undefined)(`a computer on which one thing after the other is refused${notRun}`, () => {
  it.each(operationNames)(
    'names the failure of %s and is left whole',
    async (operation) => {
      const contacts = await contactsOf(computer, operation);
      expect(contacts.length > 0).toBe(!withoutContact.includes(operation));
      for (const { adapter, skip } of contacts) {
        const { under, args } = await prepare(computer, operation);
        computer.arrange({ [adapter]: { do: 5, skip } });
        const answer = await run(computer, operation, args);
        computer.arrange({});
        contactsTried += 1;
        // What cannot be known or tidied up is left out; everything else is a failure, by its name.
        if (!answer.ok) {
          failuresNamed += 1;
          expect({ adapter, code: answer.failure.code }).toEqual({ adapter, code: 'access-denied' });
        }
        await expectWhole(computer, operation, under);
        if (operation.endsWith('ConfigurationFile')) await expectNothingBeside(under);
        await settle(computer, operation, under, answer);
      }
    },
    300_000,
  );
});
