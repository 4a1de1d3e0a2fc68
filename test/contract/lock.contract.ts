import { afterEach, describe, expect, it } from 'vitest';
import type { MachineUnderTest, MakeMachine } from './harness';

export function describeLockContract(name: string, make: MakeMachine): void {
  describe(`the machine lock facet (${name})`, () => {
    let under: MachineUnderTest;
    afterEach(() => under.cleanup());

    it('is had by one at a time, and answers the second at once', async () => {
      under = await make('absent');
      const { lock } = under.machine;
      expect(await lock.acquire('apply')).toMatchObject({ ok: true });
      expect(await lock.acquire('another')).toMatchObject({
        ok: false,
        failure: { code: 'busy', reason: 'machine-lock-held' },
      });
    });

    it('can be had again once it was given back', async () => {
      under = await make('absent');
      const { lock } = under.machine;
      const held = await lock.acquire('apply');
      if (held.ok) await held.value.release();
      expect(await lock.acquire('another')).toMatchObject({ ok: true });
    });

    it('may be given back twice without taking it from the next', async () => {
      under = await make('absent');
      const { lock } = under.machine;
      const held = await lock.acquire('apply');
      if (held.ok) await held.value.release();
      await lock.acquire('next');
      if (held.ok) await held.value.release();
      expect(await lock.acquire('another')).toMatchObject({ ok: false, failure: { code: 'busy' } });
    });
  });
}
