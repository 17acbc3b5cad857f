import { LoggerService } from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { stringifyError } from '@backstage/errors';
import { healths } from 'backstage-plugin-siem-forwarder-common';
import { FleetIndex } from '../fleet';
import { ShardState } from '../sweep/Shard';
import { ShardStore } from '../sweep/ShardStore';

/** What {@link observeFleet} reads. */
export interface ObservedFleet {
  metrics: MetricsService;
  shards: Pick<ShardStore, 'list'>;
  index: Pick<FleetIndex, 'counts' | 'lapse'>;
  logger: LoggerService;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/**
 * Offers what the database says of the fleet as metrics. It is read when
 * metrics are collected, and every replica that is asked says the same.
 */
export function observeFleet(options: ObservedFleet): void {
  const { metrics, shards, index, logger, now = Date.now } = options;
  // While the database does not answer, the last sweeps that it told of grow old.
  let lastSeen: ShardState[] = [];

  metrics
    .createObservableGauge('siem_forwarder.sweep.age', {
      description:
        'Time since the sweep that is longest ago, of the shards of a kind',
      unit: 's',
    })
    .addCallback(async result => {
      await quietly(logger, async () => {
        lastSeen = await shards.list();
      });
      for (const [source, age] of oldestByKind(lastSeen, now())) {
        result.observe(age / 1000, { source });
      }
    });

  metrics
    .createObservableGauge('siem_forwarder.forwarders', {
      description: 'Forwarders by health',
      unit: '{forwarder}',
    })
    .addCallback(async result => {
      await quietly(logger, async () => {
        await index.lapse(now());
        const counts = await index.counts({});
        for (const health of healths) {
          result.observe(counts[health], { health });
        }
      });
    });
}

/** Milliseconds by kind; a shard that was never swept is as old as it is overdue. */
function oldestByKind(states: ShardState[], now: number): Map<string, number> {
  const ages = new Map<string, number>();
  for (const { kind, endedAt, dueAt } of states) {
    const age = Math.max(0, now - Date.parse(endedAt ?? dueAt));
    ages.set(kind, Math.max(age, ages.get(kind) ?? 0));
  }
  return ages;
}

/** A metric that cannot be read must not end the collection of the others. */
async function quietly(
  logger: LoggerService,
  read: () => Promise<void>,
): Promise<void> {
  try {
    await read();
  } catch (error) {
    logger.warn(
      `A metric of the fleet could not be read: ${stringifyError(error)}`,
    );
  }
}
