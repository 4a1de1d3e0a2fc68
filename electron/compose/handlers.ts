/** Every channel and what answers it, wired from the facets of one machine. */
import { randomBytes } from 'node:crypto';
import type { Handlers } from '../../shared/contract/contract';
import type { RunningOperation } from '../../shared/contract/operation';
import { ok } from '../../shared/contract/result';
import { HttpAlloyApi } from '../alloy-api/alloy-api';
import type { ApplyEnvironment } from '../apply/apply-environment';
import { applyLimits } from '../apply/apply-limits';
import { decideChange } from '../apply/decide';
import { readAppInfo, type Versions } from '../features/app/app-info';
import { controlService } from '../features/service/service-control';
import { planServiceAction } from '../features/service/service-plan';
import { probeTypedAddress } from '../features/setup/probe';
import { applySetup } from '../features/setup/setup-apply';
import { prepareSetup } from '../features/setup/setup-plan';
import { readSetup } from '../features/setup/setup-read';
import { readComponentDetails } from '../features/status/component-details';
import { parseLogLine } from '../features/status/log-lines';
import { MachineStatusReader } from '../features/status/machine-status';
import type { Restart } from '../features/app/restart';
import { withRights, type ProgramGuard } from '../features/app/rights';
import type { Clock } from '../machine/clock';
import type { Machine } from '../machine/machine';
import type { LinkName } from '../shell/external-links';

export interface HandlerOptions {
  readonly machine: Machine;
  readonly clock: Clock;
  readonly versions: Versions;
  readonly runningChange: () => RunningOperation | null;
  readonly openLink: (link: LinkName, isElevated: boolean) => Promise<boolean>;
  readonly restart: Restart;
  readonly guardProgram: ProgramGuard;
}

export function makeHandlers({
  machine,
  clock,
  versions,
  runningChange,
  openLink,
  restart,
  guardProgram,
}: HandlerOptions): Handlers {
  const alloyApi = (address: ConstructorParameters<typeof HttpAlloyApi>[0]): HttpAlloyApi => new HttpAlloyApi(address);
  const apply: ApplyEnvironment = {
    machine,
    alloyApi,
    clock,
    randomHex: () => randomBytes(4).toString('hex'),
    limits: applyLimits,
  };
  const rights = { facts: machine.facts, guardProgram };
  const setup = { apply, alloyApi };
  const service = { machine, alloyApi, clock };
  const status = new MachineStatusReader({ machine, alloyApi, clock, runningChange });
  return {
    appInfo: () => readAppInfo(machine.facts, versions, guardProgram),
    machineStatus: () => status.read(),
    componentDetails: ({ id }, { signal }) => readComponentDetails(id, { service: machine.service, alloyApi }, signal),
    alloyLog: async ({ limit }) => {
      const tail = await machine.log.tail(limit);
      return tail.ok ? ok(tail.value.map(parseLogLine)) : tail;
    },
    setupRead: () => readSetup(machine),
    setupPlan: async ({ value }) => {
      const prepared = await prepareSetup(value, setup);
      return prepared.ok ? ok(prepared.value.shown) : prepared;
    },
    setupApply: withRights(rights, (request, context) => applySetup(request, setup, context)),
    applyDecide: withRights(rights, (request, context) => decideChange(apply, request, context)),
    endpointProbe: ({ url }, context) => probeTypedAddress(url, clock, context),
    servicePlan: ({ action }) => planServiceAction(action, service),
    serviceControl: withRights(rights, (request, context) => controlService(request, service, context)),
    linkOpen: async ({ link }) => {
      const facts = await machine.facts.read();
      return ok({ opened: await openLink(link, !facts.ok || facts.value.isElevated) });
    },
    appRestart: ({ as }) => restart(as),
  };
}
