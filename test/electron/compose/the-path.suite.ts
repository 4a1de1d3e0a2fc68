/** The whole path without a window: a computer, the demo Alloy as its service, and a real Prometheus. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpAlloyApi } from '../../../electron/alloy-api/alloy-api';
import { applyConfiguration } from '../../../electron/apply/apply-configuration';
import { applyLimits } from '../../../electron/apply/apply-limits';
import { Journal } from '../../../electron/apply/journal';
import { makeHandlers } from '../../../electron/compose/handlers';
import { systemClock } from '../../../electron/compose/system-clock';
import type { Clock } from '../../../electron/machine/clock';
import type { Machine } from '../../../electron/machine/machine';
import type { Handlers, OperationContext } from '../../../shared/contract/contract';
import { ok } from '../../../shared/contract/result';
import type { MachineStatus } from '../../../shared/contract/status';
import type { SetupValue } from '../../../shared/contract/setup';
import { eventually } from '../../contract/harness';
import { startPrometheus } from '../../e2e/harness/prometheus';
import { aSetupValue } from '../../shared/setup/setup-value';

type Prometheus = Awaited<ReturnType<typeof startPrometheus>>;

/** A computer with Alloy running on the installer's file, listening where nobody else does. */
export type MakeRunningComputer = () => Promise<{ machine: Machine; destroy: () => Promise<void> }>;

const context: OperationContext = { signal: new AbortController().signal, report: () => undefined };

