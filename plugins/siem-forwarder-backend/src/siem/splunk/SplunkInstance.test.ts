import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { demoForwarders, plants } from 'azure-simulator';
import {
  SiemConnection,
  SiemInstance,
} from 'backstage-plugin-siem-forwarder-node';
import { ArmResourceId, AzureTenants, builtInRoles } from '../../azure';
import { startTestCloud, TestCloud } from '../../__testUtils__';
import { SiemInstances } from '../SiemInstances';

jest.setTimeout(60_000);

describe('SplunkInstance', () => {
  let cloud: TestCloud;
  let splunk: SiemInstance;
  let connection: SiemConnection;
  let secret: string;

  const demoConnection = (name: string): SiemConnection => {
    const found = demoForwarders.find(forwarder => forwarder.name === name)!;
    const hub = ArmResourceId.parse(
      found.annotations['siem-forwarder/event-hub'],
    );
    return {
      name,
      tenantId: cloud.simulator.credentials.sweeper.tenantId,
      clientId: found.annotations['siem-forwarder/application-id'],
      cloud: 'custom',
      fullyQualifiedNamespace: `${hub.parent!.name}.servicebus.windows.net`,
      eventHubName: hub.name,
      consumerGroup: found.annotations['siem-forwarder/consumer-group'],
      tables: ['SecurityIncident'],
    };
  };

  beforeAll(async () => {
    cloud = await startTestCloud();
    splunk = SiemInstances.fromConfig(cloud.rootConfig).get('soc-splunk')!;
    const azure = AzureTenants.fromConfig(cloud.rootConfig, {
      logger: mockServices.logger.mock(),
    }).list[0].provisioner!;
    const application = await azure.entra.upsertApplication({
      uniqueName: 'siem-forwarder-splunk-test',
      displayName: 'splunk test',
      requestGraphPermission: false,
      notes: '',
    });
    const principal = await azure.entra.ensureServicePrincipal(
      application.appId,
    );
    await azure.roleAssignments.assign({
      scope: plants.austin.namespaceId,
      roleId: builtInRoles.eventHubsDataReceiver,
      principalId: principal.id,
      description: '',
    });
    await azure.eventHubs.putConsumerGroup(
      ArmResourceId.parse(plants.austin.namespaceId).child(
        'eventhubs',
        'incidents',
      ),
      'splunk-test',
      '',
    );
    secret = (
      await azure.entra.addPassword(application.id, {
        displayName: 'operation-1',
        endsAt: new Date(Date.now() + 86_400_000).toISOString(),
      })
    ).secretText;
    connection = {
      ...demoConnection('austin-incidents'),
      name: 'splunk-test',
      clientId: application.appId,
      consumerGroup: 'splunk-test',
    };
  });
  afterAll(() => cloud.stop());

  const writes = async () =>
    (await cloud.control.requests()).filter(request => request.isWrite);

  it('refuses what it cannot do, and makes nothing of it', async () => {
    await expect(splunk.connect(connection, undefined, {})).rejects.toThrow(
      /has no account 'siem-forwarder-splunk-test' and no secret/,
    );
    const wrong = 'not-the-application-secret';
    const refused: unknown = await splunk
      .connect(connection, wrong, {})
      .catch(error => error);
    expect(refused).toMatchObject({
      name: 'SiemCredentialRefusedError',
      retryable: true,
    });
    expect(String(refused)).not.toContain(wrong);
    expect(await splunk.plan(connection, {})).toEqual([
      expect.objectContaining({ action: 'create' }),
      expect.objectContaining({ action: 'create' }),
    ]);
  });

  it('connects once, changes only what differs, and disconnects', async () => {
    const made = await splunk.connect(connection, secret, {});
    expect(made.map(({ action }) => action)).toEqual(['create', 'create']);
    await cloud.control.clearRequests();
    expect(
      (await splunk.connect(connection, undefined, {})).map(
        ({ action }) => action,
      ),
    ).toEqual(['adopt', 'adopt']);
    expect(await writes()).toEqual([]);

    const [facts] = await splunk.collect([connection], {});
    expect(facts.account).toMatchObject({
      value: {
        name: 'siem-forwarder-splunk-test',
        clientId: connection.clientId,
      },
    });
    expect(facts.input).toMatchObject({
      value: {
        name: 'siem-forwarder-splunk-test',
        enabled: true,
        consumerGroup: 'splunk-test',
        sourcetype: 'mscs:azure:eventhub',
        index: 'ot_security',
      },
    });

    await cloud.control.disableSplunkInput('siem-forwarder-splunk-test');
    expect(await splunk.plan(connection, {})).toContainEqual(
      expect.objectContaining({
        action: 'change',
        difference: expect.stringContaining('disabled'),
      }),
    );
    await splunk.connect(connection, undefined, {});
    expect(await splunk.plan(connection, {})).toEqual([
      expect.objectContaining({ action: 'adopt' }),
      expect.objectContaining({ action: 'adopt' }),
    ]);
    const rotated = await splunk.connect(connection, secret, {});
    expect(rotated[0]).toMatchObject({
      action: 'change',
      difference: 'The client secret is replaced',
    });

    const stranger = { ...connection, clientId: plants.austin.subscriptionId };
    await expect(splunk.connect(stranger, secret, {})).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(connection.clientId),
    });
    await splunk.disconnect({ ...stranger, eventHubName: 'other' }, {});
    expect((await splunk.plan(connection, {}))[0].action).toBe('adopt');

    await splunk.disconnect(connection, {});
    await splunk.disconnect(connection, {});
    expect(
      (await splunk.plan(connection, {})).map(({ action }) => action),
    ).toEqual(['create', 'create']);
  });

  it('collects the whole fleet in five calls, and tells the readers of one hub apart', async () => {
    const names = demoForwarders.map(({ name }) => name);
    await cloud.control.clearRequests();
    const facts = await splunk.collect(names.map(demoConnection), {});
    const requests = (await cloud.control.requests()).filter(({ service }) =>
      service.startsWith('splunk'),
    );
    expect(requests).toHaveLength(5);
    const of = (name: string) => facts[names.indexOf(name)];

    expect(of('austin-incidents')).toMatchObject({
      account: { value: { clientId: expect.any(String) } },
      input: { value: { enabled: true, eventHubName: 'incidents' } },
      arrivals: {
        value: {
          count: expect.any(Number),
          windowHours: 24,
          lastIndexedAt: expect.stringMatching(/Z$/),
        },
      },
      readerErrors: { value: { count: 0 } },
    });
    // They read one hub, and one of them lost its role five hours ago.
    const lastOf = (name: string) => {
      const fact = of(name).arrivals;
      return Date.parse(
        (fact && 'value' in fact && fact.value.lastIndexedAt) || '',
      );
    };
    expect(
      lastOf('austin-alerts') - lastOf('austin-press-shop'),
    ).toBeGreaterThan(3 * 60 * 60 * 1000);
    const arrivals = of('austin-incidents').arrivals;
    // By the rows of a hub, and by what each input of one hub says.
    for (const name of ['austin-incidents', 'austin-alerts']) {
      const told = of(name).arrivals;
      const { count, slots = [] } =
        told && 'value' in told ? told.value : { count: 0 };
      expect(slots.length).toBeGreaterThan(1);
      expect(slots.reduce((sum, slot) => sum + slot.count, 0)).toBe(count);
      expect(slots.every(({ at }) => Date.parse(at) % 900_000 === 0)).toBe(
        true,
      );
    }
    expect(
      arrivals && 'value' in arrivals ? arrivals.value.count : 0,
    ).toBeGreaterThan(0);
    const disabled = facts.filter(
      ({ input }) =>
        input && 'value' in input && input.value?.enabled === false,
    );
    expect(disabled).toHaveLength(1);
    const withErrors = facts.filter(
      ({ readerErrors }) =>
        readerErrors && 'value' in readerErrors && readerErrors.value.count > 0,
    );
    expect(withErrors.length).toBeGreaterThan(0);
  });

  it('says by its own clock when it has asked', async () => {
    const later = Date.parse('2027-01-01T00:00:00.000Z');
    const [facts] = await SiemInstances.fromConfig(cloud.rootConfig, [], {
      now: () => later,
    })
      .get('soc-splunk')!
      .collect([connection], {});
    expect(facts.arrivals?.observedAt).toBe('2027-01-01T00:00:00.000Z');
    expect(facts.account?.observedAt).toBe('2027-01-01T00:00:00.000Z');
  });

  it('says what it could not read, and throws only when that is all', async () => {
    await cloud.control.fault({
      service: 'splunkSearch',
      pathPattern: 'search/jobs',
      status: 500,
    });
    const [facts] = await splunk.collect([connection], {});
    expect(facts.arrivals).toMatchObject({
      unavailable: expect.stringContaining('SOC Splunk'),
      observedAt: expect.any(String),
    });
    expect(facts.account).toMatchObject({ value: undefined });
    await cloud.control.clearFaults();

    await cloud.control.stopSplunk();
    await expect(splunk.collect([connection], {})).rejects.toMatchObject({
      name: 'SiemError',
      kind: 'unreachable',
    });
    expect((await splunk.probe({})).map(({ code }) => code)).toEqual([
      'siem-unreachable',
      'siem-unreachable',
    ]);
    await cloud.control.startSplunk();
    expect(await splunk.probe({})).toEqual([]);
  });

  it('finds what stands against it: add-on, index, token', async () => {
    await cloud.control.setSplunkAddOn(false);
    expect(await splunk.probe({})).toEqual([
      expect.objectContaining({ code: 'siem-add-on-missing' }),
    ]);
    await cloud.control.setSplunkAddOn(true);
    const configured = cloud.rootConfig
      .getConfigArray('siemForwarder.siems')[0]
      .get<JsonObject>();
    const probeOnly = (siem: JsonObject) =>
      SiemInstances.fromConfig(
        new ConfigReader({ siemForwarder: { siems: [siem] } }),
      )
        .get('soc-splunk')!
        .probe({});
    const probeWith = (change: JsonObject) =>
      probeOnly({ ...configured, ...change });
    expect(await probeWith({ index: 'no_such_index' })).toEqual([
      expect.objectContaining({
        code: 'siem-index-missing',
        message: expect.stringContaining("'no_such_index'"),
      }),
    ]);
    const { endpoints } = cloud.simulator;
    expect(
      await probeWith({
        management: { url: endpoints.splunkManagement, token: 'wrong' },
      }),
    ).toEqual([expect.objectContaining({ code: 'siem-token-refused' })]);
    const { caFile: _, ...untrusting } = configured;
    expect(await probeOnly(untrusting)).toEqual([
      expect.objectContaining({ code: 'siem-unreachable' }),
      expect.objectContaining({ code: 'siem-unreachable' }),
    ]);
  });
});
