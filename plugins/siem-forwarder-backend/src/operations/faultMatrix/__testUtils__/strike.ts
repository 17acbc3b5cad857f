import { FaultCase } from './FaultCase';
import { faults } from './Fault';
import { FaultRig } from './FaultRig';
import { PortalProcess } from './PortalProcess';

/** Answers of a step within which a fault must have struck. */
const MOST_ANSWERS = 5;

/** What a struck step came to. */
export type Struck = 'done' | 'waiting' | 'failed' | 'killed' | 'spared';

/**
 * Runs a step of which one call is struck; the process is dead afterwards
 * where the fault kills it.
 */
export async function strike(
  rig: FaultRig,
  process: PortalProcess,
  id: string,
  { call, fault: name, step, turn }: FaultCase,
): Promise<Struck> {
  const { control } = rig.cloud;
  const { status, retryAfter, kills, unanswered } = faults[name];
  const [, operationId] = call.split(' ');
  await control.clearRequests();
  await control.fault({
    operationId,
    after: turn - 1,
    times: 1,
    status,
    ...(retryAfter && { retryAfter }),
  });
  const isStruck = async () =>
    (await rig.requests()).some(
      request => request.operationId === operationId && request.status === 0,
    );
  const inForce = async () => (await control.faults()).length > 0;
  const waits = unanswered ? rig.hurry() : undefined;
  try {
    for (let round = 0; round < MOST_ANSWERS; round += 1) {
      const answer = process.answer(id, step);
      if (kills) {
        let ended = false;
        answer.finally(() => {
          ended = true;
        });
        while (!ended && !(await isStruck())) {
          await new Promise(resolve => setTimeout(resolve, 2));
        }
        if (!ended) {
          process.kill();
          return 'killed';
        }
      }
      const { status: came } = await answer;
      if (!(await inForce())) {
        return came;
      }
      if (came !== 'waiting') {
        return 'spared';
      }
      await rig.pass(5);
    }
    return 'spared';
  } finally {
    waits?.end();
    await control.clearFaults();
  }
}
