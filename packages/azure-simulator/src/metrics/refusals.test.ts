import { plants, subscriptionIds } from '../seed/demoIds';
import {
  Refusal,
  RefusingService,
  targets,
} from '../__testUtils__/RefusingService';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin, osaka } = plants;

/** A request for a metric of the namespace in Austin, as the sweeper may make it. */
function getBatch(
  changes: Record<string, string> = {},
  resourceids: string[] = [austin.namespaceId],
) {
  const query = new URLSearchParams({
    'api-version': '2024-02-01',
    metricnamespace: 'Microsoft.EventHub/namespaces',
    metricnames: 'IncomingMessages',
    starttime: '2026-11-24T07:00:00Z',
    endtime: '2026-11-24T08:00:00Z',
    interval: 'PT5M',
    aggregation: 'total',
    ...changes,
  });
  return {
    path: `/subscriptions/${subscriptionIds.production}/metrics:getBatch?${query}`,
    body: { resourceids },
    as: 'sweeper' as const,
  };
}

describe('metrics of several resources', () => {
  let service: RefusingService;

  beforeAll(async () => {
    service = await RefusingService.start(targets.metrics);
  });

  afterAll(async () => {
    await service.stop();
  });

  it.each<Refusal>([
    { error: 'metrics.unauthenticated', ...getBatch(), as: 'forger' },
    { error: 'metrics.invalidTime', ...getBatch({ starttime: 'yesterday' }) },
    {
      error: 'metrics.invalidTimeRange',
      ...getBatch({ starttime: '2026-11-24T09:00:00Z' }),
    },
    { error: 'metrics.invalidTimeGrain', ...getBatch({ interval: 'PT10M' }) },
    {
      error: 'metrics.invalidAggregation',
      ...getBatch({ aggregation: 'most' }),
    },
    {
      error: 'metrics.invalidFilter',
      ...getBatch({ filter: 'EntityName is x' }),
    },
    {
      error: 'metrics.unknownNamespace',
      ...getBatch({ metricnamespace: 'Microsoft.Compute/virtualMachines' }),
    },
    ...['__proto__', 'constructor', 'toString'].map(metricnamespace => ({
      error: 'metrics.unknownNamespace',
      ...getBatch({ metricnamespace }),
    })),
    ...['x', '-1', '0', '1.5', ''].map(top => ({
      error: 'metrics.invalidTop',
      ...getBatch({ top }),
    })),
    {
      error: 'metrics.outOfRetention',
      ...getBatch({
        starttime: '2026-08-01T00:00:00Z',
        endtime: '2026-08-23T07:00:00Z',
      }),
    },
    {
      error: 'metrics.tooManyPoints',
      ...getBatch({
        interval: 'PT1M',
        starttime: '2016-01-01T00:00:00Z',
        metricnames: Array(10).fill('IncomingMessages').join(),
      }),
    },
    {
      error: 'metrics.tooManyPoints',
      ...getBatch({ interval: 'P1D', endtime: '9999-01-01T00:00:00Z' }),
    },
    { error: 'metrics.missingNames', ...getBatch({ metricnames: '' }) },
    { error: 'metrics.mixedResources', ...getBatch({}, [osaka.namespaceId]) },
    { error: 'metrics.notFound', path: '/elsewhere' },
  ])('refuses with $error', async refusal => {
    await expect(service.ask(refusal)).resolves.toContain(refusal.error);
  });
});
