import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { plants, subscriptionIds } from '../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin, lyon } = plants;
const hubNamespace = 'Microsoft.EventHub/namespaces';
const workspaceNamespace = 'Microsoft.OperationalInsights/workspaces';

describe('metrics:getBatch', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    azure = officialClients(simulator, simulator.credentials.sweeper);
    for (let count = 0; count < 3; count += 1) {
      await simulator.control.createIncident(austin.workspaceId);
      await simulator.control.advance({ minutes: 10 });
    }
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const query = async (
    ids: string[],
    metrics: string[],
    namespace: string,
    options: {
      filter?: string;
      top?: number;
      interval?: string;
      startTime?: Date;
      endTime?: Date;
    } = {},
    region = 'eastus2',
  ) =>
    azure.metrics(region).queryResources(ids, metrics, namespace, {
      aggregation: 'Total',
      interval: 'PT15M',
      startTime: new Date('2026-11-24T08:00:00Z'),
      endTime: new Date('2026-11-24T08:30:00Z'),
      ...options,
    });
  const values = (
    series: { metadatavalues?: { value?: string }[]; data?: object[] }[],
  ) =>
    series.map(({ metadatavalues, data }) => [
      ...(metadatavalues ?? []).map(({ value }) => value),
      ...(data ?? []).map(point => 'total' in point && point.total),
    ]);

  it('splits by hub, the busiest first, silent ones with zeros, ten by default', async () => {
    const [result] = await query(
      [austin.namespaceId],
      ['IncomingMessages'],
      hubNamespace,
      { filter: "EntityName eq '*'" },
    );
    const split = values(result.metrics[0].timeseries);
    expect(split).toContainEqual(['incidents', 2, 1]);
    expect(split).toContainEqual(['line-3', 0, 0]);
    expect(split[split.length - 1]).not.toContain(1);
    const [top] = await query(
      [austin.namespaceId],
      ['IncomingMessages'],
      hubNamespace,
      { filter: "EntityName eq '*'", top: 2 },
    );
    expect(top.metrics[0].timeseries).toHaveLength(2);
  });

  it('adds up without a filter, and picks with one', async () => {
    const [result] = await query(
      [austin.namespaceId],
      ['OutgoingMessages', 'ThrottledRequests'],
      hubNamespace,
      { interval: 'PT30M' },
    );
    expect(result.metrics.map(metric => values(metric.timeseries))).toEqual([
      [[expect.any(Number)]],
      [[0]],
    ]);
    const [picked] = await query(
      [austin.namespaceId],
      ['IncomingMessages'],
      hubNamespace,
      { filter: "EntityName eq 'ALERTS' or EntityName eq 'incidents'" },
    );
    expect(
      values(picked.metrics[0].timeseries)
        .map(([name]) => name)
        .sort(),
    ).toEqual(['alerts', 'incidents']);
  });

  it('counts what each rule exported', async () => {
    const [result] = await query(
      [austin.workspaceId],
      ['RecordsExported', 'ExportFailed'],
      workspaceNamespace,
      {
        filter: "LogAnalyticsDataExportRuleName eq '*'",
        interval: 'PT30M',
        top: 20,
      },
    );
    const [exported, failed] = result.metrics.map(metric =>
      values(metric.timeseries),
    );
    expect(exported).toContainEqual(['export-incidents', 3]);
    expect(exported).toContainEqual(['export-line-3', 0]);
    expect(failed).toEqual([['export-boiler-house', expect.any(Number)]]);
  });

  it('answers a range that begins before the retention from its beginning', async () => {
    const [result] = await query(
      [austin.namespaceId],
      ['IncomingMessages'],
      hubNamespace,
      {
        interval: 'P1D',
        startTime: new Date('2016-01-01T00:00:00Z'),
        endTime: new Date('2026-11-24T00:00:00Z'),
      },
    );
    const [{ data }] = result.metrics[0].timeseries;
    expect(data).toHaveLength(93);
    expect(data?.[0].timeStamp.toISOString()).toMatch(/^2026-08-23/);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'a resource of another region',
      () => query([lyon.namespaceId], ['IncomingMessages'], hubNamespace),
      "must be in region 'eastus2'",
    ],
    [
      'an unknown metric',
      () => query([austin.namespaceId], ['Nonsense'], hubNamespace),
      'metric: Nonsense, Valid metrics: IncomingMessages',
    ],
    [
      'a dimension that the metric lacks',
      () =>
        query([austin.namespaceId], ['IncomingMessages'], hubNamespace, {
          filter: "Rule eq '*'",
        }),
      'does not support requested dimension combination',
    ],
    [
      'more than fifty resources',
      () =>
        query(
          Array.from({ length: 51 }, () => austin.namespaceId),
          ['IncomingMessages'],
          hubNamespace,
        ),
      '1 to 50 resourceids',
    ],
  ])('refuses %s', async (_, attempt, message) => {
    await expect(attempt()).rejects.toMatchObject({
      statusCode: 400,
      code: 'BadRequest',
      message: expect.stringContaining(message),
    });
  });

  it('marks a resource that is gone, and needs Microsoft.Insights', async () => {
    const gone = `${austin.namespaceId}-gone`;
    const results = await query(
      [gone, austin.namespaceId],
      ['IncomingMessages'],
      hubNamespace,
    );
    expect(results.map(({ metrics }) => metrics[0].errorCode)).toEqual([
      'ResourceNotFound',
      'Success',
    ]);
    await simulator.control.setProvider(
      subscriptionIds.production,
      'Microsoft.Insights',
      false,
    );
    await expect(
      query([austin.namespaceId], ['IncomingMessages'], hubNamespace),
    ).rejects.toMatchObject({ statusCode: 403 });
  });
});
