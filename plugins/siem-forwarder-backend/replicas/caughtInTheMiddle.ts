import { ObservedShard } from './Observatory';
import { Replica } from './Replica';
import { ReplicaSet, until } from './ReplicaSet';

/** A replica that has swept a part of a shard. */
export interface Caught {
  replica: Replica;
  others: Replica[];
  shard: ObservedShard;
}

/** Waits until a replica has swept a part of the tenant, and does something to it then. */
export async function catchInTheMiddle(
  set: ReplicaSet,
  signal: 'SIGKILL' | 'SIGSTOP',
): Promise<Caught> {
  let caught: Caught | undefined;
  await until(
    'a replica is in the middle of a sweep',
    async () => {
      const shard = (await set.observatory.shards()).find(
        ({ key, cursor, owner }) =>
          key.startsWith('tenant/') && cursor !== null && owner !== null,
      );
      const replica = set.replicas.find(
        ({ owner, running }) => running && owner === shard?.owner,
      );
      if (!shard || !replica) {
        return false;
      }
      await replica.signal(signal);
      // It may have got further, or to the end, meanwhile.
      const now = await set.observatory.shard(shard.key);
      if (now.cursor === null || now.token !== shard.token) {
        if (signal === 'SIGSTOP') {
          await replica.signal('SIGCONT');
          return false;
        }
        throw new Error('The replica ended its sweep as it was killed');
      }
      const others = set.replicas.filter(
        each => each !== replica && each.running,
      );
      caught = { replica, others, shard: now };
      return true;
    },
    { seconds: 120, every: 5 },
  );
  if (!caught) {
    throw new Error('No replica was caught');
  }
  return caught;
}
