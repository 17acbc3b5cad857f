import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonArray } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { plants, ScenarioShownBy, scenarios } from 'azure-simulator';
import { ArmResourceId, AzureTenants } from '../azure';
import { AzureServices } from '../azure/AzureServices';
import { Collector } from '../collect/Collector';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { checks } from '../evaluate/checks';
import { readHealthSettings } from '../evaluate/HealthSettings';
import { Scopes } from '../scopes';
import { SiemInstances } from '../siem';
import { DatabaseHealthStore } from '../store';
import { fakeDates, startTestCloud, TestCloud } from '../__testUtils__';
import { CheckMatrix } from './__testUtils__/CheckMatrix';
import { seedVariants } from './__testUtils__/seedVariants';
import { entityOf, variants } from './__testUtils__/variants';
import { HealthSweep } from './HealthSweep';
import { sweepTables } from './sweepTables';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const forwarder = 'austin-incidents';
const ref = `resource:default/${forwarder}`;
const entity = entityOf(forwarder);

/** A forwarder whose hub no other reads: counts of a hub do not tell readers apart. */
const soleReader = 'lyon-alerts';

/** Minutes until the first look that can tell. */
const waits: Record<ScenarioShownBy, number> = {
  'second-look': 2,
  // Whole quarters of an hour, the latency of a hop, and what is under way.
  traffic: 48,
  // Facts of the flow are believed for three periods of five minutes.
  age: 16,
};

const annotated = (name: string) =>
  ArmResourceId.parse(
    entity.metadata.annotations?.[`siem-forwarder/${name}`] ?? '',
  );
const hubId = annotated('event-hub');

/** Somebody makes another hub and lets the rule fill it. */
async function moveRule(azure: AzureServices): Promise<void> {
  const namespaceId = hubId.parent;
  if (!namespaceId) {
    throw new Error(`${hubId} lies in no namespace`);
  }
  await azure.eventHubs.putHub(namespaceId.child('eventhubs', 'elsewhere'), {
    partitionCount: 1,
    retentionHours: 24,
  });
  await azure.dataExports.put(annotated('export-rule'), {
    tableNames: ['SecurityIncident'],
    namespaceId,
    eventHubName: 'elsewhere',
    enabled: true,
  });
}

/** What happens to the forwarder, beyond the single scenarios, to make its checks answer all they can. */
interface Situation {
  /** Name of the forwarder; {@link forwarder} when absent. */
  forwarder?: string;
  /** Scenarios, in the order in which they happen. */
  scenarios: string[];
  /** What somebody changes in Azure after them. */
  change?(azure: AzureServices): Promise<unknown>;
  /** One row comes after that. */
  incident?: true;
  /** Minutes until the scenarios are taken back, when they are. */
  undoneAfter?: number;
  /** Minutes before each look. */
  looks: number[];
  /** Absent: a look at the healthy forwarder comes first. */
  firstLook?: true;
}

const situations: Record<string, Situation> = {
  'portal forbidden from the start': {
    scenarios: ['portal-forbidden'],
    looks: [1],
    firstLook: true,
  },
  'SIEM down from the start': {
    scenarios: ['siem-down'],
    looks: [1],
    firstLook: true,
  },
  'rule disabled for an hour': { scenarios: ['rule-disabled'], looks: [48, 2] },
  'rule disabled while it is quiet': {
    scenarios: ['quiet-workspace', 'rule-disabled'],
    looks: [2],
  },
  'first row, and the hub is disabled': {
    scenarios: ['quiet-workspace', 'hub-disabled'],
    incident: true,
    looks: [3],
  },
  'first row, on its way to another hub': {
    scenarios: ['quiet-workspace'],
    change: moveRule,
    incident: true,
    looks: [3],
  },
  'first row, and nobody reads': {
    forwarder: soleReader,
    scenarios: ['quiet-workspace', 'input-disabled'],
    incident: true,
    looks: [3],
  },
  'another hub for an hour': {
    scenarios: [],
    change: moveRule,
    looks: [48, 2],
  },
  'throttled for a while': {
    scenarios: ['throttled-hub'],
    undoneAfter: 10,
    looks: [10],
  },
  'local authentication disabled for an hour': {
    scenarios: ['local-auth-disabled'],
    looks: [48, 2],
  },
  'expired secret for an hour': {
    scenarios: ['expired-secret'],
    looks: [48, 2],
  },
  'unread for half of the retention': {
    scenarios: ['reader-stopped'],
    change: ({ eventHubs }) =>
      eventHubs.putHub(hubId, { partitionCount: 4, retentionHours: 4 }),
    looks: [120, 15],
  },
};

