import { plants, tenantId } from '../../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import {
  officialClients,
  OfficialClients,
} from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;

type Rows = Record<string, unknown>[];

describe('Resource Graph', () => {
  let simulator: AzureSimulator;
  let provisioner: OfficialClients;
  let sweeper: OfficialClients;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: { resourceGraphIndex: 10_000 },
    });
    provisioner = officialClients(simulator, simulator.credentials.provisioner);
    sweeper = officialClients(simulator, simulator.credentials.sweeper);
  });

  beforeEach(async () => {
    // A new window of queries for every test.
    await simulator.control.advance({ seconds: 5 });
  });

  afterAll(async () => {
    await simulator.stop();
  });

  async function rows(
    query: string,
    options: object = {},
    clients = sweeper,
  ): Promise<Rows> {
    const { data } = await clients.resourceGraph.resources({
      query,
      ...options,
    });
    return data as Rows;
  }

  it('lists namespaces, workspaces, solutions and vaults, with types in lower case', async () => {
    const counts = await rows(
      'Resources | summarize count() by type | order by type asc',
    );
    expect(counts).toEqual([
      { type: 'microsoft.eventhub/namespaces', count_: 3 },
      { type: 'microsoft.keyvault/vaults', count_: 1 },
      { type: 'microsoft.operationalinsights/workspaces', count_: 3 },
      { type: 'microsoft.operationsmanagement/solutions', count_: 3 },
    ]);
    await expect(
      rows(
        "resources | where type =~ 'Microsoft.EventHub/namespaces' and subscriptionId == '" +
          `${austin.subscriptionId}' and location == 'eastus2' | project id, name, resourceGroup, sku.name, tostring(properties.status)`,
      ),
    ).resolves.toEqual([
      {
        id: austin.namespaceId,
        name: austin.namespaceName,
        resourceGroup: austin.resourceGroup.toLowerCase(),
        sku_name: 'Standard',
        properties_status: 'Active',
      },
    ]);
    await expect(
      rows("resources | where type contains 'eventhubs' | count"),
    ).resolves.toEqual([{ Count: 0 }]);
  });

  it('begins with resources when a query names no table', async () => {
    await expect(
      rows('where isnotnull(plan.product) | summarize by location', {
        subscriptions: [austin.subscriptionId],
      }),
    ).resolves.toHaveLength(2);
  });

  it('lists role assignments and definitions apart', async () => {
    const assignments = await rows(
      "authorizationresources | where type == 'microsoft.authorization/roleassignments' | project id, properties.principalId, properties.roleDefinitionId",
      { subscriptions: [austin.subscriptionId] },
      provisioner,
    );
    expect(assignments.length).toBeGreaterThan(3);
    expect(assignments[0]).toEqual({
      id: expect.stringContaining('/roleAssignments/'),
      properties_principalId: expect.any(String),
      properties_roleDefinitionId: expect.stringContaining('roleDefinitions'),
    });
    await expect(
      rows(
        "authorizationresources | where type == 'microsoft.authorization/roledefinitions' and properties.roleName == 'Azure Event Hubs Data Receiver' | project name",
      ),
    ).resolves.toEqual([{ name: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde' }]);
  });

  it('pages with a token that survives until the end', async () => {
    const seen: unknown[] = [];
    let $skipToken: string | undefined;
    do {
      const page = await sweeper.resourceGraph.resources({
        query: 'resources | project id | order by id asc',
        options: { top: 4, skipToken: $skipToken },
      });
      expect(page).toMatchObject({
        totalRecords: 10,
        resultTruncated: 'false',
      });
      seen.push(...(page.data as { id: string }[]).map(({ id }) => id));
      $skipToken = page.skipToken;
    } while ($skipToken);
    expect(new Set(seen).size).toBe(10);
    const cut = await sweeper.resourceGraph.resources({
      query: 'resources | project name',
      options: { top: 4 },
    });
    expect(cut).toMatchObject({ count: 4, resultTruncated: 'true' });
    expect(cut.skipToken).toBeUndefined();
  });

  it('answers as a table on demand', async () => {
    const { data } = await sweeper.resourceGraph.resources({
      query:
        "resources | where type endswith 'vaults' | project name, tags, n = 1",
      options: { resultFormat: 'table' },
    });
    expect(data).toEqual({
      columns: [
        { name: 'name', type: 'string' },
        { name: 'tags', type: 'object' },
        { name: 'n', type: 'integer' },
      ],
      rows: [['kv-ot-siem', {}, 1]],
    });
  });

  it.each([
    [
      'a query that does not parse',
      { query: 'resources | frobnicate' },
      'ParserFailure',
    ],
    [
      'a column that does not exist',
      { query: 'resources | project nonsense' },
      'SemanticFailure',
    ],
    [
      'a table that is not indexed',
      { query: 'healthresources' },
      'SemanticFailure',
    ],
    [
      'a subscription that the caller does not see',
      {
        query: 'resources',
        subscriptions: ['00000000-0000-0000-0000-000000000001'],
      },
      'NoValidSubscriptionsInQueryRequest',
    ],
    [
      'a management group other than the root',
      { query: 'resources', managementGroups: ['elsewhere'] },
      'InvalidScope',
    ],
    [
      'facets',
      { query: 'resources', facets: [{ expression: 'location' }] },
      'FacetsNotSupported',
    ],
    [
      'a page of more than a thousand rows',
      { query: 'resources', options: { top: 1_001 } },
      'InvalidQueryOption',
    ],
  ])('refuses %s', async (_, query, code) => {
    await expect(sweeper.resourceGraph.resources(query)).rejects.toMatchObject({
      statusCode: 400,
      code: 'BadRequest',
      message: expect.stringMatching(
        /^Please provide below info when asking for support: timestamp = .*Z, correlationId = /,
      ),
      details: {
        error: {
          details: expect.arrayContaining([expect.objectContaining({ code })]),
        },
      },
    });
  });

  it('shows the root management group as every subscription', async () => {
    await expect(
      rows('resources | count', { managementGroups: [tenantId] }),
    ).resolves.toEqual([{ Count: 10 }]);
  });

  it('shows only what the caller may read', async () => {
    const { clientId } = simulator.credentials.sweeper;
    await simulator.control.removeRoleAssignment(clientId, {});
    await expect(rows('resources | count')).resolves.toEqual([{ Count: 0 }]);
    await expect(
      rows('resources | count', {}, provisioner),
    ).resolves.not.toEqual([{ Count: 0 }]);

    // Whoever may read a part of a subscription sees that part of it.
    const { directory } = await simulator.control.state('directory');
    const principal = Object.values(directory.servicePrincipals).find(
      ({ appId }) => appId === clientId,
    );
    const group = `/subscriptions/${plants.lyon.subscriptionId}/resourceGroups/${plants.lyon.resourceGroup}`;
    await provisioner.authorization.roleAssignments.create(
      group,
      '0d4a1b6e-52c0-4a77-8a7e-93f1f0a1d0aa',
      {
        roleDefinitionId:
          '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7',
        principalId: principal?.id ?? '',
        principalType: 'ServicePrincipal',
      },
    );
    await expect(rows('resources | distinct resourceGroup')).resolves.toEqual([
      { resourceGroup: 'rg-ot-lyon' },
    ]);
    await simulator.control.reset();
  });

  it('learns of a new namespace and of a deletion some seconds late', async () => {
    const names = async () =>
      (await rows("resources | where name startswith 'evhns-late'")).map(
        ({ name }) => name,
      );
    await provisioner.eventHub.namespaces.createOrUpdate(
      austin.resourceGroup,
      'evhns-late',
      { location: 'eastus2', sku: { name: 'Standard' } },
      { updateIntervalInMs: 10 },
    );
    await expect(names()).resolves.toEqual([]);
    await simulator.control.advance({ seconds: 10 });
    await expect(names()).resolves.toEqual(['evhns-late']);
    await provisioner.eventHub.namespaces.delete(
      austin.resourceGroup,
      'evhns-late',
      { updateIntervalInMs: 10 },
    );
    await expect(names()).resolves.toEqual(['evhns-late']);
    await simulator.control.advance({ seconds: 10 });
    await expect(names()).resolves.toEqual([]);
  });

  it('answers fifteen queries in five seconds, and says what is left', async () => {
    const query = () => {
      let headers: Record<string, string | undefined> = {};
      const answer = provisioner.resourceGraph.resources(
        { query: 'resources | count' },
        {
          onResponse: ({ headers: raw }) => {
            headers = raw.toJSON();
          },
        },
      );
      return answer.then(
        () => ({ headers, error: undefined }),
        error => ({ headers, error }),
      );
    };
    const first = await query();
    expect(first.headers).toMatchObject({
      'x-ms-user-quota-remaining': '14',
      'x-ms-user-quota-resets-after': '00:00:05',
    });
    expect(
      first.headers['x-ms-ratelimit-remaining-tenant-writes'],
    ).toBeUndefined();
    for (let index = 0; index < 14; index += 1) {
      await query();
    }
    const refused = await query();
    expect(refused.headers['x-ms-user-quota-remaining']).toBe('0');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.error).toMatchObject({
      statusCode: 429,
      code: 'RateLimiting',
    });
    await simulator.control.advance({ seconds: 5 });
    await expect(query()).resolves.toMatchObject({ error: undefined });
  });
});
