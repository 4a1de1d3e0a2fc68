import { contract, type Handlers } from '../../../shared/contract/contract';
import { channels, type Channel } from '../../../shared/contract/channels';
import { aSetupValue } from '../../shared/setup/setup-value';
import { fail } from '../../../shared/contract/result';

/** Handlers that note what reached them and answer `not-found`. */
export function idleHandlers(overrides: Partial<Handlers> = {}): { handlers: Handlers; reached: Channel[] } {
  const reached: Channel[] = [];
  const idle = Object.fromEntries(
    channels.map((channel) => [
      channel,
      async () => {
        reached.push(channel);
        return fail('not-found', 'file-not-found');
      },
    ]),
  ) as unknown as Handlers;
  return { handlers: { ...idle, ...overrides }, reached };
}

/** A request that each channel's schema accepts. */
export const goodRequests: { readonly [C in Channel]: unknown } = {
  appInfo: undefined,
  machineStatus: undefined,
  componentDetails: { id: 'prometheus.scrape.windows' },
  alloyLog: { limit: 10 },
  setupRead: undefined,
  setupPlan: { value: aSetupValue() },
  setupApply: { value: aSetupValue(), planHash: 'a'.repeat(64) },
  applyDecide: { applyId: '20261125T120000000Z-0a1b2c3d', choice: 'keep' },
  endpointProbe: { url: 'http://127.0.0.1:9090/api/v1/write' },
  servicePlan: { action: 'restart' },
  serviceControl: { action: 'restart', planHash: 'a'.repeat(64) },
  linkOpen: { link: 'alloy-download' },
  appRestart: { as: 'administrator' },
};

export function isOperation(channel: Channel): boolean {
  return contract[channel].kind === 'operation';
}
