import { provisioningSteps } from 'backstage-plugin-siem-forwarder-common';
import { faults } from './Fault';
import { FaultCase } from './FaultCase';
import { FaultRig, fullSpec } from './FaultRig';
import { lacksOf } from './lacksOf';
import { leaksOf, secretTexts } from './leaksOf';
import { PortalProcess } from './PortalProcess';
import { differencesOf, stateOf } from './stateOf';
import { strike } from './strike';
import { withoutRow } from './withoutRow';

const ID = 'struck';

const remedyOf: Record<
  FaultCase['remedy'],
  (rig: FaultRig, process: PortalProcess, at: number) => Promise<void>
> = {
  async retry(rig, process) {
    await process.operations.retry(ID);
    await rig.drive(process, ID);
  },
  async resume(rig, process, at) {
    await rig.runSteps(process, ID, provisioningSteps.slice(at));
  },
  async 'roll back'(rig, process) {
    const { status } = await process.operations.get(ID);
    if (status !== 'done') {
      await process.operations.rollBack(ID, 'Somebody pressed Roll back.');
      await rig.drive(process, ID);
    }
  },
};

/**
 * Milliseconds after which the struck step gives a call up that is not
 * answered. On a busy machine others are given up with it: then once more, with
 * more patience.
 */
const PATIENCE = [1_000, 6_000];

/** What is wrong after a case, a sentence each; none when all is well. */
export async function runCase(
  rig: FaultRig,
  faultCase: FaultCase,
): Promise<string[]> {
  const { unanswered } = faults[faultCase.fault];
  for (const patience of unanswered ? PATIENCE : [undefined]) {
    const problems = await runOnce(rig, faultCase, patience);
    if (problems) {
      return problems;
    }
  }
  return ['The fault did not strike.'];
}

/** @returns undefined when the fault did not strike */
async function runOnce(
  rig: FaultRig,
  faultCase: FaultCase,
  patience: number | undefined,
): Promise<string[] | undefined> {
  const { remedy, step } = faultCase;
  await rig.reset();
  const before = stateOf(await rig.cloud.control.state());
  const first = rig.process();
  await rig.open(first, ID);
  const at = provisioningSteps.indexOf(step);
  await rig.runSteps(first, ID, provisioningSteps.slice(0, at));
  await rig.prepare(step);
  const process = patience ? rig.process({ patience }) : first;
  const struck = await strike(
    rig,
    process,
    async () => (await process.answer(ID, step)).status,
    faultCase,
  );
  if (struck === 'spared') {
    return undefined;
  }
  const secrets = secretTexts(await rig.cloud.control.state());
  const problems: string[] = [];
  const another = struck === 'killed' || remedy === 'resume' || patience;
  try {
    await remedyOf[remedy](rig, another ? rig.process() : process, at);
  } catch (error) {
    problems.push((error as Error).message);
  }
  const state = await rig.cloud.control.state();
  secrets.push(...secretTexts(state));
  const operation = await rig.store.getOperation(ID);
  if (operation?.status === 'rolled-back') {
    problems.push(...differencesOf(before, stateOf(state)));
  } else if (operation?.status === 'done') {
    problems.push(...lacksOf(state, fullSpec));
  }
  const wanted =
    remedy === 'roll back' && operation?.status !== 'done'
      ? 'rolled-back'
      : 'done';
  if (operation?.status !== wanted) {
    problems.push(`The operation is ${operation?.status}, not ${wanted}.`);
  }
  problems.push(...leaksOf(secrets, await rig.places(ID)));
  problems.push(...withoutRow(await rig.requests()));
  return problems;
}
