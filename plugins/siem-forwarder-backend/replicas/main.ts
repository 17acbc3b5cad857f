import { startCloud } from './startCloud';
import { lookAtCrash } from './lookAtCrash';
import { lookAtSharing } from './lookAtSharing';
import { lookAtStandstill } from './lookAtStandstill';
import { ReplicaSet } from './ReplicaSet';
import { Verdicts } from './Verdicts';

/** Sweeps of three replicas that are looked at. */
const SWEEPS = Number(process.env.REPLICAS_SWEEPS ?? 1_000);

/** Sweeps of one replica that they are compared with. */
const SWEEPS_OF_ONE = Math.ceil(SWEEPS / 4);

const REPLICAS = 3;

async function main(): Promise<void> {
  const postgres = process.env.REPLICAS_POSTGRES;
  if (!postgres) {
    throw new Error(
      'REPLICAS_POSTGRES is not set: run `npm run test:replicas`, which starts a server',
    );
  }
  const verdicts = new Verdicts();
  const cloud = await startCloud();
  const sets: ReplicaSet[] = [];
  try {
    const one = await ReplicaSet.start({
      cloud,
      postgres,
      prefix: 'one_',
      count: 1,
    });
    sets.push(one);
    await one.warmUp();
    const ofOne = await one.callsOf(SWEEPS_OF_ONE);
    await one.stop();

    const three = await ReplicaSet.start({
      cloud,
      postgres,
      prefix: 'three_',
      count: REPLICAS,
    });
    sets.push(three);
    await three.warmUp();
    await lookAtSharing(three, verdicts, { sweeps: SWEEPS, ofOne });
    await lookAtStandstill(three, verdicts);
    await lookAtCrash(three, verdicts);
  } catch (error) {
    for (const replica of sets.flatMap(({ replicas }) => replicas)) {
      process.stderr.write(`--- ${replica.name}\n${replica.lastWords}\n`);
    }
    throw error;
  } finally {
    await Promise.all(sets.map(set => set.stop()));
    await cloud.stop();
  }
  process.stdout.write(`${verdicts}\n`);
  process.exit(verdicts.hold ? 0 : 1);
}

main().catch(error => {
  process.stderr.write(`test:replicas: ${error.stack}\n`);
  process.exit(1);
});
