import { afterEach, describe, expect, it } from 'vitest';
import { collectorNames } from '../../shared/contract/collector-names';
import { CollectorPresence } from '../../shared/contract/setup';
import { freePort } from '../free-port';
import { eventually, never, type MachineUnderTest, type MakeMachine } from './harness';

export function describeFactsContract(name: string, make: MakeMachine): void {
  describe(`the facts facet (${name})`, () => {
    let under: MachineUnderTest;
    afterEach(() => under.cleanup());

    it('says who and where we are', async () => {
      under = await make('absent');
      const facts = await under.machine.facts.read();
      expect(facts).toMatchObject({ ok: true });
      if (!facts.ok) return;
      const { computerName, userName, windows, language, isElevated } = facts.value;
      expect([computerName, userName, windows, language].every((value) => value.trim() !== '')).toBe(true);
      expect(typeof isElevated).toBe('boolean');
    });

    it('says that Alloy is not installed', async () => {
      under = await make('absent');
      expect(await under.machine.facts.alloy()).toMatchObject({ ok: true, value: { installed: false } });
    });

    it('says which Alloy is installed, and where its program is', async () => {
      under = await make('installed');
      expect(await under.machine.facts.alloy()).toMatchObject({
        ok: true,
        value: {
          installed: true,
          version: expect.stringMatching(/^v\d+\.\d+\.\d+/),
          programPath: expect.stringMatching(/\.exe$/),
        },
      });
    });

    it('says of known collectors only whether their thing is here', async () => {
      under = await make('absent');
      const presence = await under.machine.facts.collectorPresence();
      const entries = presence.ok ? Object.entries(presence.value) : [];
      expect(entries.length).toBeGreaterThan(5);
      for (const [collector, value] of entries) {
        expect(collectorNames).toContain(collector);
        expect(CollectorPresence.options).toContain(value);
      }
    });
  });
}

export function describeProcessesContract(name: string, make: MakeMachine): void {
  describe(`the processes facet (${name})`, () => {
    let under: MachineUnderTest;
    afterEach(() => under.cleanup());

    it('finds no Alloy while the service is stopped', async () => {
      under = await make('installed');
      expect(await under.machine.processes.alloy()).toEqual({ ok: true, value: undefined });
    });

    it('finds the Alloy program of the running service, which is alive', async () => {
      under = await make('installed');
      await under.machine.service.start(never());
      const found = await eventually(
        () => under.machine.processes.alloy(),
        (answer) => answer.ok && answer.value !== undefined,
      );
      const processId = found.ok ? found.value?.processId : undefined;
      expect(await under.isAlive(processId ?? 0)).toBe(true);
      expect(found.ok && found.value?.name).toBe('alloy-windows-amd64.exe');
    });

    it('finds nobody at a port where nobody listens', async () => {
      under = await make('installed');
      expect(await under.machine.processes.portOwner(await freePort())).toEqual({ ok: true, value: undefined });
    });
  });
}

export function describeLogContract(name: string, make: MakeMachine): void {
  describe(`the log facet (${name})`, () => {
    let under: MachineUnderTest;
    afterEach(() => under.cleanup());

    it('has no lines before anything ran', async () => {
      under = await make('installed');
      expect(await under.machine.log.tail(10)).toEqual({ ok: true, value: [] });
    });

    it('has the newest lines of the program, oldest first', async () => {
      under = await make('installed');
      await under.machine.service.start(never());
      const tail = await eventually(
        () => under.machine.log.tail(2),
        (answer) => answer.ok && answer.value.at(-1) === 'level=info msg="three"',
      );
      expect(tail).toEqual({ ok: true, value: ['level=info msg="two"', 'level=info msg="three"'] });
    });
  });
}
