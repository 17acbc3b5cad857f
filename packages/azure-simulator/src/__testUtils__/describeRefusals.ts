import { errorTable } from '../errors/errorTable';
import { ServiceName } from '../http/ServiceName';
import { vaultName } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { officialClients } from './officialClients';
import { requestJson } from './requestJson';

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
interface Target {
  service: ServiceName;
  base(simulator: AzureSimulator): string;
  scope: string;
}

/** The services whose refusals are proved so. */
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

/** The row of the table with the sentence as a pattern: `{name}` is any text. */
function specificationOf(id: string) {
  const [group, name] = id.split('.');
  const found = errorTable.find(entry => entry.id === group)?.errors[name];
  if (!found) {
    throw new Error(`The table of errors has no ${id}.`);
  }
  const pattern = JSON.stringify(found.message)
    .slice(1, -1)
    .split(/\{[^{}]*\}/)
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return { ...found, pattern: new RegExp(pattern) };
}

/** Proves that each request is refused with its row of the table. */
export function describeRefusals(
  name: string,
  target: Target,
  refusals: readonly Refusal[],
): void {
  describe(name, () => {
    let simulator: AzureSimulator;

    beforeAll(async () => {
      simulator = await startAzureSimulator({
        seed: 'fleet',
        clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
        latencies: 'none',
      });
    });

    afterAll(async () => {
      await simulator.stop();
    });

    async function authorization(
      as: Refusal['as'] = 'provisioner',
    ): Promise<Record<string, string>> {
      if (as === 'nobody' || target.scope === '') {
        return {};
      }
      if (as === 'forger') {
        return { authorization: 'Bearer eyJh.eyJi.Zm9yZ2Vk' };
      }
      const { credential } = officialClients(
        simulator,
        simulator.credentials[as],
      );
      const { token } = await credential.getToken(target.scope);
      return { authorization: `Bearer ${token}` };
    }

    it.each(refusals.map(refusal => [refusal.error, refusal] as const))(
      'refuses with %s',
      async (id, { method, path, body, form, as }) => {
        const { status, code, pattern } = specificationOf(id);
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        const answer = await requestJson(
          `${target.base(simulator)}${path.replace(
            '{tenant}',
            simulator.credentials.sweeper.tenantId,
          )}`,
          {
            ca: simulator.caPem,
            method: method ?? (text || form ? 'POST' : 'GET'),
            headers: {
              ...(await authorization(as)),
              ...(text ? { 'content-type': 'application/json' } : {}),
            },
            body: form ?? text,
          },
        );
        const shown = JSON.stringify(answer.body);
        expect(answer.status).toBe(status);
        expect(shown).toContain(code);
        expect(shown).toMatch(pattern);
      },
    );
  });
}
