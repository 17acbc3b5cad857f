import { Behaviours } from '../Behaviours';
import { seededWorkspace, seedEmpty } from '../seed/seedEmpty';
import { plants } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { LogTable } from '../state';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;
const group = austin.resourceGroup;
const namespaceName = 'evhns-export';

describe('a data export', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients;
  let destinationId: string;

  const addHub = (name: string) =>
    azure.eventHub.eventHubs.createOrUpdate(group, namespaceName, name, {
      partitionCount: 1,
    });

  async function start(
    behaviours: Partial<Behaviours> = {},
    plan: LogTable['plan'] = 'Analytics',
  ) {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
      behaviours,
      seed: context => {
        const state = seedEmpty(context);
        seededWorkspace(state, 'austin').tables.securityincident.plan = plan;
        return state;
      },
    });
    azure = officialClients(simulator, simulator.credentials.provisioner);
    const namespace = await azure.eventHub.namespaces.createOrUpdate(
      group,
      namespaceName,
      { location: 'eastus2', sku: { name: 'Standard' } },
      { updateIntervalInMs: 10 },
    );
    destinationId = namespace.id ?? '';
    await addHub('incidents');
  }

  afterEach(async () => {
    await simulator.stop();
  });

  const putRule = (eventHubName?: string, tableNames = ['SecurityIncident']) =>
    azure.operationalInsights.dataExports.createOrUpdate(
      group,
      austin.workspaceName,
      'export-all',
      {
        tableNames,
        enable: true,
        destination: { resourceId: destinationId, eventHubName },
      },
    );
  const incident = (title: string) =>
    simulator.control.createIncident(austin.workspaceId, { title });
  const pass = (minutes: number) => simulator.control.advance({ minutes });

  /** The records of a hub by title, one entry a message and record; undefined when there is no hub. */
  async function titles(hub = 'incidents'): Promise<unknown[] | undefined> {
    const { namespaces } = await simulator.control.state('namespaces');
    return namespaces[destinationId.toLowerCase()].eventHubs[hub]?.partitions
      .flatMap(({ messages }) => messages)
      .flatMap(
        ({ body }) => (JSON.parse(body) as { records: unknown[] }).records,
      )
      .map(record => (record as { Title?: unknown }).Title ?? record);
  }
  /** How often deliveries failed, by reason. */
  async function failures(): Promise<Record<string, number>> {
    const { metrics } = await simulator.control.state('metrics');
    const series =
      metrics[austin.workspaceId.toLowerCase()]?.ExportFailed ?? {};
    return Object.fromEntries(
      Object.entries(series).map(([dimensions, minutes]) => [
        dimensions.split('|')[2],
        Object.values(minutes).reduce((sum, count) => sum + count, 0),
      ]),
    );
  }
  const closeNetwork = (trustedServiceAccessEnabled: boolean) =>
    azure.eventHub.namespaces.createOrUpdateNetworkRuleSet(
      group,
      namespaceName,
      { defaultAction: 'Deny', trustedServiceAccessEnabled },
    );

  it('does not pass a firewall, unless trusted services may', async () => {
    await start();
    await putRule('incidents');
    await closeNetwork(false);
    await incident('shut out');
    await pass(1);
    expect(await titles()).toEqual([]);
    expect(await failures()).toEqual({ Forbidden: 1 });
    await closeNetwork(true);
    await pass(2);
    expect(await titles()).toContain('shut out');
  });

  it('does not pass where public access is disabled, which the namespace then shows', async () => {
    await start();
    await putRule('incidents');
    await azure.eventHub.namespaces.createOrUpdateNetworkRuleSet(
      group,
      namespaceName,
      { publicNetworkAccess: 'Disabled' },
    );
    await expect(
      azure.eventHub.namespaces.get(group, namespaceName),
    ).resolves.toMatchObject({ publicNetworkAccess: 'Disabled' });
    await incident('shut out');
    await pass(1);
    expect(await failures()).toEqual({ Forbidden: 1 });
  });

  it('fails where shared access keys are refused', async () => {
    await start();
    await putRule('incidents');
    await azure.eventHub.namespaces.update(group, namespaceName, {
      disableLocalAuth: true,
    });
    await incident('no key');
    await pass(1);
    expect(await failures()).toEqual({ Unauthorized: 1 });
  });

  it.each<[keyof Behaviours, () => Promise<unknown>]>([
    ['networkRules', () => closeNetwork(false)],
    [
      'exportNeedsLocalAuth',
      () =>
        azure.eventHub.namespaces.update(group, namespaceName, {
          disableLocalAuth: true,
        }),
    ],
  ])('passes all the same without %s', async (behaviour, change) => {
    await start({ [behaviour]: false });
    await putRule('incidents');
    await change();
    await incident('passes');
    await pass(1);
    expect(await titles()).toEqual(['passes']);
  });

  it('makes a hub for each table of a rule that names none, while there is room', async () => {
    await start();
    await putRule(undefined, ['SecurityIncident', 'SecurityAlert']);
    await incident('by default');
    await pass(1);
    expect(await titles('am-securityincident')).toEqual(['by default']);
    expect(await titles('am-securityalert')).toHaveLength(1);
  });

  it('fails when the namespace has no room for that hub', async () => {
    await start();
    for (let index = 1; index < 10; index += 1) {
      await addHub(`other-${index}`);
    }
    await putRule();
    await incident('no room');
    await pass(1);
    expect(await titles('am-securityincident')).toBeUndefined();
    expect(await failures()).toEqual({ QuotaExceeded: 1 });
  });

  it.each([
    [true, []],
    [false, ['silent']],
  ])(
    'takes a table of an unsupported plan into a rule and never exports it, without counting a failure: %s',
    async (unsupportedTables, arrived) => {
      await start({ unsupportedTables }, 'Auxiliary');
      await putRule('incidents');
      await incident('silent');
      await pass(1);
      expect(await titles()).toEqual(arrived);
      expect(await failures()).toEqual({});
    },
  );

  it('delivers some records twice when a retry gets through', async () => {
    await start();
    await putRule('incidents');
    await azure.eventHub.eventHubs.delete(group, namespaceName, 'incidents');
    await incident('again');
    await pass(3);
    await addHub('incidents');
    await pass(2);
    expect(await titles()).toEqual(['again', 'again']);
    await incident('once');
    await pass(1);
    expect(await titles()).toEqual(['again', 'again', 'once']);
  });

  it('forgets nothing and repeats nothing without the retry window', async () => {
    await start({ exportRetryWindow: false });
    await putRule('incidents');
    await azure.eventHub.eventHubs.delete(group, namespaceName, 'incidents');
    await incident('patient');
    await simulator.control.advance({ hours: 13 });
    await addHub('incidents');
    await pass(2);
    expect(await titles()).toEqual(['patient']);
  });

  it('goes to another region where regions do not matter', async () => {
    await start({ regionRules: false });
    const far = await azure.eventHub.namespaces.createOrUpdate(
      group,
      'evhns-far',
      { location: 'japaneast', sku: { name: 'Standard' } },
      { updateIntervalInMs: 10 },
    );
    destinationId = far.id ?? '';
    await putRule();
    await incident('far away');
    await pass(1);
    expect(await titles('am-securityincident')).toEqual(['far away']);
  });

  it('refuses a destination that does not exist in plain text, which the client cannot take apart', async () => {
    await start();
    destinationId = `${destinationId}-gone`;
    const refusal: unknown = await putRule('incidents').catch(error => error);
    expect(refusal).toMatchObject({
      statusCode: 400,
      response: {
        bodyAsText: `The destination resource '${destinationId}' was not found.`,
      },
    });
    expect((refusal as { code?: string }).code).toBeUndefined();
  });

  it('refuses it in JSON where that is switched off', async () => {
    await start({ plainTextRefusals: false });
    destinationId = `${destinationId}-gone`;
    await expect(putRule('incidents')).rejects.toMatchObject({
      statusCode: 400,
      code: 'InvalidOperationArgument',
      message: `The destination resource '${destinationId}' was not found.`,
    });
  });

  it.each([
    [true, 0],
    [false, 1],
  ])(
    'loses events that nobody read within the retention: %s',
    async (retention, kept) => {
      await start({ retention });
      await azure.eventHub.eventHubs.createOrUpdate(
        group,
        namespaceName,
        'incidents',
        { messageRetentionInDays: 1 },
      );
      await putRule('incidents');
      await incident('unread');
      await simulator.control.advance({ hours: 25 });
      expect(await titles()).toHaveLength(kept);
    },
  );

  it.each([
    [true, ['New', 'Active', 'Closed']],
    [false, ['New']],
  ])(
    'repeats an incident for every change of it: %s',
    async (incidentUpdates, statuses) => {
      await start({ incidentUpdates });
      await putRule('incidents');
      // Not every incident gets a follow-up: make some until one does.
      let name: string | undefined;
      while (name === undefined) {
        const { incidentName } = await simulator.control.createIncident(
          austin.workspaceId,
          { title: 'changing', followUp: true },
        );
        const { workspaces } = await simulator.control.state('workspaces');
        const { plannedUpdates } =
          workspaces[austin.workspaceId.toLowerCase()].sentinel;
        name = plannedUpdates.some(
          update => update.incidentName === incidentName,
        )
          ? incidentName
          : undefined;
      }
      await simulator.control.advance({ hours: 7 });
      const { namespaces } = await simulator.control.state('namespaces');
      const records = namespaces[
        destinationId.toLowerCase()
      ].eventHubs.incidents.partitions
        .flatMap(({ messages }) => messages)
        .flatMap(
          ({ body }) =>
            (JSON.parse(body) as { records: Record<string, unknown>[] })
              .records,
        )
        .filter(({ IncidentName }) => IncidentName === name);
      expect(records.map(({ Status }) => Status)).toEqual(statuses);
    },
  );
});
