/** Why an endpoint loses data. Alloy's components stay healthy then, so the endpoint itself is asked, sparingly. */
import type { EndpointCause, EndpointStatus } from '../../../shared/contract/endpoint';
import type { AlloyApi } from '../../alloy-api/alloy-api';
import { AlloyStatement } from '../../alloy-api/alloy-answers';
import { probeEndpoint } from '../../alloy-api/endpoint-probe';
import type { Clock } from '../../machine/clock';

/** An endpoint in trouble is asked at most this often. */
const keepMs = 30_000;

const credentialNames = new Set([
  'basic_auth',
  'authorization',
  'oauth2',
  'sigv4',
  'azuread',
  'google_iam',
  'bearer_token',
  'bearer_token_file',
  'headers',
  'http_headers',
]);

export class CauseFinder {
  readonly #clock: Clock;
  readonly #known = new Map<string, EndpointCause>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The endpoint with its cause when it loses data, unchanged otherwise. Never rejects. */
  async explain(endpoint: EndpointStatus, api: AlloyApi): Promise<EndpointStatus> {
    if (endpoint.verdict !== 'rejecting' && endpoint.verdict !== 'unreachable') {
      this.#known.delete(endpoint.url);
      return endpoint;
    }
    const known = this.#known.get(endpoint.url);
    const cause = known && this.#clock.now() - known.checkedAtMs < keepMs ? known : await this.#ask(endpoint, api);
    this.#known.set(endpoint.url, cause);
    return { ...endpoint, cause };
  }

  async #ask(endpoint: EndpointStatus, api: AlloyApi): Promise<EndpointCause> {
    const checkedAtMs = this.#clock.now();
    const unknown: EndpointCause = { words: { id: 'cause-not-known' }, checkedAtMs };
    // A redacted address is not the one that Alloy uses.
    if (endpoint.url.includes('***@') || endpoint.url.includes(':xxxxx@')) return unknown;
    const report = await probeEndpoint(endpoint.url, { now: () => this.#clock.now(), timeoutMs: 3_000 });
    const failed = report.stages.find(({ cause }) => cause !== undefined);
    if (!failed?.cause) return unknown;
    const isSignIn = failed.cause.id === 'cause-unauthorized' || failed.cause.id === 'cause-forbidden';
    // We ask without the credentials that Alloy has, so this answer is about us and not about Alloy.
    if (isSignIn && (await hasCredentials(endpoint.componentId, api))) return unknown;
    return {
      words: failed.cause,
      ...(failed.evidence === undefined ? {} : { evidence: failed.evidence }),
      checkedAtMs,
    };
  }
}

async function hasCredentials(componentId: string, api: AlloyApi): Promise<boolean> {
  const detail = await api.component(componentId);
  if (!detail.ok) return true;
  const endpoints = (detail.value.arguments ?? []).filter(({ name, type }) => name === 'endpoint' && type === 'block');
  const inner = endpoints.flatMap(({ body }) => body ?? []);
  return inner.some((statement) => {
    const parsed = AlloyStatement.safeParse(statement);
    return parsed.success && credentialNames.has(parsed.data.name);
  });
}
