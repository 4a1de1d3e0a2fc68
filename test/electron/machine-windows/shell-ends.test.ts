/** Every operation with its shell ending in the middle of it, and what is left behind. */
import { afterAll, describe, expect, it } from 'vitest';
import { StubComputer } from '../../contract/stub-under-test';
import { changing, contactsOf, meet, withContact } from './fault-table';
import { notRun, pwsh } from './pwsh';

const computer = new StubComputer();
let ended = 0;
afterAll(async () => {
  await computer.close();
  console.log(`fault table: ${ended} shells ended in the middle of an operation`);
});

/** Adapters that change something, by their verb. */
const changes = /^(Write|Switch|Move|Remove|New|Start|Stop|Send|Enter|Exit)-/;

describe.skipIf(pwsh === undefined)(`a shell that ends in the middle${notRun}`, () => {
  it.each(changing)(
    'of %s, right before and right after each contact that changes something, leaves nothing half done',
    async (operation) => {
      const contacts = await contactsOf(computer, operation);
      const isMiddle = (at: number): boolean =>
        [contacts[at], contacts[at - 1]].some((contact) => changes.test(contact?.adapter ?? ''));
      const middles = contacts.filter((_contact, at) => isMiddle(at));
      let met = 0;
      for (const contact of middles) met += Number(await meet(computer, operation, contact, 'exit'));
      ended += met;
      expect(met).toBeGreaterThan(0);
    },
    300_000,
  );

  it.each(withContact)(
    'of %s, at its last contact, leaves nothing half done',
    async (operation) => {
      const last = (await contactsOf(computer, operation)).at(-1);
      if (last) ended += Number(await meet(computer, operation, last, 'exit'));
    },
    180_000,
  );
});
