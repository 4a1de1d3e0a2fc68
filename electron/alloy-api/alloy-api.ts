import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/contract/result';
import { maxComponents } from '../../shared/contract/component-id';
import { addressText, reachableAddress, type ServerAddress } from '../../shared/command-line/run-arguments';
import { parseExposition, type Exposition } from '../../shared/exposition/exposition';
import { AlloyComponent, AlloyComponentDetail } from './alloy-answers';
import { httpRequest, type HttpAnswer, type HttpOutcome } from './http-request';

/** `closed`: nobody listens, which is normal until the first evaluation is done. `stranger`: something else answers. */
export type Readiness = 'ready' | 'closed' | 'stranger' | 'not-answering';

export type ReloadAnswer =
  | { readonly state: 'accepted' }
  /** 400: Alloy's own text. The graph may be half applied. */
  | { readonly state: 'refused'; readonly text: string }
  /** Neither yes nor no, for instance from something else that listens there. */
  | { readonly state: 'otherwise'; readonly status: number }
  /** The connection ended without an answer: the file may or may not be in force. */
  | { readonly state: 'lost' }
  /** Still at work; a second request must not follow. */
  | { readonly state: 'timed-out' }
  | { readonly state: 'closed' }
  | { readonly state: 'aborted' };

/** A running Alloy, as this app meets it. */
export interface AlloyApi {
  /** Asks on a connection of its own: it is answered even while a reload blocks everything else. */
  ready(signal?: AbortSignal): Promise<Readiness>;
  /** Of the root module, in order of id. */
  components(signal?: AbortSignal): Promise<Result<readonly AlloyComponent[]>>;
  component(id: string, signal?: AbortSignal): Promise<Result<AlloyComponentDetail>>;
  metrics(signal?: AbortSignal): Promise<Result<Exposition>>;
  /** Waits up to `reloadLimitMs`, because Alloy first delivers the queue of an endpoint that it replaces. */
  reload(signal?: AbortSignal): Promise<ReloadAnswer>;
}

/** Replacing a remote write whose endpoint is dead was recorded to take 60 s. */
export const reloadLimitMs = 120_000;

const readyTimeoutMs = 3_000;
const queryTimeoutMs = 5_000;
const maxBytes = 32 * 1024 * 1024;

export class HttpAlloyApi implements AlloyApi {
  readonly #base: string;
  /** Where the web API begins. */
  readonly #webApi: string;

  constructor(address: ServerAddress) {
    this.#base = `http://${addressText(reachableAddress(address))}`;
    this.#webApi = `${pathOfPrefix(address.uiPathPrefix)}/api/v0/web`;
  }

  async ready(signal?: AbortSignal): Promise<Readiness> {
    const outcome = await this.#get('/-/ready', readyTimeoutMs, signal);
    if (outcome.state === 'refused') return 'closed';
    if (outcome.state === 'answered') return isReadyAnswer(outcome.answer) ? 'ready' : 'stranger';
    return 'not-answering';
  }

  async components(signal?: AbortSignal): Promise<Result<readonly AlloyComponent[]>> {
    const read = await this.#json('/components', z.array(AlloyComponent).max(maxComponents), signal);
    if (!read.ok) return read;
    return ok([...read.value].sort((a, b) => (a.localID < b.localID ? -1 : 1)));
  }

  async component(id: string, signal?: AbortSignal): Promise<Result<AlloyComponentDetail>> {
    // Slashes of an id (components of a module) stay as they are; everything else that a path cannot hold is escaped.
    const segments = id.split('/');
    // Segments that lead elsewhere are of no component: `/-/reload` answers to a read as well.
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
      return fail('invalid-request', 'request-malformed');
    const path = segments.map(encodeURIComponent).join('/');
    const read = await this.#json(`/components/${path}`, AlloyComponentDetail, signal);
    const isUnknown = !read.ok && read.failure.params?.['status'] === 404;
    return isUnknown ? fail('not-found', 'alloy-component-unknown') : read;
  }

  async metrics(signal?: AbortSignal): Promise<Result<Exposition>> {
    const outcome = await this.#get('/metrics', queryTimeoutMs, signal);
    if (outcome.state !== 'answered') return notAnswering(outcome);
    const { status, body } = outcome.answer;
    const page = status === 200 ? parseExposition(body.toString('utf8')) : undefined;
    // An unknown path answers 200 with a web page: it has no samples.
    if (!page || page.samples.length === 0)
      return fail('unexpected', 'alloy-answered-otherwise', { params: { status } });
    return ok(page);
  }

  async reload(signal?: AbortSignal): Promise<ReloadAnswer> {
    const outcome = await httpRequest({
      url: new URL(`${this.#base}/-/reload`),
      method: 'POST',
      timeoutMs: reloadLimitMs,
      maxBytes,
      signal,
    });
    switch (outcome.state) {
      case 'answered':
        return reloadAnswer(outcome.answer);
      case 'refused':
        return { state: 'closed' };
      case 'timed-out':
        return { state: 'timed-out' };
      case 'aborted':
        return { state: 'aborted' };
      case 'failed':
      case 'too-large':
        return { state: 'lost' };
    }
  }

  #get(path: string, timeoutMs: number, signal: AbortSignal | undefined): Promise<HttpOutcome> {
    return httpRequest({ url: new URL(`${this.#base}${path}`), method: 'GET', timeoutMs, maxBytes, signal });
  }

  /** `path` counts from where the web API begins. */
  async #json<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal | undefined): Promise<Result<T>> {
    const outcome = await this.#get(`${this.#webApi}${path}`, queryTimeoutMs, signal);
    if (outcome.state !== 'answered') return notAnswering(outcome);
    const { status, body } = outcome.answer;
    const parsed = status === 200 ? schema.safeParse(jsonOf(body)) : undefined;
    if (!parsed?.success) return fail('unexpected', 'alloy-answered-otherwise', { params: { status } });
    return ok(parsed.data);
  }
}

/** Without the slash at its end, and never a part of the host. */
function pathOfPrefix(prefix: string): string {
  const path = prefix.replace(/\/+$/, '').split('/').map(encodeURIComponent).join('/');
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}

/** Alloy answers a file that it does not take with 400 and nothing else (grafana/alloy `internal/service/http/http.go`). */
function reloadAnswer({ status, body }: HttpAnswer): ReloadAnswer {
  if (status === 200) return { state: 'accepted' };
  if (status === 400) return { state: 'refused', text: body.toString('utf8').trim() };
  return { state: 'otherwise', status };
}

function isReadyAnswer({ status, body }: HttpAnswer): boolean {
  return status === 200 && body.toString('utf8').startsWith('Alloy is ready');
}

function notAnswering(outcome: HttpOutcome): { ok: false; failure: Extract<Result<never>, { ok: false }>['failure'] } {
  if (outcome.state === 'aborted') return fail('cancelled', 'operation-cancelled');
  return fail(outcome.state === 'timed-out' ? 'timed-out' : 'not-found', 'alloy-not-answering');
}

/** Undefined for everything that is not JSON: an unknown path answers 200 with a web page. */
function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
