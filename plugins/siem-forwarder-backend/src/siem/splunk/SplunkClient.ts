import { createSecureContext } from 'node:tls';
import { Agent, fetch } from 'undici';
import { CallObserver, outcomeOf, presentWatch } from '../../calls';
import { SiemError, SiemErrorKind } from '../SiemError';
import { scrub } from '../scrub';
import { endOfToken } from './endOfToken';
import { failuresOf, parseSplunkError } from './parseSplunkError';

/** Milliseconds for one request. */
const REQUEST_TIMEOUT = 30_000;

/** Statuses whose meaning is fixed; all others are failures. */
const kindOfStatus: Record<number, SiemErrorKind> = {
  400: 'refused',
  401: 'token-refused',
  403: 'token-refused',
  404: 'not-found',
  409: 'conflict',
  503: 'unreachable',
};

/** What to do, by kind of failure. */
const remedies: Record<SiemErrorKind, string> = {
  unreachable:
    'Check the address, the network and the certificate authority (caFile) of this SIEM.',
  'token-refused':
    'Check that token authentication is on, that the token has not ended, and that its role may do this.',
  'not-found': 'Check that it exists in Splunk.',
  conflict: 'Look at the object in Splunk.',
  refused: 'Change the value that Splunk refuses.',
  failed: "See splunkd.log and the add-on's log on this instance.",
};

/** One object of a Splunk collection. */
export interface SplunkEntry {
  name: string;
  content: Record<string, unknown>;
}

/** A request to splunkd's REST API. */
export interface SplunkRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** Path segments; each is encoded. */
  path: readonly string[];
  query?: Record<string, string>;
  form?: Record<string, string>;
  /** A POST that only asks, as a search does. */
  asks?: boolean;
  /** Values of the form that must not appear in an error. */
  secrets?: readonly string[];
  /** Infinitive with the object's name, for errors. */
  action: string;
  signal?: AbortSignal;
}

/**
 * splunkd's REST API on one instance (management port, commonly 8089).
 *
 * See https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTprolog
 */
export class SplunkClient {
  readonly #url: string;
  readonly #token: string;
  readonly #title: string;
  readonly #dispatcher: Agent;
  readonly #timeout: number;
  readonly #calls: CallObserver | undefined;