export function describeThePath(name: string, make: MakeRunningComputer): void {
  describe(`the path (${name})`, () => {
    let machine: Machine;
    let destroy: () => Promise<void>;
    let handlers: Handlers;
    let prometheus: Prometheus;
    let deaf: Prometheus;

    beforeAll(async () => {
      [prometheus, deaf] = await Promise.all([
        startPrometheus({ receiver: true }),
        startPrometheus({ receiver: false }),
      ]);
      ({ machine, destroy } = await make());
      handlers = makeHandlers({
        machine,
        clock: systemClock,
        versions: { version: '0', machine: 'demo', electron: '0', chromium: '0', node: '0' },
        runningChange: () => null,
        restart: async () => ok({ isRestarting: false }),
        guardProgram: async () => ok(undefined),
        openLink: async () => false,
      });
    }, 60_000);

    afterAll(async () => {
      await destroy();
      await Promise.all([prometheus.stop(), deaf.stop()]);
    }, 60_000);

    async function status(): Promise<MachineStatus> {
      const read = await handlers.machineStatus(undefined, context);
      if (!read.ok) throw new Error(read.failure.reason);
      return read.value;
    }

    async function apply(value: SetupValue) {
      const planned = await handlers.setupPlan({ value }, context);
      if (!planned.ok) throw new Error(planned.failure.reason);
      return handlers.setupApply({ value, planHash: planned.value.plan.hash }, context);
    }

    it('begins with an Alloy that is ready and sends nothing', async () => {
      // One of its answers may come too late for a reading of a busy machine.
      const first = await eventually(
        status,
        ({ api, components, endpoints }) =>
          api.state === 'ready' && components.state === 'known' && endpoints.state === 'known',
      );
      expect(first).toMatchObject({
        pill: 'no-data-yet',
        service: { value: { state: 'running' } },
        config: { value: { origin: 'installer-default', isLoaded: 'yes' } },
      });
    }, 60_000);

    it('ends with samples of the typed job and instance in a real Prometheus', async () => {
      const value = aSetupValue({
        scrapeIntervalSeconds: 5,
        scrapeTimeoutSeconds: 5,
        job: 'windows',
        instance: 'berlin-07',
        url: `${prometheus.url}/api/v1/write`,
      });
      expect(await apply(value)).toMatchObject({ ok: true, value: { state: 'committed' } });
      const delivering = await eventually(status, ({ pill }) => pill === 'delivering', 60_000);
      expect(delivering.endpoints).toMatchObject({ state: 'known', value: [{ verdict: 'healthy' }] });
      const samples = await prometheus.query('windows_cpu_time_total{job="windows",instance="berlin-07"}');
      expect(samples.length).toBeGreaterThan(0);
    }, 120_000);

    it('names the receiver as the cause although every component is healthy', async () => {
      const value = aSetupValue({ scrapeIntervalSeconds: 5, scrapeTimeoutSeconds: 5, url: `${deaf.url}/api/v1/write` });
      expect(await apply(value)).toMatchObject({ ok: true, value: { state: 'committed', stillUnhealthy: [] } });
      const losing = await eventually(
        status,
        // The endpoint is asked beside the readings, so its cause comes in a later one; half a minute later still where it
        // took too long to answer.
        ({ pill, endpoints }) =>
          pill === 'losing-data' &&
          endpoints.state === 'known' &&
          endpoints.value.some(({ cause }) => cause?.words.id === 'cause-receiver-off'),
        60_000,
      );
      expect(
        losing.components.state === 'known' && losing.components.value.every(({ health }) => health === 'healthy'),
      ).toBe(true);
      expect(losing.endpoints).toMatchObject({
        value: [{ verdict: 'rejecting', cause: { words: { id: 'cause-receiver-off' } } }],
      });
    }, 120_000);

    it('restores a file that the demo Alloy refuses with no 2 s of waiting, and keeps both texts in the journal', async () => {
      const before = await machine.configFile.read();
      const former = before.ok && before.value.state === 'file' ? before.value : undefined;
      const refused = 'prometheus.exporter.windows "local" {\n\tenabled_collectors = ["smb_client"]\n}\n';
      // What is waited on the way back; how long its steps take is up to the machine, which may be busy.
      let waitedMs = Number.NaN;
      const clock: Clock = {
        now: () => systemClock.now(),
        sleep: (ms, signal) => {
          waitedMs += ms;
          return systemClock.sleep(ms, signal);
        },
      };
      const report: OperationContext['report'] = ({ step }) => {
        if (step.id === 'progress-restore') waitedMs = 0;
      };
      const outcome = await applyConfiguration(
        {
          machine,
          clock,
          alloyApi: (address) => new HttpAlloyApi(address),
          randomHex: () => '0a1b2c3d',
          limits: applyLimits,
        },
        { text: refused, expected: former?.sha256 ?? 'absent' },
        { ...context, report },
      );
      expect(outcome).toMatchObject({ ok: true, value: { state: 'restored', why: 'refused', restoredBy: 'reload' } });
      expect(outcome.ok && outcome.value.state === 'restored' && outcome.value.alloyText).toContain(
        'unknown collector smb_client',
      );
      expect(await machine.configFile.read()).toMatchObject({ ok: true, value: { sha256: former?.sha256 } });
      const newest = await new Journal(machine.folders).newest();
      const record = newest.ok ? newest.value : undefined;
      expect([Buffer.from(record?.before?.bytes ?? '', 'base64').toString(), record?.after.text]).toEqual([
        former?.text,
        refused,
      ]);
      const at = (step: string): number => record?.steps.find((entry) => entry.step === step)?.atMs ?? Number.NaN;
      console.log(`restored within ${at('restored') - at('refused')} ms`);
      expect(waitedMs).toBeLessThan(2_000);
    }, 120_000);

    it('stops Alloy and starts it again', async () => {
      const plan = await handlers.servicePlan({ action: 'stop' }, context);
      const stopped = await handlers.serviceControl(
        { action: 'stop', planHash: plan.ok ? plan.value.hash : '' },
        context,
      );
      expect(stopped).toMatchObject({ ok: true, value: { service: { state: 'stopped' } } });
      expect((await status()).pill).toBe('stopped');
      const again = await handlers.servicePlan({ action: 'start' }, context);
      expect(
        await handlers.serviceControl({ action: 'start', planHash: again.ok ? again.value.hash : '' }, context),
      ).toMatchObject({
        ok: true,
        value: { service: { state: 'running' } },
      });
    }, 90_000);
  });
}
