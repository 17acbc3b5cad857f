import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  demoForwarders,
  plants,
  ScenarioShownBy,
  scenarios,
  seedFunction,
} from 'azure-simulator';
import { AzureTenants } from '../azure';
import { Collector } from '../collect/Collector';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { checks } from '../evaluate/checks';
import { readHealthSettings } from '../evaluate/HealthSettings';
import { Scopes } from '../scopes';
import { SiemInstances } from '../siem';
import { DatabaseHealthStore } from '../store';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { HealthSweep } from './HealthSweep';
import { sweepTables } from './sweepTables';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const { name: forwarder, title, owner, annotations } = demoForwarders[0];
const ref = `resource:default/${forwarder}`;
const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: forwarder, title, annotations },
  spec: { type: 'siem-forwarder', owner },
};

/** Minutes until the first look that can tell. */
const waits: Record<ScenarioShownBy, number> = {
  'second-look': 2,
  // Whole quarters of an hour, the latency of a hop, and what is under way.
  traffic: 48,
  // Facts of the flow are believed for three periods of five minutes.
  age: 16,
};

const asked = new Set<string>(checks.map(({ id }) => id));

describe('each scenario of the simulator', () => {
  let cloud: TestCloud;
  let store: DatabaseHealthStore;
  let sweep: HealthSweep;

  beforeAll(async () => {
    // Only the clock is not real: portal and cloud live in the same time.
    jest.useFakeTimers({
      now: Date.now(),
      doNotFake: [
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setInterval',
        'clearInterval',
        'setTimeout',
        'clearTimeout',
      ],
    });
    cloud = await startTestCloud({
      seed: context => {
        const state = seedFunction('fleet')(context);
        state.workspaces[plants.austin.workspaceId.toLowerCase()].traffic = {
          iotAlertsPerHour: 120,
          otherIncidentsPerHour: 0,
        };
        return state;
      },
      siemReaders: 'direct',
      behaviours: { throttling: false },
    });
    const { rootConfig } = cloud;
    const db = await databases.init('SQLITE_3');
    store = await DatabaseHealthStore.create({
      database: { getClient: async () => db },
    });
    const logger = mockServices.logger.mock();
    sweep = HealthSweep.create({
      forwarders: ForwarderCatalog.create({
        catalog: catalogServiceMock({ entities: [entity] }),
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
      publisher: { publish: async () => {} },
      logger,
    });
  });

  afterAll(async () => {
    await cloud.stop();
    jest.useRealTimers();
  });

  async function pass(minutes: number): Promise<void> {
    jest.setSystemTime(Date.now() + minutes * 60_000);
    await cloud.control.tick();
  }

  it('is about a check that is asked', () => {
    expect(
      scenarios
        .map(({ shows }) => shows.check)
        .filter(check => !asked.has(check)),
    ).toEqual([]);
  });

  it.each(scenarios.map(({ name, shows }) => [name, shows] as const))(
    '%s shows as it says',
    async (name, shows) => {
      await store.retain([]);
      await cloud.control.reset();
      await pass(40);
      expect((await sweep.checkNow(ref)).evaluation.health).toBe('healthy');

      await cloud.control.applyScenario(name, { forwarder });
      await pass(shows.shownBy ? waits[shows.shownBy] : 2);
      const look = async () => {
        const { evaluation } = await sweep.checkNow(ref);
        return {
          evaluation,
          finding: evaluation.findings.find(
            ({ checkId }) => checkId === shows.check,
          ),
        };
      };
      const before = [];
      if (shows.shownBy === 'second-look' || shows.shownBy === 'traffic') {
        before.push((await look()).finding?.status);
        await pass(2);
      }
      const { evaluation, finding } = await look();
      expect(before).not.toContain(shows.status);
      expect({
        status: finding?.status,
        message: finding?.message,
      }).toEqual({
        status: shows.status,
        message: expect.stringContaining(shows.words),
      });
      // A loss says since when, where the finding goes on to explain.
      const said = expect.stringContaining(
        (finding?.message ?? '').split(': ')[0].replace(/[.]$/, ''),
      );
      const decides = shows.status === 'failing' && !finding?.consequenceOf;
      expect(evaluation).toMatchObject(
        decides
          ? {
              health: 'failing',
              headline: said,
            }
          : {},
      );
      expect(evaluation.headline).toContain(shows.headline ?? '');
    },
  );
});
