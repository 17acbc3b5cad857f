import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { demoApplicationId } from '../seed/demoForwarders';
import { plants, splunkIndex } from '../seed/demoIds';
import { officialClients } from '../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;
const ruleId = `${austin.workspaceId}/dataExports/export-incidents`;
const appId = demoApplicationId('austin-incidents');

describe('the flow from a workspace to Splunk', () => {
  let simulator: AzureSimulator;

  beforeEach(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: { exportStart: 60_000 },
    });
  });

  afterEach(async () => {
    await simulator.stop();
  });

  const incident = (title: string) =>
    simulator.control.createIncident(austin.workspaceId, { title });
  const pass = (minutes: number) => simulator.control.advance({ minutes });

  /** Titles of the incidents that a forwarder brought to Splunk lately. */
  async function arrived(name = 'austin-incidents', hub = 'incidents') {
    const { splunk } = await simulator.control.state('splunk');
    const input = splunk.inputs[name];
    const titles = splunk.events
      .filter(
        event =>
          event.index === splunkIndex &&
          event.source ===
            `eventhub://${input.fields.event_hub_namespace}/${hub};`,
      )
      .map(event => JSON.parse(event.raw).Title)
      .filter(title => String(title).startsWith('test '));
    return [...new Set(titles)];
  }
  async function errors(name: string) {
    const { splunk } = await simulator.control.state('splunk');
    return splunk.events
      .filter(
        event =>
          event.index === '_internal' &&
          event.indexTime >= Date.parse('2026-11-24T08:00:00Z') &&
          event.raw.includes('level=ERROR') &&
          event.raw.includes(`datainput="${name}"`),
      )
      .map(event => event.raw);
  }
  async function total(resource: string, metric: string, dimension: string) {
    const { metrics } = await simulator.control.state('metrics');
    const series = metrics[resource.toLowerCase()]?.[metric] ?? {};
    return Object.entries(series)
      .filter(([key]) => key.includes(dimension))
      .flatMap(([, minutes]) => Object.entries(minutes))
      .filter(
        ([minute]) =>
          Number(minute) * 60_000 >= Date.parse('2026-11-24T08:00:00Z'),
      )
      .reduce((sum, [, count]) => sum + count, 0);
  }

  it('brings an incident, and counts what it brought', async () => {
    await incident('test one');
    await pass(1);
    expect(await arrived()).toEqual(['test one']);
    expect(
      await total(austin.workspaceId, 'RecordsExported', 'export-incidents'),
    ).toBe(1);
    expect(
      await total(austin.namespaceId, 'IncomingMessages', 'incidents'),
    ).toBe(1);
    // Three readers of that hub, each with a consumer group of its own.
    expect(
      await total(austin.namespaceId, 'OutgoingMessages', 'incidents'),
    ).toBe(3);
  });

  it('loses what comes while the rule is disabled', async () => {
    await simulator.control.patchRule(ruleId, { enable: false });
    await incident('test lost');
    await pass(5);
    await simulator.control.patchRule(ruleId, { enable: true });
    await incident('test too early');
    await pass(2);
    await incident('test kept');
    await pass(1);
    expect(await arrived()).toEqual(['test kept']);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'the role is missing',
      () => simulator.control.removeRoleAssignment(appId),
      "'Listen' claim(s) are required",
    ],
    [
      'the secret has expired',
      () => simulator.control.expireSecret(appId),
      'AADSTS7000222',
    ],
    [
      'the service principal is disabled',
      async () => {
        const { graph } = officialClients(
          simulator,
          simulator.credentials.provisioner,
        );
        await graph
          .pathUnchecked(`/servicePrincipals(appId='${appId}')`)
          .patch({ body: { accountEnabled: false } });
      },
      'AADSTS7000112',
    ],
    [
      'the consumer group is missing',
      () =>
        officialClients(
          simulator,
          simulator.credentials.provisioner,
        ).eventHub.consumerGroups.delete(
          austin.resourceGroup,
          austin.namespaceName,
          'incidents',
          'splunk',
        ),
      'ConsumerGroups/splunk',
    ],
  ])('reads nothing while %s', async (_, breakIt, reason) => {
    const group = 'evhns-ot-austin.servicebus.windows.net-incidents-splunk';
    const positions = async () =>
      (await simulator.control.state('splunk')).splunk.checkpoints[group];
    await pass(1);
    const before = await positions();
    await breakIt();
    await incident('test unread');
    await pass(1);
    expect(await positions()).toEqual(before);
    expect(await errors('austin-incidents')).toEqual([
      expect.stringContaining(reason),
    ]);
  });

  it('reads nothing while the input is disabled, and catches up from its checkpoint', async () => {
    await simulator.control.disableSplunkInput('austin-alerts');
    await simulator.control.disableSplunkInput('austin-legacy-reader');
    await simulator.control.createAlert(austin.workspaceId, {
      title: 'test alert',
    });
    const alerts = async () => {
      const { splunk } = await simulator.control.state('splunk');
      return splunk.events.filter(event => event.raw.includes('test alert'))
        .length;
    };
    // The incident that the alert made travels its own way.
    await pass(1);
    const incidents = await alerts();
    await simulator.control.enableSplunkInput('austin-alerts');
    await pass(1);
    expect(await alerts()).toBe(incidents + 1);
  });

  it('fails while the hub is missing, keeps rows for twelve hours, then drops them', async () => {
    const { eventHub } = officialClients(
      simulator,
      simulator.credentials.provisioner,
    );
    const hub = (method: 'delete' | 'createOrUpdate') =>
      method === 'delete'
        ? eventHub.eventHubs.delete(
            austin.resourceGroup,
            austin.namespaceName,
            'incidents',
          )
        : eventHub.eventHubs.createOrUpdate(
            austin.resourceGroup,
            austin.namespaceName,
            'incidents',
            { partitionCount: 1 },
          );
    const messages = async () => {
      const { namespaces } = await simulator.control.state('namespaces');
      return JSON.stringify(
        namespaces[austin.namespaceId.toLowerCase()].eventHubs.incidents
          ?.partitions,
      );
    };
    await hub('delete');
    await incident('test dropped');
    await simulator.control.advance({ hours: 6, minutes: 30 });
    await incident('test retried');
    await simulator.control.advance({ hours: 6 });
    expect(
      await total(austin.workspaceId, 'ExportFailed', 'EventHubNotFound'),
    ).toBeGreaterThan(600);
    await hub('createOrUpdate');
    await pass(2);
    expect(await messages()).toContain('test retried');
    expect(await messages()).not.toContain('test dropped');
  });

  it('forgets messages that are older than the retention', async () => {
    const messages = async () => {
      const { namespaces } = await simulator.control.state('namespaces');
      return namespaces[
        austin.namespaceId.toLowerCase()
      ].eventHubs.incidents.partitions.flatMap(partition => partition.messages)
        .length;
    };
    await incident('test forgotten');
    await pass(1);
    expect(await messages()).toBeGreaterThan(0);
    const { eventHub } = officialClients(
      simulator,
      simulator.credentials.provisioner,
    );
    await eventHub.eventHubs.createOrUpdate(
      austin.resourceGroup,
      austin.namespaceName,
      'incidents',
      { messageRetentionInDays: 1 },
    );
    await simulator.control.advance({ hours: 25 });
    expect(await messages()).toBe(0);
  });
});