  /**
   * @param options - `title` names the instance in errors; `authorities` are
   *   certificate authorities (PEM), the system's when absent; `timeout` is
   *   for one request, in milliseconds, 30,000 when absent; `calls` hears of
   *   every request
   */
  constructor(options: {
    url: string;
    token: string;
    title: string;
    authorities?: string[];
    timeout?: number;
    calls?: CallObserver;
  }) {
    this.#url = options.url.replace(/\/+$/, '');
    this.#token = options.token;
    this.#title = options.title;
    this.#timeout = options.timeout ?? REQUEST_TIMEOUT;
    this.#calls = options.calls;
    // Kept connections would outlive a test or a shutdown for long.
    this.#dispatcher = new Agent({
      keepAliveTimeout: 1_000,
      ...(options.authorities
        ? {
            connect: {
              // Left to itself it reads all certificates for each connection.
              secureContext: createSecureContext({ ca: options.authorities }),
            },
          }
        : {}),
    });
  }

  /** When the token ends (ISO 8601 with zone); undefined when it does not tell. */
  get tokenEndsAt(): string | undefined {
    return endOfToken(this.#token);
  }

  /** Sends a request and reads the JSON of its answer. */
  async send(request: SplunkRequest): Promise<unknown> {
    const watch =
      request.asks || request.method === 'GET' ? undefined : presentWatch();
    watch?.begin();
    let ended: number | undefined;
    try {
      const { status, body } = await this.#fetch(request);
      // Before it is cut: half a secret is none that could be found.
      const failure =
        status >= 400
          ? parseSplunkError(status, this.#clean(request, body))
          : undefined;
      // The add-on's handlers wrap their refusals in a 500.
      ended = failure?.status ?? status;
      if (!failure) {
        return this.#parse(request, body);
      }
      throw this.#error(
        request,
        kindOfStatus[failure.status] ?? 'failed',
        failure.message,
      );
    } finally {
      watch?.end(ended);
    }
  }

  /** All objects of a collection. */
  async list(
    request: Pick<SplunkRequest, 'path' | 'action' | 'signal'>,
  ): Promise<SplunkEntry[]> {
    return readEntries(
      await this.send({ ...request, method: 'GET', query: { count: '0' } }),
    );
  }

  /** One object; `undefined` when it does not exist. */
  async get(
    request: Pick<SplunkRequest, 'path' | 'action' | 'signal'>,
  ): Promise<SplunkEntry | undefined> {
    try {
      return readEntries(await this.send({ ...request, method: 'GET' }))[0];
    } catch (error) {
      if (error instanceof SiemError && error.kind === 'not-found') {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Runs a search and waits for its rows, all of whose values are text.
   *
   * @param query - begins with `search` or `|`
   * @param window - Splunk's time modifiers: `-24h`, `now`
   */
  async search(
    query: string,
    window: { earliest: string; latest: string },
    options: { action: string; signal?: AbortSignal },
  ): Promise<Record<string, string>[]> {
    const request: SplunkRequest = {
      method: 'POST',
      path: ['services', 'search', 'jobs'],
      asks: true,
      form: {
        search: query,
        earliest_time: window.earliest,
        latest_time: window.latest,
        exec_mode: 'oneshot',
        count: '0',
      },
      ...options,
    };
    const answer = await this.send(request);
    const failures = failuresOf(answer);
    if (failures) {
      throw this.#error(request, 'failed', failures);
    }
    return readResults(answer);
  }

  async #fetch(
    request: SplunkRequest,
  ): Promise<{ status: number; body: string }> {
    const timeout = AbortSignal.timeout(this.#timeout);
    const query = new URLSearchParams({
      output_mode: 'json',
      ...request.query,
    });
    try {
      const response = await fetch(
        `${this.#url}/${request.path
          .map(encodeURIComponent)
          .join('/')}?${query}`,
        {
          method: request.method,
          headers: {
            authorization: `Bearer ${this.#token}`,
            accept: 'application/json',
          },
          ...(request.form ? { body: new URLSearchParams(request.form) } : {}),
          // A redirect could carry the token to another host.
          redirect: 'error',
          dispatcher: this.#dispatcher,
          signal: request.signal
            ? AbortSignal.any([request.signal, timeout])
            : timeout,
        },
      );
      const body = await response.text();
      this.#calls?.onCall('splunk', outcomeOf(response.status));
      return { status: response.status, body };
    } catch (error) {
      this.#calls?.onCall('splunk', 'unanswered');
      if (request.signal?.aborted) {
        throw request.signal.reason;
      }
      throw this.#error(
        request,
        'unreachable',
        timeout.aborted
          ? `no answer within ${this.#timeout / 1000} seconds`
          : reasonOf(error),
      );
    }
  }

  #parse(request: SplunkRequest, body: string): unknown {
    if (body.trim() === '') {
      return {};
    }
    try {
      return JSON.parse(body);
    } catch {
      throw this.#error(
        request,
        'failed',
        'the answer is not JSON; is this the management port of a Splunk instance?',
      );
    }
  }

  #clean({ secrets = [] }: SplunkRequest, text: string): string {
    return scrub(text, [...secrets, this.#token]);
  }

  #error(request: SplunkRequest, kind: SiemErrorKind, reason: string) {
    const text = this.#clean(request, reason)
      .replace(/\s+/g, ' ')
      .replace(/\.$/, '');
    return new SiemError(
      kind,
      `${this.#title} (${this.#url}) did not ${request.action}: ${text}. ${
        remedies[kind]
      }`,
    );
  }
}

/** `fetch failed` hides the reason in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function readEntries(answer: unknown): SplunkEntry[] {
  const entries: unknown[] =
    typeof answer === 'object' &&
    answer !== null &&
    'entry' in answer &&
    Array.isArray(answer.entry)
      ? answer.entry
      : [];
  return entries.flatMap(entry =>
    typeof entry === 'object' && entry !== null && 'name' in entry
      ? [
          {
            name: String(entry.name),
            content:
              'content' in entry &&
              typeof entry.content === 'object' &&
              entry.content !== null
                ? { ...entry.content }
                : {},
          },
        ]
      : [],
  );
}

function readResults(answer: unknown): Record<string, string>[] {
  const results: unknown[] =
    typeof answer === 'object' &&
    answer !== null &&
    'results' in answer &&
    Array.isArray(answer.results)
      ? answer.results
      : [];
  return results.map(row =>
    Object.fromEntries(
      Object.entries(row ?? {}).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(' ') : String(value ?? ''),
      ]),
    ),
  );
}
