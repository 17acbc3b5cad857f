import { planFleet } from 'azure-simulator';
import type { FleetSize, RequestCount } from 'azure-simulator';
import { Cadence } from '../../src/collect/Facts';
import { BenchLine, BenchPart } from '../BenchLine';
import { Child } from './childProcess';
import { ReadySimulator } from './fleetConfig';
import { FleetName, fleets } from './fleets';
import { Floor, floorOf, shapeOf } from './floors';
import type { PeerResults } from './peerProcess';
import type { SweepResult, SweepResults } from './sweepProcess';

/** What is to hold. */
const targets = {
  /** Calls of a sweep, as a multiple of the floor. */
  ratio: 1.1,
  /** Calls of the loop per forwarder, as a multiple of a sweep's. */
  peer: 10,
  /** Time of fleet C's sweeps, as a multiple of what its bucket needs. */
  throttle: 1.25,
  /** Growth of the memory in fleet B, in MB. */
  megabytes: 150,
};

/** A subscription's bucket of reads. Source: https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling */
const bucket = { capacity: 250, refillPerSecond: 25 };

/**
 * Forwarders that the loop looks at: all of fleet A. Of the larger ones it
 * looks at some, and its calls are multiplied: each forwarder costs it the
 * same, and all of them would take it hours.
 */
const PEER_FORWARDERS: Record<FleetName, number> = { A: 1_000, B: 200, C: 200 };

/**
 * V8's limits in the sweeping process, in MB: without one it collects late,
 * and what is measured is its patience. In fleet C full batches of metrics,
 * with half a million points each, are read at one time.
 */
const HEAP: Record<FleetName, number> = { A: 200, B: 200, C: 500 };

const nodeOptions = (fleet: FleetName) => [
  '--expose-gc',
  `--max-old-space-size=${HEAP[fleet]}`,
  '--max-semi-space-size=8',
];

const sweeps: Record<'flow' | 'configuration', readonly Cadence[]> = {
  flow: ['flow'],
  configuration: ['flow', 'configuration'],
};

/** Calls to Azure and the SIEM; tokens are counted apart. */
function callsOf(counts: RequestCount[]): number {
  return counts
    .filter(({ service }) => service !== 'login')
    .reduce((sum, { count }) => sum + count, 0);
}

function throttledOf(counts: RequestCount[]): number {
  return counts
    .filter(({ status }) => status === 429 || status === 503 || status === 529)
    .reduce((sum, { count }) => sum + count, 0);
}

async function withSimulator<T>(
  options: { size: FleetSize; throttling: boolean },
  use: (simulator: ReadySimulator) => Promise<T>,
): Promise<T> {
  const child = new Child<ReadySimulator>('simulatorProcess', options);
  try {
    return await use(await child.told());
  } finally {
    await child.stop();
  }
}

async function inProcess<T>(
  script: string,
  argument: object,
  options?: string[],
): Promise<T> {
  const child = new Child<T>(script, argument, options);
  try {
    return await child.told();
  } finally {
    await child.stop();
  }
}

function sweepLines(
  fleet: FleetName,
  sweep: 'flow' | 'configuration',
  own: SweepResult,
  floor: Floor,
  peerCalls: number,
): BenchLine[] {
  const subject = `fleet ${fleet}, ${sweep} sweep`;
  const calls = callsOf(own.counts);
  const ratio = calls / floor.calls;
  const fewer = peerCalls / calls;
  const throttled = throttledOf(own.counts);
  const wait =
    Math.max(0, floor.reads - bucket.capacity) / bucket.refillPerSecond;
  return [
    {
      subject,
      measure: 'calls, and as a multiple of the floor',
      value: `${calls} / ${floor.calls} = ${ratio.toFixed(3)}`,
      target: `<= ${targets.ratio}`,
      holds: ratio <= targets.ratio,
    },
    {
      subject,
      measure: 'calls of a loop per forwarder, as a multiple',
      value: `${peerCalls} = ${fewer.toFixed(1)}`,
      target: `>= ${targets.peer}`,
      holds: fewer >= targets.peer,
    },
    {
      subject,
      measure: 'calls that Azure throttled',
      value: String(throttled),
      target: '0',
      holds: throttled === 0,
    },
    fleet === 'C'
      ? {
          subject,
          measure: 'seconds, and as a multiple of what the bucket needs',
          value: `${own.seconds.toFixed(0)} / ${wait.toFixed(0)} = ${(
            own.seconds / wait
          ).toFixed(2)}`,
          target: `<= ${targets.throttle}`,
          holds: own.seconds <= wait * targets.throttle,
        }
      : { subject, measure: 'seconds', value: own.seconds.toFixed(1) },
    {
      subject,
      measure: 'growth of memory, MB',
      value: own.megabytes.toFixed(0),
      ...(fleet === 'B'
        ? {
            target: `< ${targets.megabytes}`,
            holds: own.megabytes < targets.megabytes,
          }
        : {}),
    },
  ];
}

async function benchFleet(
  fleet: FleetName,
  report: (line: BenchLine) => void,
): Promise<void> {
  const size = fleets[fleet];
  const shape = shapeOf(planFleet(size));
  const own = await withSimulator({ size, throttling: true }, simulator =>
    inProcess<SweepResults>(
      'sweepProcess',
      { size, simulator },
      nodeOptions(fleet),
    ),
  );
  const forwarders = PEER_FORWARDERS[fleet];
  const peer = await withSimulator({ size, throttling: false }, simulator =>
    inProcess<PeerResults>('peerProcess', { size, simulator, forwarders }),
  );
  for (const sweep of ['flow', 'configuration'] as const) {
    const lines = sweepLines(
      fleet,
      sweep,
      own[sweep],
      floorOf(shape, sweeps[sweep]),
      callsOf(peer[sweep].counts) * (size.forwarders / peer.forwarders),
    );
    lines.forEach(report);
  }
  const unread = Object.entries(own.unread);
  report({
    subject: `fleet ${fleet}`,
    measure: 'facts that were not read of some forwarder',
    value:
      unread
        .map(
          ([name, count]) =>
            `${name} of ${count} (${
              own.reasons[name as keyof typeof own.reasons]
            })`,
        )
        .join(', ') || 'none',
    target: 'none',
    holds: unread.length === 0,
  });
}

/** Calls of whole sweeps over generated fleets, beside their floor and a loop per forwarder. */
export function benchCalls(names: readonly FleetName[]): BenchPart {
  return {
    name: 'calls',
    run: async report => {
      for (const fleet of names) {
        await benchFleet(fleet, report);
      }
    },
  };
}
