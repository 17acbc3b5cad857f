import { startTestCloud, TestCloud } from '../__testUtils__';
import { ArmResourceId } from './ArmResourceId';
import { AzureServices } from './AzureServices';
import { AzureTenants } from './AzureTenants';
import { mockServices } from '@backstage/backend-test-utils';
import { AUSTIN, LYON } from '../operations/__testUtils__/operationsFixture';
import { WriteWatch, watchWrites } from '../calls';

jest.setTimeout(60_000);

describe('what was made can be taken away', () => {
  let cloud: TestCloud;
  let azure: AzureServices;
  const austin = ArmResourceId.parse(AUSTIN, 'workspaceId');
  const lyon = ArmResourceId.parse(LYON, 'workspaceId');

  beforeAll(async () => {
    cloud = await startTestCloud({
      behaviours: { throttling: false },
    });
    azure = AzureTenants.fromConfig(cloud.rootConfig, {
      logger: mockServices.logger.mock(),
    }).list[0].provisioner!;
  });
  afterAll(() => cloud.stop());

  const directory = async () => {
    const { directory: all } = await cloud.control.state('directory');
    return all;
  };

  it('an application, for good, so that its name is free again', async () => {
    const before = await directory();
    const wanted = {
      uniqueName: 'siem-forwarder-removal',
      displayName: 'siem-forwarder-removal',
      requestGraphPermission: false,
      notes: 'made by operation 1',
    };
    const application = await azure.entra.upsertApplication(wanted);
    await azure.entra.ensureServicePrincipal(application.appId);
    await azure.entra.deleteApplication(application.id);
    await azure.entra.purgeApplication(application);
    expect(await directory()).toEqual(before);
    await azure.entra.purgeApplication(application);

    const again = await azure.entra.upsertApplication(wanted);
    await azure.entra.deleteApplication(again.id);
    await azure.entra.purgeApplication(again);
  });

  it('the request of the Graph permission, and nothing else of the application', async () => {
    const wanted = {
      uniqueName: 'siem-forwarder-graph',
      displayName: 'siem-forwarder-graph',
      requestGraphPermission: true,
      notes: 'made by operation 1',
    };
    await azure.entra.upsertApplication(wanted);
    await azure.entra.withdrawGraphPermission(wanted.uniqueName);
    expect(
      await azure.entra.getApplicationByUniqueName(wanted.uniqueName),
    ).toMatchObject({
      displayName: wanted.displayName,
      requestedGraphRoles: [],
    });
  });

  it('a service principal alone', async () => {
    const application = await azure.entra.upsertApplication({
      uniqueName: 'siem-forwarder-principal',
      displayName: 'siem-forwarder-principal',
      requestGraphPermission: false,
      notes: '',
    });
    const before = await directory();
    const principal = await azure.entra.ensureServicePrincipal(
      application.appId,
    );
    await azure.entra.deleteServicePrincipal(principal.id);
    expect(await directory()).toEqual(before);
  });

  it("a workspace's IoT connector and incident creation rule, made under the ids that were told before", async () => {
    const [subscription] = [lyon.subscriptionId];
    for (const workspace of [austin, lyon]) {
      for (const { id } of await azure.sentinel.listIotConnectors(workspace)) {
        await azure.sentinel.deleteIotConnector(workspace, id);
      }
    }
    const before = await cloud.control.state('workspaces');
    const connector = await azure.sentinel.connectIot(lyon, subscription);
    expect(connector.id.toLowerCase()).toBe(
      azure.sentinel.iotConnectorId(lyon, subscription).toLowerCase(),
    );
    await azure.sentinel.disconnectIot(lyon, connector.id);
    expect(await azure.sentinel.listIotConnectors(lyon)).toEqual([
      expect.objectContaining({ alertsEnabled: false }),
    ]);
    await azure.sentinel.deleteIotConnector(lyon, connector.id);
    expect(await cloud.control.state('workspaces')).toEqual(before);

    await azure.sentinel.connectIot(lyon, subscription);
    await azure.sentinel.disconnectIot(lyon, connector.id);
    expect(await azure.sentinel.connectIot(lyon, subscription)).toMatchObject({
      alertsEnabled: true,
    });
    await azure.sentinel.deleteIotConnector(lyon, connector.id);

    for (const rule of await azure.sentinel.listAnalyticsRules(lyon)) {
      await azure.sentinel.deleteAnalyticsRule(lyon, rule.id);
    }
    const rule = await azure.sentinel.enableIncidentCreation(lyon);
    expect(rule.id.toLowerCase()).toBe(
      azure.sentinel.incidentRuleId(lyon).toLowerCase(),
    );
    await azure.sentinel.disableIncidentCreation(lyon, rule.id);
    expect(await azure.sentinel.listAnalyticsRules(lyon)).toEqual([
      expect.objectContaining({
        enabled: false,
        productFilter: expect.any(String),
      }),
    ]);
    await azure.sentinel.deleteAnalyticsRule(lyon, rule.id);
    expect(await azure.sentinel.listAnalyticsRules(lyon)).toEqual([]);
  });

  it('a secret of a vault, with older versions still to be read', async () => {
    const { url } = cloud.rootConfig
      .getConfigArray('siemForwarder.keyVaults')
      .map(vault => ({ url: vault.getString('url') }))[0];
    const set = (value: string) =>
      azure.keyVaults.set(url, 'removal', {
        value,
        contentType: 'text',
        expiresAt: '2027-01-01T00:00:00.000Z',
        tags: { operation: value },
      });
    await set('first');
    // A vault notes whole seconds.
    await new Promise(resolve => setTimeout(resolve, 1_100));
    await set('second');
    const versions = await azure.keyVaults.listVersions(url, 'removal');
    expect(versions.map(({ tags }) => tags.operation)).toEqual([
      'second',
      'first',
    ]);
    expect(
      await azure.keyVaults.getValue(url, 'removal', {
        version: versions[1].version,
      }),
    ).toBe('first');
    await azure.keyVaults.delete(url, 'removal');
    expect(await azure.keyVaults.listVersions(url, 'removal')).toEqual([]);
    // The vault of the demonstration has purge protection.
    expect(await azure.keyVaults.purge(url, 'removal')).toBe(false);
    await azure.keyVaults.delete(url, 'removal');
  });

  it.each([
    ['refused', { status: 403 }, false],
    ['failed by the service', { status: 500 }, true],
  ])('a write that is %s is told apart', async (_title, fault, happened) => {
    await cloud.control.fault({
      service: 'graph',
      method: 'PATCH',
      ...fault,
    });
    const watch = new WriteWatch();
    await expect(
      watchWrites(watch, () =>
        azure.entra.upsertApplication({
          uniqueName: `siem-forwarder-watch-${fault.status}`,
          displayName: 'x',
          requestGraphPermission: false,
          notes: '',
        }),
      ),
    ).rejects.toThrow('Microsoft Graph');
    expect(watch.mayHaveHappened).toBe(happened);
    await cloud.control.clearFaults();
  });

  it('a write is not sent again for whom may not send any more', async () => {
    await cloud.control.clearRequests();
    await cloud.control.fault({
      service: 'graph',
      method: 'PATCH',
      status: 429,
      retryAfter: 1,
      times: 1,
    });
    const lost = new Error('the claim is lost');
    let attempts = 0;
    const watch = new WriteWatch({
      assertMaySend: () => {
        attempts += 1;
        if (attempts > 1) {
          throw lost;
        }
      },
    });
    await expect(
      watchWrites(watch, () =>
        azure.entra.upsertApplication({
          uniqueName: 'siem-forwarder-resent',
          displayName: 'x',
          requestGraphPermission: false,
          notes: '',
        }),
      ),
    ).rejects.toBe(lost);
    expect(attempts).toBe(2);
    const sent = await cloud.control.requests();
    expect(sent.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
  });

  it('a write that is cancelled while its answer is out may have happened', async () => {
    await cloud.control.clearRequests();
    await cloud.control.fault({
      service: 'graph',
      method: 'PATCH',
      status: 'silent',
    });
    const isSent = async () =>
      (await cloud.control.requests()).some(({ method }) => method === 'PATCH');
    const watch = new WriteWatch();
    const cancel = new AbortController();
    const write = watchWrites(watch, () =>
      azure.entra.upsertApplication(
        {
          uniqueName: 'siem-forwarder-watch-cancelled',
          displayName: 'x',
          requestGraphPermission: false,
          notes: '',
        },
        { signal: cancel.signal },
      ),
    ).catch(() => watch.mayHaveHappened);
    while (!(await isSent())) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    cancel.abort();
    await expect(write).resolves.toBe(true);
    await cloud.control.clearFaults();
  });
});
