import { ReplicaLog } from './ReplicaMessage';

/** The time in which a replica swept a shard. */
export interface SweepInterval {
  shard: string;
  token: number;
  replica: string;
  /** Epoch milliseconds. */
  from: number;
  /** Absent for a sweep that did not end. */
  to?: number;
}

/** Two sweeps of one shard at the same time. */
export interface Overlap {
  first: SweepInterval;
  second: SweepInterval;
}

/** Reads what replicas logged of their sweeps. */
export function intervalsOf(logs: readonly ReplicaLog[]): SweepInterval[] {
  const intervals = new Map<string, SweepInterval>();
  for (const { shard, token, replica, at, message } of logs) {
    if (!shard || !token || !replica || !at) {
      continue;
    }
    const key = `${shard} ${token}`;
    const begun = intervals.get(key);
    if (message.startsWith('Sweeps ')) {
      intervals.set(key, {
        shard,
        token: Number(token),
        replica,
        from: Date.parse(at),
      });
    } else if (begun) {
      begun.to = Date.parse(at);
    }
  }
  return [...intervals.values()];
}

/** Sweeps that began before the one before them had ended; those of a replica that was killed have no end, and do not count. */
export function overlapsOf(intervals: readonly SweepInterval[]): Overlap[] {
  const byShard = new Map<string, SweepInterval[]>();
  for (const interval of intervals) {
    byShard.set(interval.shard, [
      ...(byShard.get(interval.shard) ?? []),
      interval,
    ]);
  }
  return [...byShard.values()].flatMap(ofShard =>
    ofShard
      .sort((a, b) => a.token - b.token)
      .flatMap((second, index): Overlap[] => {
        const first = ofShard[index - 1];
        return first?.to !== undefined && second.from < first.to
          ? [{ first, second }]
          : [];
      }),
  );
}
