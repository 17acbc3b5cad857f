import { provisioningSteps } from 'backstage-plugin-siem-forwarder-common';
import { StateDump } from 'azure-simulator';
import { Call, callsOf } from './CallSite';
import { faults } from './Fault';
import { FaultRig } from './FaultRig';
import { LifeCase } from './LifeCase';
import { leaksOf, secretTexts } from './leaksOf';
import { PortalProcess } from './PortalProcess';
import { strike } from './strike';
import { MADE, UndertakingName, undertakings } from './undertakings';
import { withoutRow } from './withoutRow';

/** Answers within which an undertaking has made each of its calls. */
const MOST_ANSWERS = 40;

/** As for a provisioning run: see `runCase`. */
const PATIENCE = [1_000, 6_000];

/** Makes a forwarder and begins an undertaking. */
async function begin(
  rig: FaultRig,
  name: UndertakingName,
  process: PortalProcess,
): Promise<{ id: string; untouched: StateDump; before: StateDump }> {
  const undertaking = undertakings[name];
  await rig.reset();
  const untouched = await rig.cloud.control.state();
  await rig.open(process, MADE);
  await rig.runSteps(
    process,
    MADE,
    provisioningSteps.filter(
      step =>
        undertaking.provisioned === 'wholly' || step !== 'forwarder:register',
    ),
  );
  await undertaking.prepare?.(rig);
  const id = await undertaking.open(rig, process);
  const before = await rig.cloud.control.state();
  await rig.cloud.control.clearRequests();
  return { id, untouched, before };
}

/** The calls of an undertaking that nothing strikes. */
export async function recordLifeCalls(
  rig: FaultRig,
  name: UndertakingName,
): Promise<Call[]> {
  const process = rig.process();
  const { id } = await begin(rig, name, process);
  for (let answer = 0; answer < MOST_ANSWERS; answer += 1) {
    const came = await process.advance(id);
    if (came === 'done') {
      return callsOf(await rig.requests());
    }
    if (came === 'failed') {
      break;
    }
    await rig.pass(5);
  }
  const { failures, rollBack } = await process.operations.get(id);
  throw new Error(
    `${name} does not end: ${JSON.stringify({ failures, rollBack })}`,
  );
}

/** What is wrong after a case, a sentence each; none when all is well. */
export async function runLifeCase(
  rig: FaultRig,
  lifeCase: LifeCase,
): Promise<string[]> {
  const { unanswered } = faults[lifeCase.fault];
  for (const patience of unanswered ? PATIENCE : [undefined]) {
    const problems = await runOnce(rig, lifeCase, patience);
    if (problems) {
      return problems;
    }
  }
  return ['The fault did not strike.'];
}

/** @returns undefined when the fault did not strike */
async function runOnce(
  rig: FaultRig,
  lifeCase: LifeCase,
  patience: number | undefined,
): Promise<string[] | undefined> {
  const { undertaking: name, remedy } = lifeCase;
  const undertaking = undertakings[name];
  const { id, untouched, before } = await begin(rig, name, rig.process());
  const process = rig.process({ patience });
  const struck = await strike(
    rig,
    process,
    () => process.advance(id),
    lifeCase,
    MOST_ANSWERS,
  );
  if (struck === 'spared') {
    return undefined;
  }
  const secrets = secretTexts(await rig.cloud.control.state());
  const another = rig.process();
  const problems: string[] = [];
  try {
    await remedyLife(rig, another, id, remedy);
  } catch (error) {
    problems.push((error as Error).message);
  }
  let { status, steps } = await another.operations.get(id);
  // It says what it has left; done anew, it leaves nothing.
  const isUnfinished =
    (name === 'decommission' && status === 'rolled-back') ||
    (name === 'repair' &&
      steps.some(({ message }) => message.includes('Left as it is:')));
  if (isUnfinished) {
    const anew = await undertaking.open(rig, another);
    ({ status, steps } = await rig.drive(another, anew));
  }
  const after = await rig.cloud.control.state();
  secrets.push(...secretTexts(after));
  if (status === 'done') {
    problems.push(...undertaking.lacksWhenDone({ untouched, before, after }));
  } else if (status === 'rolled-back') {
    problems.push(
      ...undertaking.lacksWhenRolledBack({ untouched, before, after }),
    );
  } else {
    problems.push(`The operation is ${status}.`);
  }
  problems.push(...leaksOf(secrets, await rig.places(id)));
  problems.push(...withoutRow(await rig.requests()));
  return problems;
}

async function remedyLife(
  rig: FaultRig,
  process: PortalProcess,
  id: string,
  remedy: LifeCase['remedy'],
): Promise<void> {
  const { status } = await process.operations.get(id);
  if (status === 'done' || status === 'rolled-back') {
    return;
  }
  if (remedy === 'roll back') {
    await process.operations.rollBack(id, 'Somebody pressed Roll back.');
  } else if (status === 'open') {
    await process.operations.retry(id);
  }
  await rig.drive(process, id);
}
