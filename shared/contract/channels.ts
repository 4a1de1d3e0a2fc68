/** Plain names of every channel and event, so that the preload needs no schema library. */
export const channels = [
  'appInfo',
  'machineStatus',
  'componentDetails',
  'alloyLog',
  'setupRead',
  'setupPlan',
  'setupApply',
  'applyDecide',
  'endpointProbe',
  'servicePlan',
  'serviceControl',
  'linkOpen',
  'appRestart',
] as const;
export type Channel = (typeof channels)[number];

export const events = ['operationProgress', 'operationChanged'] as const;
export type EventName = (typeof events)[number];

/** The one call beside the channels: ends an operation that the same page started. */
export const cancelChannel = 'operationCancel';

/** The name under which a channel or event travels. */
export function wireName(name: Channel | EventName | typeof cancelChannel): string {
  return `alloy-desk:${name}`;
}
