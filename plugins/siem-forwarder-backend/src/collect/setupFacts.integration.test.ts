import { mockServices } from '@backstage/backend-test-utils';
import { demoForwarders, seedFunction } from 'azure-simulator';
import { AzureTenants } from '../azure';
import { graphRoles, MICROSOFT_GRAPH_APP_ID } from '../azure/graphRoles';
import { Scopes } from '../scopes';
import { SiemInstances } from '../siem';
import { entityOf } from '../sweep/__testUtils__/variants';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { Collector } from './Collector';
import { everyFact } from './dueFacts';
import { factDefinitions, FactName, factNames } from './Facts';
import { Forwarder } from './Forwarder';

jest.setTimeout(60_000);

/** Two read one hub, the third another one of the same namespace. */
const names = ['austin-incidents', 'austin-archive', 'austin-alerts'];
const clientIds = demoForwarders
  .filter(({ name }) => names.includes(name))
  .map(({ annotations }) => annotations['siem-forwarder/application-id']);
const [granted] = clientIds;
const ROLE = graphRoles.securityEventsReadWriteAll;

const flow: ReadonlySet<FactName> = new Set(
  factNames.filter(name => factDefinitions[name].cadence === 'flow'),
);

describe('facts about how a forwarder is set up', () => {
  let cloud: TestCloud;
  let collector: Collector;
  const forwarders = names.map(name => {
    const forwarder = Forwarder.fromEntity(entityOf(name));
    if (!forwarder) {
      throw new Error(`${name} is no forwarder`);
    }
    return forwarder;
  });

  beforeAll(async () => {
    cloud = await startTestCloud({
      seed: context => {
        const state = seedFunction('fleet')(context);
        const { applications, servicePrincipals, appRoleAssignments } =
          state.directory;
        const principals = Object.values(servicePrincipals);
        const graph = principals.find(p => p.appId === MICROSOFT_GRAPH_APP_ID);
        for (const application of Object.values(applications)) {
          if (clientIds.includes(application.appId)) {
            application.requiredResourceAccess.push({
              resourceAppId: MICROSOFT_GRAPH_APP_ID,
              resourceAccess: [{ id: ROLE, type: 'Role' }],
            });
          }
        }
        for (const principal of principals) {
          if (principal.appId === granted && graph) {
            appRoleAssignments.push({
              id: 'grant',
              appRoleId: ROLE,
              principalId: principal.id,
              resourceId: graph.id,
              createdDateTime: principal.createdDateTime,
            });
          }
        }
        return state;
      },
      siemReaders: 'none',
    });
    collector = Collector.create({
      tenants: AzureTenants.fromConfig(cloud.rootConfig, {
        logger: mockServices.logger.mock(),
      }),
      siems: SiemInstances.fromConfig(cloud.rootConfig),
      scopes: Scopes.fromConfig(cloud.rootConfig),
    });
  });

  afterAll(() => cloud.stop());

  async function collect(which = forwarders, due = everyFact) {
    await cloud.control.clearRequests();
    const snapshots = await collector.collect(
      which.map(forwarder => ({ forwarder, previous: {}, due })),
      { signal: AbortSignal.timeout(30_000) },
    );
    const requests = await cloud.control.requests();
    return {
      facts: which.map(({ entityRef }) => snapshots.get(entityRef)?.facts),
      calls: (operationId: string) =>
        requests.filter(request => request.operationId === operationId).length,
    };
  }

  it('are read once a namespace, a hub and a tenant', async () => {
    const { facts, calls } = await collect();
    const [incidents, archive, alerts] = facts;

    expect(incidents).toMatchObject({
      namespace: {
        value: {
          tier: 'Standard',
          capacity: 1,
          localAuthDisabled: false,
          publicNetworkAccess: 'Enabled',
        },
      },
      networkRules: {
        value: { defaultAction: 'Allow', trustedServiceAccessEnabled: true },
      },
      hub: { value: { cleanupPolicy: 'Delete' } },
      consumerGroups: { value: expect.arrayContaining(['$Default', 'splunk']) },
      application: {
        value: {
          requestedGraphRoles: [ROLE],
          secrets: [
            expect.objectContaining({ startsAt: expect.stringMatching(/Z$/) }),
          ],
        },
      },
      exportFailures: { value: { total: 0, lastAt: null } },
      throttled: { value: { total: 0, lastAt: null } },
      siemTokens: {
        value: [
          { name: 'management token', endsAt: expect.stringMatching(/Z$/) },
          { name: 'search token', endsAt: expect.stringMatching(/Z$/) },
        ],
      },
    });
    expect(archive?.consumerGroups).toEqual(incidents?.consumerGroups);
    expect([incidents, archive, alerts].map(f => f?.graphRoles)).toMatchObject([
      { value: { requested: [ROLE], granted: [ROLE] } },
      { value: { requested: [ROLE], granted: [] } },
      { value: { requested: [ROLE], granted: [] } },
    ]);
    expect(calls('Namespaces_GetNetworkRuleSet')).toBe(1);
    expect(calls('ConsumerGroups_ListByEventHub')).toBe(2);
    expect(calls('servicePrincipals.ListappRoleAssignedTo')).toBe(1);
    expect(calls('servicePrincipals.ListappRoleAssignments')).toBe(0);
  });

  it('are asked of one application by itself', async () => {
    const { facts, calls } = await collect(forwarders.slice(0, 1));

    expect(facts[0]?.graphRoles).toMatchObject({ value: { granted: [ROLE] } });
    expect(calls('servicePrincipals.ListappRoleAssignments')).toBe(1);
    expect(calls('servicePrincipals.ListappRoleAssignedTo')).toBe(0);
  });

  it('cost the flow no call', async () => {
    const { facts, calls } = await collect(forwarders, flow);

    expect(facts[0]).not.toHaveProperty('networkRules');
    expect(facts[0]).not.toHaveProperty('consumerGroups');
    expect(facts[0]).not.toHaveProperty('graphRoles');
    expect(calls('Namespaces_GetNetworkRuleSet')).toBe(0);
    expect(calls('ConsumerGroups_ListByEventHub')).toBe(0);
    expect(calls('servicePrincipals.ListappRoleAssignedTo')).toBe(0);
  });

  it('say what is missing, and why they are not known', async () => {
    await cloud.control.applyScenario('namespace-deleted', {
      forwarder: names[0],
    });
    const gone = await collect(forwarders.slice(0, 1));
    await cloud.control.undoScenario();
    await cloud.control.fault({
      operationId: 'Namespaces_GetNetworkRuleSet',
      status: 403,
    });
    const forbidden = await collect(forwarders.slice(0, 1));
    await cloud.control.clearFaults();

    expect(gone.facts[0]).toMatchObject({
      networkRules: { value: null },
      consumerGroups: { value: null },
    });
    expect(gone.calls('Namespaces_GetNetworkRuleSet')).toBe(0);
    expect(forbidden.facts[0]).toMatchObject({
      networkRules: { unavailable: { reason: 'forbidden' } },
      consumerGroups: { value: expect.arrayContaining(['splunk']) },
    });
  });
});
