import { ReplicaSet, until } from './ReplicaSet';
import { overlapsOf } from './sweepIntervals';
import { Verdicts } from './Verdicts';

/** Calls of three replicas may differ from those of one by the sweeps that are under way when counting begins and ends. */
const TOLERANCE = 0.05;

/** A replica does at least this share of what would be its equal part. */
const FAIR = 0.5;

/** Replicas share the sweeps, never two at one shard, and none asks more than one alone would. */
export async function lookAtSharing(
  set: ReplicaSet,
  verdicts: Verdicts,
  {
    sweeps,
    ofOne,
  }: { sweeps: number; ofOne: { calls: number; sweeps: number } },
): Promise<void> {
  const counted = await set.callsOf(sweeps);
  const intervals = set.intervals.filter(({ to }) => to !== undefined);
  const overlaps = overlapsOf(set.intervals);
  verdicts.add(
    'sweeps of three replicas that overlap',
    `${overlaps.length} of ${intervals.length}`,
    `0 of at least ${sweeps}`,
    overlaps.length === 0 && intervals.length >= sweeps,
  );
  const shares = set.replicas.map(
    ({ owner }) => intervals.filter(each => each.replica === owner).length,
  );
  const least = (intervals.length / set.replicas.length) * FAIR;
  verdicts.add(
    'sweeps of each replica',
    shares.join(', '),
    `at least ${Math.ceil(least)} each`,
    shares.every(share => share >= least),
  );
  const perSweep = counted.calls / counted.sweeps;
  const perSweepOfOne = ofOne.calls / ofOne.sweeps;
  const ratio = perSweep / perSweepOfOne;
  verdicts.add(
    'calls for a sweep, of three replicas and of one',
    `${perSweep.toFixed(2)} and ${perSweepOfOne.toFixed(
      2,
    )} (ratio ${ratio.toFixed(3)}; ${counted.calls} calls, ${
      ofOne.calls
    } calls)`,
    `ratio at most ${1 + TOLERANCE}`,
    ratio <= 1 + TOLERANCE,
  );
  await until(
    'everybody is told of everything',
    async () => (await set.observatory.untold()) === 0,
    { seconds: 30, every: 100 },
  );
  const told = set.replicas.flatMap(replica => replica.told);
  const transitions = await set.observatory.transitions();
  verdicts.add(
    'transitions, and how often they were told',
    `${transitions}, ${told.length}, of ${new Set(told).size} ids`,
    'each once',
    told.length === new Set(told).size && told.length >= transitions,
  );
}