/** A token whose end the portal reads; Splunk takes it for a stranger's. */
function tokenEnding(at: number): string {
  const claims = JSON.stringify({ exp: Math.floor(at / 1000) });
  return `e30.${Buffer.from(claims).toString('base64url')}.none`;
}

const asked = new Set<string>(checks.map(({ id }) => id));

describe('each scenario of the simulator', () => {
  let cloud: TestCloud;
  let store: DatabaseHealthStore;
  let sweep: HealthSweep;
  let provisioner: AzureServices;
  const matrix = new CheckMatrix(checks);

  beforeAll(async () => {
    fakeDates();
    cloud = await startTestCloud({
      seed: seedVariants,
      siemReaders: 'direct',
      behaviours: { throttling: false },
    });
    const { siems } = cloud.config;
    const [splunk] = siems as { search: object; management: object }[];
    const strangers = Object.entries({ ending: 3, ended: -1 }).map(
      ([name, days]) => ({
        ...splunk,
        id: `soc-${name}`,
        search: {
          ...splunk.search,
          token: tokenEnding(Date.now() + days * 86_400_000),
        },
      }),
    );
    const rootConfig = new ConfigReader({
      siemForwarder: {
        ...cloud.config,
        siems: [...(siems as JsonArray), ...strangers],
      },
    });
    const db = await databases.init('SQLITE_3');
    store = await DatabaseHealthStore.create({
      database: { getClient: async () => db },
    });
    const logger = mockServices.logger.mock();
    const tenants = AzureTenants.fromConfig(rootConfig, { logger });
    provisioner = tenants.list[0].provisioner!;
    sweep = HealthSweep.create({
      forwarders: ForwarderCatalog.create({
        catalog: catalogServiceMock({
          entities: [entity, entityOf(soleReader), ...Object.values(variants)],
        }),
        auth: mockServices.auth(),
      }),
      collector: Collector.create({
        tenants,
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

  it.each(Object.entries(variants))(
    'asks a forwarder like this: %s',
    async (name, { metadata }) => {
      const { evaluation } = await sweep.checkNow(
        `resource:default/${metadata.name}`,
      );
      matrix.note(name, evaluation.findings);
      expect(evaluation.findings).toHaveLength(checks.length);
    },
  );

  it.each(Object.entries(situations))(
    'asks a forwarder in the situation: %s',
    async (title, situation) => {
      await store.forget(await store.refs());
      await cloud.control.reset();
      await pass(40);
      const name = situation.forwarder ?? forwarder;
      if (!situation.firstLook) {
        await sweep.checkNow(`resource:default/${name}`);
      }
      for (const scenario of situation.scenarios) {
        await cloud.control.applyScenario(scenario, { forwarder: name });
      }
      await situation.change?.(provisioner);
      if (situation.incident) {
        const { workspaceId } =
          name === soleReader ? plants.lyon : plants.austin;
        await cloud.control.createIncident(workspaceId);
      }
      if (situation.undoneAfter) {
        await pass(situation.undoneAfter);
        await cloud.control.undoScenario();
      }
      for (const minutes of situation.looks) {
        await pass(minutes);
        const { evaluation } = await sweep.checkNow(`resource:default/${name}`);
        matrix.note(title, evaluation.findings);
        expect(evaluation.health).not.toBe('healthy');
      }
    },
  );

  it.each(scenarios.map(({ name, shows }) => [name, shows] as const))(
    '%s shows as it says',
    async (name, shows) => {
      await store.forget(await store.refs());
      await cloud.control.reset();
      await pass(40);
      expect((await sweep.checkNow(ref)).evaluation.health).toBe('healthy');

      await cloud.control.applyScenario(name, { forwarder });
      await pass(shows.shownBy ? waits[shows.shownBy] : 2);
      const look = async () => {
        const { evaluation } = await sweep.checkNow(ref);
        matrix.note(name, evaluation.findings);
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

  it('makes every check give all the answers that it can give, and no other', () => {
    process.stdout.write(`${matrix}\n`);
    expect({ empty: matrix.empty(), impossible: matrix.impossible() }).toEqual({
      empty: [],
      impossible: [],
    });
  });
});
