import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { demoForwarders } from 'azure-simulator';
import { AzureTenants } from '../azure';
import { Collector } from '../collect/Collector';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { readHealthSettings } from '../evaluate/HealthSettings';
import { Scopes } from '../scopes';
import { SiemInstances } from '../siem';
import { DatabaseHealthStore } from '../store';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { HealthSweep } from './HealthSweep';
import { sweepTables } from './sweepTables';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const intruder = {
  ...demoForwarders.find(({ name }) => name === 'austin-incidents')!,
  name: 'intruder',
  owner: 'group:default/plant-lyon',
};
const entities = [...demoForwarders, intruder].map(
  ({ name, title, owner, annotations }): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, title, annotations },
    spec: { type: 'siem-forwarder', owner },
  }),
);

describe('HealthSweep over the simulated cloud', () => {
  const published: Transition[] = [];
  let cloud: TestCloud;
  let store: DatabaseHealthStore;
  let sweep: HealthSweep;

  const stateOf = async (name: string) =>
    (await store.get(`resource:default/${name}`))!;

  beforeAll(async () => {
    cloud = await startTestCloud();
    const { rootConfig } = cloud;
    const logger = mockServices.logger.mock();
    const db = await databases.init('SQLITE_3');
    store = await DatabaseHealthStore.create({
      database: { getClient: async () => db },
    });
    sweep = HealthSweep.create({
      forwarders: ForwarderCatalog.create({
        catalog: catalogServiceMock({ entities }),
        auth: mockServices.auth(),
      }),
      collector: Collector.create({
        tenants: AzureTenants.fromConfig(rootConfig, { logger }),
        siems: SiemInstances.fromConfig(rootConfig),
        scopes: Scopes.fromConfig(rootConfig),
      }),
      store,
      ...sweepTables(db),
      settings: readHealthSettings(rootConfig),
      publisher: {
        publish: async transition => {
          published.push(transition);
        },
      },
      logger,
    });
    await sweep.sweepAll(new AbortController().signal);
  });

  afterAll(() => cloud.stop());

  it.each(demoForwarders.map(({ name, expected }) => [name, expected]))(
    'sees what became of %s',
    async (name, expected) => {
      const { evaluation } = await stateOf(name);
      const sentence = evaluation.findings.find(
        ({ checkId }) => checkId === expected.check,
      )?.message;
      // A loss says since when, where the finding goes on to explain.
      const stem = sentence?.split(': ')[0].replace(/[.]$/, '');
      const said: Record<string, string | RegExp | undefined> = {
        healthy: /^(Incidents|Alerts) reach SOC Splunk\.$/,
        // Nothing is wrong when there is nothing to forward.
        quiet: 'Nothing to forward.',
      };

      expect(evaluation.health).toBe(expected.health);
      expect(evaluation.headline).toMatch(
        said[expected.health] ?? stem ?? 'the expected check is missing',
      );
    },
  );

  it('shows nothing to an entity that carries the ids of another owner', async () => {
    const { evaluation, facts } = await stateOf('intruder');

    expect(facts).toEqual({});
    expect(evaluation).toMatchObject({
      health: 'unknown',
      reasons: ['out-of-scope'],
      values: [],
    });
    for (const finding of evaluation.findings) {
      expect(finding).toMatchObject({ reason: 'out-of-scope', evidence: [] });
    }
  });

  it('tells others of each change once', async () => {
    const before = published.length;
    expect(before).toBe(entities.length);
    await sweep.sweepAll(new AbortController().signal);
    expect(published.slice(before)).toEqual([]);
  });

  it('sees a rule that somebody disabled, and its return', async () => {
    const ref = 'resource:default/austin-alerts';
    const rule = demoForwarders.find(({ name }) => name === 'austin-alerts')!
      .annotations['siem-forwarder/export-rule'];

    await cloud.control.patchRule(rule, { enable: false });
    expect((await sweep.checkNow(ref)).evaluation).toMatchObject({
      health: 'failing',
      reasons: ['rule-disabled'],
      remedy: { kind: 'repair', title: 'Turn the rule on again' },
    });

    await cloud.control.patchRule(rule, { enable: true });
    expect((await sweep.checkNow(ref)).evaluation.health).not.toBe('failing');
    expect((await store.transitions(ref, { limit: 2 }))[1]).toMatchObject({
      from: 'healthy',
      to: 'failing',
      reasons: ['rule-disabled'],
    });
  });

  it('reads, and never writes', async () => {
    const writes = (await cloud.control.requests()).filter(
      ({ method, path }) =>
        method !== 'GET' &&
        !/\/oauth2\/|\/query$|metrics:getBatch|ResourceGraph\/resources$|\/search\/jobs/.test(
          path,
        ),
    );
    expect(writes).toEqual([]);
  });
});
