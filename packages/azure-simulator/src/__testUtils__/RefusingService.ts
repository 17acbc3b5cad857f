import { ErrorSpecification } from '../errors/defineErrors';
import { errorTable } from '../errors/errorTable';
import { ServiceName } from '../http/ServiceName';
import { vaultName } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { officialClients } from './officialClients';
import { JsonAnswer, requestJson } from './requestJson';

/** A request, and the error of the table that it is refused with. */
export interface Refusal {
  /** Id in the table of errors, e.g. `graph.missingToken`. */
  error: string;
  method?: string;
  /** Path and query. */
  path: string;
  /** Sent as JSON; a string as it is. */
  body?: unknown;
  /** Sent as a form in place of a body. */
  form?: Record<string, string>;
  /** Who asks; the provisioner by default. */
  as?: 'provisioner' | 'sweeper' | 'nobody' | 'forger';
}

/** Where requests to a service go, and the scope of its tokens. */
export interface Target {
  service: ServiceName;
  base(simulator: AzureSimulator): string;
  scope: string;
}

/** Where each service is. */
export const targets = {
  resourceManager: {
    service: 'resourceManager',
    base: ({ endpoints }) => endpoints.resourceManager,
    scope: 'https://management.azure.com/.default',
  },
  graph: {
    service: 'graph',
    base: ({ endpoints }) => `${endpoints.graph}/v1.0`,
    scope: 'https://graph.microsoft.com/.default',
  },
  metrics: {
    service: 'metrics',
    base: ({ endpoints }) => endpoints.metrics.replace('{region}', 'eastus2'),
    scope: 'https://metrics.monitor.azure.com/.default',
  },
  logs: {
    service: 'logs',
    base: ({ endpoints }) => endpoints.logs,
    scope: 'https://api.loganalytics.io/.default',
  },
  keyVault: {
    service: 'keyVault',
    base: ({ endpoints }) => endpoints.keyVaults[vaultName],
    scope: 'https://vault.azure.net/.default',
  },
  login: {
    service: 'login',
    base: ({ endpoints }) => endpoints.login,
    scope: '',
  },
} satisfies Record<string, Target>;

/** Whether an answer is what a row of the table makes: `{name}` of its sentence is any text. */
function fits(
  { status, code, message }: ErrorSpecification,
  answer: JsonAnswer,
): boolean {
  const shown = JSON.stringify(answer.body);
  const sentence = JSON.stringify(message)
    .slice(1, -1)
    .split(/\{[^{}]*\}/)
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return (
    answer.status === status &&
    shown.includes(code) &&
    new RegExp(sentence).test(shown)
  );
}

/** A service of a simulator of its own, asked for what it must refuse. */
export class RefusingService {
  readonly #simulator: AzureSimulator;
  readonly #target: Target;

  private constructor(simulator: AzureSimulator, target: Target) {
    this.#simulator = simulator;
    this.#target = target;
  }

  static async start(target: Target): Promise<RefusingService> {
    const simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    return new RefusingService(simulator, target);
  }

  stop(): Promise<void> {
    return this.#simulator.stop();
  }

  /** Ids of the errors in the table that the answer to a request fits. */
  async ask({ method, path, body, form, as }: Refusal): Promise<string[]> {
    const { caPem, credentials } = this.#simulator;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const url = this.#target.base(this.#simulator) + path;
    const answer = await requestJson(
      url.replace('{tenant}', credentials.sweeper.tenantId),
      {
        ca: caPem,
        method: method ?? (text || form ? 'POST' : 'GET'),
        headers: {
          ...(await this.#authorization(as)),
          ...(text ? { 'content-type': 'application/json' } : {}),
        },
        body: form ?? text,
      },
    );
    return errorTable.flatMap(({ id, errors }) =>
      Object.entries(errors)
        .filter(([, specification]) => fits(specification, answer))
        .map(([name]) => `${id}.${name}`),
    );
  }

  async #authorization(
    as: Refusal['as'] = 'provisioner',
  ): Promise<Record<string, string>> {
    if (as === 'nobody' || this.#target.scope === '') {
      return {};
    }
    if (as === 'forger') {
      return { authorization: 'Bearer eyJh.eyJi.Zm9yZ2Vk' };
    }
    const { credential } = officialClients(
      this.#simulator,
      this.#simulator.credentials[as],
    );
    const { token } = await credential.getToken(this.#target.scope);
    return { authorization: `Bearer ${token}` };
  }
}
