import { MetricsQueryResult } from '@azure/monitor-query-metrics';
import { readMetricResults } from './readMetricResults';

const metric = (changes: object = {}) => ({
  id: '/x/providers/Microsoft.Insights/metrics/IncomingMessages',
  type: 'Microsoft.Insights/metrics',
  name: 'Incoming Messages',
  unit: 'Count',
  errorCode: 'Success',
  timeseries: [
    {
      metadatavalues: [{ name: 'entityname', value: 'hub' }],
      data: [{ timeStamp: new Date('2026-11-24T12:00:00.000Z'), total: 3 }],
    },
  ],
  ...changes,
});

const result = (resourceId: string, changes?: object) =>
  ({ resourceId, metrics: [metric(changes)] } as unknown as MetricsQueryResult);

const read = (results: MetricsQueryResult[], maximumSeries = 10) =>
  readMetricResults(results, {
    call: { service: 'Azure Monitor metrics', action: 'read metrics' },
    metrics: ['IncomingMessages'],
    dimension: 'EntityName',
    maximumSeries,
  });

const refused = {
  errorCode: 'InvalidSeries',
  errorMessage: 'no such series',
  timeseries: [],
};

describe('readMetricResults', () => {
  it('knows the others of a batch of which one was not read', () => {
    const [only, ...more] = read([result('/ONE'), result('/TWO', refused)]);
    expect(more).toEqual([]);
    expect(only).toEqual({
      resourceId: '/one',
      metric: 'IncomingMessages',
      dimension: 'hub',
      points: [{ at: '2026-11-24T12:00:00.000Z', total: 3 }],
    });
  });

  it('says why when nothing was read', () => {
    expect(() => read([result('/one', refused)])).toThrow('no such series');
  });

  it('takes an answer that may be cut for none', () => {
    expect(() => read([result('/one')], 1)).toThrow('may leave others out');
  });
});
