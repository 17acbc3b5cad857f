import { FaultCase } from './FaultCase';
import { faults } from './Fault';
import { FaultRig } from './FaultRig';
import { PortalProcess } from './PortalProcess';

/** Answers within which a fault must have struck. */
const MOST_ANSWERS = 5;

/** What one answer came to. */
export type Came = 'done' | 'waiting' | 'failed';

/** What something struck came to. */
export type Struck = Came | 'killed' | 'spared';

/** One fault at one call. */
export type Blow = Pick<FaultCase, 'call' | 'turn' | 'fault'>;

/**
 * Lets a process work while one call is struck; the process is dead afterwards
 * where the fault kills it.
 *
 * @param work - does as much as one answer tells of
 * @param mostAnswers - within which the fault must have struck; 5 when absent
 */
export async function strike(
  rig: FaultRig,
  process: PortalProcess,
  work: () => Promise<Came>,
  { call, fault: name, turn }: Blow,
  mostAnswers: number = MOST_ANSWERS,
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
    for (let round = 0; round < mostAnswers; round += 1) {
      const answer = work();
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
      const came = await answer;
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
