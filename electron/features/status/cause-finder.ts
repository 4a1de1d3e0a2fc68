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

interface Finding {
  /** What the last answer meant; undefined before there was one. */
  cause: EndpointCause | undefined;
  isAsking: boolean;
}

export class CauseFinder {
  readonly #clock: Clock;
  #findings = new Map<string, Finding>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * The endpoints of one reading; each that loses data has its cause as far as it is known by now. It never waits: an
   * endpoint is asked beside the readings, and its answer is in a later one.
   */
  explain(endpoints: readonly EndpointStatus[], api: AlloyApi): readonly EndpointStatus[] {
    const former = this.#findings;
    // What is not in trouble any more is forgotten.
    this.#findings = new Map();
    return endpoints.map((endpoint) => {
      if (endpoint.verdict !== 'rejecting' && endpoint.verdict !== 'unreachable') return endpoint;
      const key = keyOf(endpoint);
      const finding = former.get(key) ?? { cause: undefined, isAsking: false };
      this.#findings.set(key, finding);
      if (this.#isDue(finding)) void this.#find(finding, endpoint, api);
      return finding.cause ? { ...endpoint, cause: finding.cause } : endpoint;
    });
  }

  #isDue({ cause, isAsking }: Finding): boolean {
    return !isAsking && (cause === undefined || this.#clock.now() - cause.checkedAtMs >= keepMs);
  }

  /** Never rejects. */
  async #find(finding: Finding, endpoint: EndpointStatus, api: AlloyApi): Promise<void> {
    finding.isAsking = true;
    const checkedAtMs = this.#clock.now();
    const unknown: EndpointCause = { words: { id: 'cause-not-known' }, checkedAtMs };
    try {
      finding.cause = (await this.#ask(endpoint, api, checkedAtMs)) ?? unknown;
    } catch {
      finding.cause = unknown;
    } finally {
      finding.isAsking = false;
    }
  }

  async #ask(endpoint: EndpointStatus, api: AlloyApi, checkedAtMs: number): Promise<EndpointCause | undefined> {
    // A redacted address is not the one that Alloy uses.
    if (endpoint.url.includes('***@') || endpoint.url.includes(':xxxxx@')) return undefined;
    const report = await probeEndpoint(endpoint.url, { now: () => this.#clock.now(), timeoutMs: 3_000 });
    const telling = report.stages.find(({ cause }) => cause !== undefined);
    if (!telling?.cause) return undefined;
    const isSignIn = telling.cause.id === 'cause-unauthorized' || telling.cause.id === 'cause-forbidden';
    // We ask without the credentials that Alloy has, so this answer is about us and not about Alloy.
    if (isSignIn && (await hasCredentials(endpoint.componentId, api))) return undefined;
    return {
      words: telling.cause,
      ...(telling.evidence === undefined ? {} : { evidence: telling.evidence }),
      checkedAtMs,
    };
  }
}

/**
 * The same address means something else with the credentials of another component, and after a change of the
 * configuration (which the queue's name follows) or of what becomes of the samples.
 */
function keyOf({ componentId, remoteName, url, verdict }: EndpointStatus): string {
  return JSON.stringify([componentId, remoteName, url, verdict]);
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
