import { afterEach, describe, expect, it } from 'vitest';
import type { Machine } from '../../electron/machine/machine';
import { eventually, never, type MachineUnderTest, type MakeMachine } from './harness';

export function describeServiceContract(name: string, make: MakeMachine): void {
  describe(`the service facet (${name})`, () => {
    let under: MachineUnderTest | undefined;
    afterEach(async () => {
      await under?.cleanup();
      under = undefined;
    });
    const installed = async (): Promise<Machine> => (under = await make('installed')).machine;
    const absent = async (): Promise<Machine> => (under = await make('absent')).machine;

    const alloyProcessId = async ({ processes }: Machine): Promise<number> => {
      const found = await eventually(
        () => processes.alloy(),
        (answer) => answer.ok && answer.value !== undefined,
      );
      if (!found.ok || !found.value) throw new Error('no process');
      return found.value.processId;
    };

    it('reports absent where there is no service', async () => {
      const { service } = await absent();
      expect(await service.status()).toEqual({ ok: true, value: { state: 'absent' } });
    });

    it.each(['start', 'stop', 'restart'] as const)(
      'answers not-found to %s where there is no service',
      async (action) => {
        const { service } = await absent();
        expect(await service[action](never())).toMatchObject({
          ok: false,
          failure: { code: 'not-found', reason: 'service-absent' },
        });
      },
    );

    it('answers not-found to a question for settings where there is no service', async () => {
      const { service } = await absent();
      expect(await service.settings()).toMatchObject({ ok: false, failure: { code: 'not-found' } });
    });

    it('tells how the service is started', async () => {
      const { service } = await installed();
      const settings = await service.settings();
      expect(settings).toMatchObject({
        ok: true,
        value: {
          configPath: 'C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy',
          storagePath: 'C:\\ProgramData\\GrafanaLabs\\Alloy\\data',
          programPath: 'C:\\Program Files\\GrafanaLabs\\Alloy\\alloy-windows-amd64.exe',
        },
      });
      expect(settings.ok && settings.value.arguments[0]).toBe('run');
    });

    it('reports running after a start, with a process of Alloy', async () => {
      const machine = await installed();
      expect(await machine.service.start(never())).toMatchObject({ ok: true, value: { state: 'running' } });
      expect(await alloyProcessId(machine)).toBeGreaterThan(0);
    });

    it('leaves a running service alone when it is started', async () => {
      const machine = await installed();
      await machine.service.start(never());
      const before = await alloyProcessId(machine);
      expect(await machine.service.start(never())).toMatchObject({ ok: true, value: { state: 'running' } });
      expect(await alloyProcessId(machine)).toBe(before);
    });

    it('reports stopped after a stop, and leaves no process behind', async () => {
      const machine = await installed();
      await machine.service.start(never());
      const processId = await alloyProcessId(machine);
      expect(await machine.service.stop(never())).toMatchObject({ ok: true, value: { state: 'stopped' } });
      expect(await under?.isAlive(processId)).toBe(false);
      expect(await machine.processes.alloy()).toEqual({ ok: true, value: undefined });
    });

    it('is safe to stop when it is stopped', async () => {
      const { service } = await installed();
      expect(await service.stop(never())).toMatchObject({ ok: true, value: { state: 'stopped' } });
    });

    it('reports running after a restart, with another process', async () => {
      const machine = await installed();
      await machine.service.start(never());
      const before = await alloyProcessId(machine);
      expect(await machine.service.restart(never())).toMatchObject({ ok: true, value: { state: 'running' } });
      expect(await alloyProcessId(machine)).not.toBe(before);
      expect(await under?.isAlive(before)).toBe(false);
    });

    it('starts with a restart when it is stopped', async () => {
      const { service } = await installed();
      expect(await service.restart(never())).toMatchObject({ ok: true, value: { state: 'running' } });
    });

    it('notices that Alloy has ended on its own', async () => {
      const machine = await installed();
      await machine.service.start(never());
      await alloyProcessId(machine);
      await under?.killAlloy();
      const status = await eventually(
        () => machine.service.status(),
        (answer) => answer.ok && answer.value.state === 'stopped',
      );
      expect(status.ok && status.value.exitCode).toBeDefined();
      expect(await machine.processes.alloy()).toEqual({ ok: true, value: undefined });
    });

    it('can be started at once after Alloy has ended on its own', async () => {
      const machine = await installed();
      await machine.service.start(never());
      await alloyProcessId(machine);
      await under?.killAlloy();
      await eventually(
        () => machine.service.status(),
        (answer) => answer.ok && answer.value.state === 'stopped',
      );
      expect(await machine.service.start(never())).toMatchObject({ ok: true, value: { state: 'running' } });
    });
  });
}
