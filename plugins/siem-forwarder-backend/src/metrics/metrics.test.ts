import { metricsServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  MetricsService,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { metrics as globalMetrics } from '@opentelemetry/api';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { Health } from 'backstage-plugin-siem-forwarder-common';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { AzureTenants } from '../azure';
import { SiemInstances } from '../siem';
import { ShardState } from '../sweep/Shard';
import { CallMetrics } from './CallMetrics';
import { observeFleet } from './observeFleet';

jest.setTimeout(60_000);

const NOW = Date.parse('2026-11-24T12:00:00.000Z');

/** Reads on demand, as a scrape does. */
class OnDemandReader extends MetricReader {
  protected async onForceFlush() {}
  protected async onShutdown() {}
}

describe('metrics', () => {
  const reader = new OnDemandReader();
  const logger = mockServices.logger.mock();
  let service: MetricsService;

  /** Values of a metric by its attributes; undefined when there is no such metric. */
  const read = async (name: string) => {
    const { resourceMetrics } = await reader.collect();
    const found = resourceMetrics.scopeMetrics
      .flatMap(({ scope, metrics }) =>
        metrics.map(metric => ({ scope: scope.name, metric })),
      )
      .find(({ metric }) => metric.descriptor.name === name);
    return (
      found && {
        scope: found.scope,
        unit: found.metric.descriptor.unit,
        values: Object.fromEntries(
          found.metric.dataPoints.map(({ attributes, value }) => [
            Object.values(attributes).join(' '),
            value,
          ]),
        ),
      }
    );
  };

  beforeAll(async () => {
    globalMetrics.setGlobalMeterProvider(
      new MeterProvider({ readers: [reader] }),
    );
    await startTestBackend({
      features: [
        metricsServiceFactory,
        createBackendPlugin({
          pluginId: 'siem-forwarder',
          register(env) {
            env.registerInit({
              deps: {
                metrics: metricsServiceRef,
                logger: coreServices.logger,
              },
              async init(deps) {
                service = deps.metrics;
              },
            });
          },
        }),
      ],
    });
  });
  afterAll(() => globalMetrics.disable());

  describe('of the fleet', () => {
    const shard = (
      kind: ShardState['kind'],
      minutesAgo: number | undefined,
      dueAt = NOW,
    ): ShardState => ({
      key: `${kind}/${minutesAgo}`,
      kind,
      token: 1,
      dueAt: new Date(dueAt).toISOString(),
      ...(minutesAgo === undefined
        ? {}
        : { endedAt: new Date(NOW - minutesAgo * 60_000).toISOString() }),
    });
    let now = NOW;
    let list: () => Promise<ShardState[]>;
    let counts: () => Promise<Record<Health, number>>;
    const lapse = jest.fn(async (_: number) => {});

    beforeAll(() =>
      observeFleet({
        metrics: service,
        shards: { list: () => list() },
        index: { counts: () => counts(), lapse: at => lapse(at) },
        logger,
        now: () => now,
      }),
    );

    it('say how old the oldest sweep of each kind is, and how many forwarders are how well', async () => {
      list = async () => [
        shard('subscription', 3),
        shard('subscription', 12),
        shard('siem', 1),
        // Never swept: as old as it is overdue.
        shard('tenant', undefined, NOW - 90_000),
        shard('catalog', undefined, NOW + 30_000),
      ];
      counts = async () => ({
        failing: 2,
        degraded: 1,
        unknown: 0,
        pending: 0,
        quiet: 5,
        healthy: 12,
      });
      expect(await read('siem_forwarder.sweep.age')).toEqual({
        scope: 'backstage-plugin-siem-forwarder',
        unit: 's',
        values: { subscription: 720, siem: 60, tenant: 90, catalog: 0 },
      });
      expect((await read('siem_forwarder.forwarders'))?.values).toEqual({
        failing: 2,
        degraded: 1,
        unknown: 0,
        pending: 0,
        quiet: 5,
        healthy: 12,
      });
      // Else health that nobody has checked for long would be counted.
      expect(lapse).toHaveBeenCalledWith(NOW);
    });

    it('let the last sweeps grow old while the database does not answer', async () => {
      const away = async () => {
        throw new Error('the database is away');
      };
      list = away;
      counts = away;
      now += 60_000;
      expect((await read('siem_forwarder.sweep.age'))?.values).toMatchObject({
        subscription: 780,
        siem: 120,
      });
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('the database is away'),
      );
    });
  });

  describe('of calls', () => {
    let cloud: TestCloud;
    beforeAll(async () => {
      cloud = await startTestCloud();
    });
    afterAll(() => cloud?.stop());

    it('count each attempt by service, apart those that were throttled or went wrong', async () => {
      const calls = CallMetrics.create(service);
      const [{ sweeper, subscriptions }] = AzureTenants.fromConfig(
        cloud.rootConfig,
        {
          logger,
          calls,
          timings: { retryDelay: 1, maxRetries: 1, attemptTimeout: 500 },
        },
      ).list;
      const siem = SiemInstances.fromConfig(cloud.rootConfig, [], {
        calls,
      }).get('soc-splunk');
      const list = () => sweeper.workspaces.list(subscriptions[0]);
      const fault = (more: object) =>
        cloud.control.fault({
          service: 'resourceManager',
          pathPattern: 'OperationalInsights/workspaces$',
          times: 1,
          ...more,
        });

      await list();
      await fault({ status: 429, retryAfter: 0 });
      await list();
      await fault({ status: 403, code: 'AuthorizationFailed' });
      await expect(list()).rejects.toThrow();
      await fault({ status: 'hang' });
      await expect(list()).rejects.toThrow();
      await siem?.probe({});

      expect((await read('siem_forwarder.calls'))?.values).toEqual({
        // What the login offers, and a token.
        login: 2,
        'resource-manager': 5,
        splunk: expect.any(Number),
      });
      expect((await read('siem_forwarder.calls.throttled'))?.values).toEqual({
        'resource-manager': 1,
      });
      expect((await read('siem_forwarder.calls.errors'))?.values).toEqual({
        'resource-manager refused': 1,
        'resource-manager unanswered': 1,
      });
    });

    it('count the sign-ins that are refused, when the credential has ended', async () => {
      const ended = JSON.parse(
        JSON.stringify(cloud.config).replaceAll(
          /"clientSecret":"[^"]*"/g,
          '"clientSecret":"ended"',
        ),
      );
      const count = jest.fn();
      const [{ sweeper, subscriptions }] = AzureTenants.fromConfig(
        new ConfigReader({ siemForwarder: ended }),
        { logger, calls: { onCall: count } },
      ).list;
      await expect(sweeper.workspaces.list(subscriptions[0])).rejects.toThrow(
        'AADSTS7000215',
      );
      expect(count.mock.calls).toEqual([
        ['login', 'answered'],
        ['login', 'refused'],
      ]);
    });
  });
});
