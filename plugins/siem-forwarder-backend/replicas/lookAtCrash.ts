import { catchInTheMiddle } from './caughtInTheMiddle';
import { fleetSize } from './ReplicaMessage';
import { ReplicaSet, until } from './ReplicaSet';
import { Verdicts } from './Verdicts';

/** A shard is swept again within this time after its replica died. */
const SECONDS = 60;

/** A replica dies in the middle of a sweep: another one takes the shard over, and goes on where it was. */
export async function lookAtCrash(
  set: ReplicaSet,
  verdicts: Verdicts,
): Promise<void> {
  const { shard, replica, others } = await catchInTheMiddle(set, 'SIGKILL');
  const died = Date.now();
  await until(
    `${shard.key} is claimed again`,
    async () => (await set.observatory.shard(shard.key)).token > shard.token,
    { seconds: 2 * SECONDS, every: 50 },
  );
  const seconds = (Date.now() - died) / 1_000;
  verdicts.add(
    `time until the shard of a killed replica (${replica.name}) is claimed again`,
    `${seconds.toFixed(1)} s`,
    `at most ${SECONDS} s`,
    seconds <= SECONDS,
  );
  const token = String(shard.token + 1);
  const linesOf = () =>
    others
      .flatMap(({ sweeps }) => sweeps)
      .filter(line => line.shard === shard.key && line.token === token);
  await until(
    `the sweep of ${shard.key} has ended`,
    async () => linesOf().some(({ message }) => message.startsWith('Swept')),
    { seconds: SECONDS, every: 100 },
  );
  const begun = linesOf().find(({ message }) => message.startsWith('Sweeps'));
  const ended = linesOf().find(({ forwarders }) => forwarders !== undefined);
  const left = ended?.forwarders ?? Infinity;
  verdicts.add(
    'forwarders that the next replica swept of that shard',
    `${left} of ${fleetSize.forwarders}, ${
      begun?.message.endsWith(` after ${shard.cursor}`)
        ? 'from the cursor'
        : 'from elsewhere'
    }`,
    'those behind the cursor',
    left < fleetSize.forwarders &&
      begun?.message === `Sweeps ${shard.key} after ${shard.cursor}`,
  );
}
