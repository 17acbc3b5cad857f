import { plants, subscriptionIds } from 'azure-simulator';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { trustedAuthorities } from '../tls/trustedAuthorities';
import { ArmResourceId } from './ArmResourceId';
import { AzureConnection } from './AzureConnection';
import { readCloud } from './clouds';
import { readCredential } from './credentials';
import { SdkMetrics } from './SdkMetrics';

jest.setTimeout(60_000);

describe('SdkMetrics', () => {
  let cloud: TestCloud;
  let connection: AzureConnection;

  beforeAll(async () => {
    cloud = await startTestCloud();
    const azure = cloud.rootConfig.getConfig('siemForwarder.azure');
    const [tenant] = azure.getConfigArray('tenants');
    const authorities = trustedAuthorities(azure.getString('caFile'), 'caFile');
    const shared = {
      tenantId: tenant.getString('id'),
      cloud: readCloud(azure),
      authorities,
    };
    connection = new AzureConnection({
      ...shared,
      identity: 'sweeper',
      credential: readCredential(tenant.getConfig('sweeper'), {
        ...shared,
        key: 'sweeper',
      }),
    });
  });
  afterAll(() => cloud.stop());

  const incoming = (metrics: SdkMetrics) =>
    metrics.query({
      subscriptionId: subscriptionIds.production,
      region: plants.austin.location,
      resourceIds: [ArmResourceId.parse(plants.austin.namespaceId)],
      metricNamespace: 'Microsoft.EventHub/namespaces',
      metrics: ['IncomingMessages'],
      dimension: 'EntityName',
      interval: 'PT5M',
      from: new Date(Date.now() - 6 * 3_600_000).toISOString(),
      to: new Date(Date.now() + 60_000).toISOString(),
    });

  it('takes an answer that may have left series out for none: they would pass for zero', async () => {
    const whole = await incoming(new SdkMetrics(connection));
    expect(whole.length).toBeGreaterThan(1);

    await expect(
      incoming(new SdkMetrics(connection, { maximumSeries: whole.length - 1 })),
    ).rejects.toMatchObject({
      name: 'AzureError',
      message: expect.stringContaining('may leave others out'),
    });
  });

  it('tells what nothing happened in from what the answer leaves out', async () => {
    const failed = () =>
      new SdkMetrics(connection).query({
        subscriptionId: subscriptionIds.production,
        region: plants.lyon.location,
        resourceIds: [ArmResourceId.parse(plants.lyon.workspaceId)],
        metricNamespace: 'Microsoft.OperationalInsights/workspaces',
        metrics: ['ExportFailed'],
        dimension: 'LogAnalyticsDataExportRuleName',
        interval: 'PT5M',
        from: new Date(Date.now() - 3_600_000).toISOString(),
        to: new Date(Date.now() + 60_000).toISOString(),
      });
    expect(await failed()).toEqual([
      {
        resourceId: plants.lyon.workspaceId.toLowerCase(),
        metric: 'ExportFailed',
        points: [],
      },
    ]);
    await cloud.control.fault({
      service: 'metrics',
      status: 'partial',
      times: 1,
    });
    expect(await failed()).toEqual([]);
  });

  it('hands out no slots in which nothing happened', async () => {
    const series = await incoming(new SdkMetrics(connection));
    const points = series.flatMap(each => each.points);
    expect(points.length).toBeGreaterThan(0);
    expect(points.filter(({ total }) => total === 0)).toEqual([]);
  });
});
