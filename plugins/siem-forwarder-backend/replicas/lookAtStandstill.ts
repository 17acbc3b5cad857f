import { catchInTheMiddle } from './caughtInTheMiddle';
import { ReplicaSet, until } from './ReplicaSet';
import { Verdicts } from './Verdicts';

/** How long a replica that wakes up is watched at least. */
const WATCH_MS = 5_000;

/** A replica stands still for longer than its lease and wakes up: what it writes then of the shard is refused. */
export async function lookAtStandstill(
  set: ReplicaSet,
  verdicts: Verdicts,
): Promise<void> {
  const { shard, replica } = await catchInTheMiddle(set, 'SIGSTOP');
  const stopped = Date.now();
  try {
    await until(
      `${shard.key} is claimed by another replica`,
      async () => (await set.observatory.shard(shard.key)).token > shard.token,
      { seconds: 120, every: 50 },
    );
  } finally {
    await replica.signal('SIGCONT');
  }
  const seconds = (Date.now() - stopped) / 1_000;
  verdicts.add(
    `time until the shard of a replica that stands still (${replica.name}) is claimed`,
    `${seconds.toFixed(1)} s`,
    'at most 60 s',
    seconds <= 60,
  );
  await new Promise(resolve => setTimeout(resolve, WATCH_MS));
  await until(
    `the other replica has swept ${shard.key}`,
    async () => {
      const { token, owner } = await set.observatory.shard(shard.key);
      return token > shard.token + 1 || owner === null;
    },
    { seconds: 120, every: 100 },
  );
  const updates = await set.observatory.updatesSince(shard.key, shard.token);
  const claimed = updates.findIndex(({ token }) => token > shard.token);
  // It may claim the shard anew, and then it writes under a token of its own.
  const late = updates
    .slice(claimed)
    .filter(
      ({ application, owner, token }) =>
        token === shard.token ||
        (application === replica.name &&
          owner !== null &&
          owner !== replica.owner),
    );
  verdicts.add(
    'writes of the shard by the replica that woke up',
    `${late.length} of ${updates.length - claimed}`,
    '0',
    claimed >= 0 && late.length === 0,
  );
  const refused = replica.complaints.filter(
    line =>
      line.includes(shard.key) && /claimed|terminat|Connection/i.test(line),
  );
  verdicts.add(
    'what the replica that woke up learned of it',
    refused[0] ?? 'nothing',
    'that it lost the shard',
    refused.length > 0,
  );
}
