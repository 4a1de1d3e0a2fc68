/**
 * The whole conversation between the page and the main process. Everything else is derived from this file or does not
 * compile: handlers, the preload's functions, the page's client, the guard's checks.
 */
import { z } from 'zod';
import type { Channel, EventName } from './channels';
import { ComponentId } from './component-id';
import { ProbeReport } from './endpoint';
import { OperationChange, OperationId, OperationProgress } from './operation';
import { Plan, Sha256 } from './plan';
import type { Result } from './result';
import { ApplyOutcome, ApplyRequest, DecideRequest, EndpointUrl, SetupContext, SetupPlan, SetupValue } from './setup';
import { AppInfo, ComponentDetails, LogLine, MachineStatus, ServiceAction, ServiceControlled } from './status';

export type ExchangeKind = 'query' | 'command' | 'operation';

export interface Exchange<Req extends z.ZodType = z.ZodType, Res extends z.ZodType = z.ZodType> {
  readonly kind: ExchangeKind;
  readonly request: Req;
  readonly response: Res;
  /** Operations that change the machine run one at a time. */
  readonly changes: boolean;
}

/** Looks; safe to repeat. */
function query<Req extends z.ZodType, Res extends z.ZodType>(request: Req, response: Res) {
  return { kind: 'query', request, response, changes: false } as const;
}
/** Does something quickly that is not a change of the machine. */
function command<Req extends z.ZodType, Res extends z.ZodType>(request: Req, response: Res) {
  return { kind: 'command', request, response, changes: false } as const;
}
/** Takes a while: has progress and can be cancelled. */
function operation<Req extends z.ZodType, Res extends z.ZodType>(
  request: Req,
  response: Res,
  { changes }: { changes: boolean },
) {
  return { kind: 'operation', request, response, changes } as const;
}

const Nothing = z.undefined();

/** Links that the app may hand to a browser, by name: an address never comes from the page. */
export const linkNames = ['alloy-download', 'alloy-documentation', 'prometheus-receiver'] as const;

/** As what the app starts again: with the rights of an administrator, or with the demo machine in this one's place. */
export const restartKinds = ['administrator', 'demo'] as const;

export const contract = {
  appInfo: query(Nothing, AppInfo),
  machineStatus: query(Nothing, MachineStatus),
  componentDetails: query(z.strictObject({ id: ComponentId.min(1) }), ComponentDetails),
  alloyLog: query(z.strictObject({ limit: z.int().min(1).max(1_000) }), z.array(LogLine).max(1_000)),
  setupRead: query(Nothing, SetupContext),
  setupPlan: query(z.strictObject({ value: SetupValue }), SetupPlan),
  setupApply: operation(ApplyRequest, ApplyOutcome, { changes: true }),
  applyDecide: operation(DecideRequest, ApplyOutcome, { changes: true }),
  endpointProbe: operation(z.strictObject({ url: EndpointUrl }), ProbeReport, { changes: false }),
  servicePlan: query(z.strictObject({ action: ServiceAction }), Plan),
  serviceControl: operation(z.strictObject({ action: ServiceAction, planHash: Sha256 }), ServiceControlled, {
    changes: true,
  }),
  linkOpen: command(z.strictObject({ link: z.enum(linkNames) }), z.strictObject({ opened: z.boolean() })),
  appRestart: command(z.strictObject({ as: z.enum(restartKinds) }), z.strictObject({ isRestarting: z.boolean() })),
} satisfies Record<Channel, Exchange>;

export const eventSchemas = {
  operationProgress: OperationProgress,
  operationChanged: OperationChange,
} satisfies Record<EventName, z.ZodType>;

export const CancelRequest = z.strictObject({ operationId: OperationId });

export type RequestOf<C extends Channel> = z.infer<(typeof contract)[C]['request']>;
export type ResponseOf<C extends Channel> = z.infer<(typeof contract)[C]['response']>;
export type EventOf<E extends EventName> = z.infer<(typeof eventSchemas)[E]>;
export type OperationChannel = {
  [C in Channel]: (typeof contract)[C]['kind'] extends 'operation' ? C : never;
}[Channel];

/** What a handler receives beside its request. */
export interface OperationContext {
  /** Of an operation, aborted when it is cancelled. Queries and commands cannot be: they end by limits of their own. */
  readonly signal: AbortSignal;
  /** Ignored for queries and commands. */
  readonly report: (progress: Omit<OperationProgress, 'operationId' | 'operation'>) => void;
}

export type Handler<C extends Channel> = (
  request: RequestOf<C>,
  context: OperationContext,
) => Promise<Result<ResponseOf<C>>>;

/** Forget one and the build stops. */
export type Handlers = { readonly [C in Channel]: Handler<C> };
