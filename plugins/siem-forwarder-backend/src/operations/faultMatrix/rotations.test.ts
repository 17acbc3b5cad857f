import { TestDatabases } from '@backstage/backend-test-utils';
import { Operation } from 'backstage-plugin-siem-forwarder-common';
import { StateDump } from 'azure-simulator';
import { faults } from './__testUtils__/Fault';
import { FaultRig, fullSpec } from './__testUtils__/FaultRig';
import { lacksOf } from './__testUtils__/lacksOf';
import { leaksOf, secretTexts } from './__testUtils__/leaksOf';
import { PortalProcess } from './__testUtils__/PortalProcess';
import {
  describeRotation,
  RandomRotation,
  randomRotations,
} from './__testUtils__/randomRotations';
import { readingOf } from './__testUtils__/readingOf';
import { strike } from './__testUtils__/strike';

/** How many, one after the other; a few when absent. */
const COUNT = Number(process.env.FAULT_ROTATIONS ?? 6);
const SEED = Number(process.env.FAULT_SEED ?? 20_261_124);

jest.setTimeout(120_000);

/** From the issue of a secret until the login service takes it. */
const REPLICATION_MS = 20_000;
/** How often the reader looks for events, and starts again after a failure. */
const READS_EVERY_MS = 5_000;

/** Answers within which a rotation has made each of its calls. */
const MOST_ANSWERS = 60;
/** Milliseconds that a process waits for a call that nobody answers. */
const PATIENCE = 1_500;

const STEP = 'credential:rotate';

describe('rotations, one after the other, each struck', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let rig: FaultRig;
  /** Texts of all secrets that there have been. */
  const secrets = new Set<string>();
  let struckOften = 0;
  let incidents = 0;

  beforeAll(async () => {
    rig = await FaultRig.start(await databases.init('SQLITE_3'), {
      latencies: {
        freshSecret: REPLICATION_MS,
        inputRestart: READS_EVERY_MS,
      },
      tickInterval: READS_EVERY_MS,
    });
    const process = rig.process();
    await rig.open(process, 'made');
    await rig.runSteps(process, 'made');
    rig.meanwhile = async () => {
      incidents += 1;
      await rig.cloud.control.createIncident(fullSpec.workspaceId, {
        title: `Incident ${incidents} of the rotations`,
      });
    };
  });
  afterAll(() => rig?.cloud.stop());

  const keyOf = ({ directory }: StateDump) =>
    Object.values(directory.applications).find(
      ({ uniqueName }) => uniqueName === `siem-forwarder-${fullSpec.name}`,
    )?.passwordCredentials[0]?.keyId;

  async function remedy(
    process: PortalProcess,
    id: string,
    { remedy: chosen }: RandomRotation,
  ): Promise<Operation> {
    const now = await process.operations.get(id);
    if (now.status !== 'open') {
      return now;
    }
    if (chosen === 'resume') {
      await rig.run(process, id, STEP);
      return process.operations.get(id);
    }
    if (chosen === 'retry') {
      await process.operations.retry(id);
    } else {
      await process.operations.rollBack(id, 'Somebody pressed Roll back.');
    }
    return rig.drive(process, id);
  }

  it.each(
    randomRotations(SEED, COUNT).map(
      (one, index) => [index + 1, describeRotation(one), one] as const,
    ),
  )('reads on through rotation %i: %s', async (_, __, one) => {
    const before = await rig.cloud.control.state();
    const first = rig.process({
      patience: faults[one.fault].unanswered ? PATIENCE : undefined,
    });
    const { id } = await rig.openFor(first, 'rotate');
    const struck = await strike(
      rig,
      first,
      async () => {
        const came = await first.advance(id);
        secretTexts(await rig.cloud.control.state()).forEach(text =>
          secrets.add(text),
        );
        return came;
      },
      one,
      MOST_ANSWERS,
    );
    struckOften += struck === 'spared' ? 0 : 1;
    const { status, failures } = await remedy(rig.process(), id, one);
    await rig.pass(one.pauseMinutes * 60);

    const after = await rig.cloud.control.state();
    secretTexts(after).forEach(text => secrets.add(text));
    expect({ status, failures }).toEqual({
      status: expect.stringMatching(/^(done|rolled-back)$/),
      failures: status === 'done' ? undefined : failures,
    });
    expect(lacksOf(after, fullSpec)).toEqual([]);
    // Once the secret before is removed, the new one is all that there is.
    const isBack =
      status === 'rolled-back' && !one.call.endsWith('removePassword');
    const isNew = keyOf(after) !== keyOf(before);
    expect(isNew).toBe(isBack ? false : status === 'done' || isNew);
    const failedBefore = readingOf(before).failedAt.length;
    const failed = readingOf(after).failedAt.slice(failedBefore);
    const refusedMs = failed.length ? failed.at(-1)! - failed[0] : 0;
    expect(refusedMs).toBeLessThanOrEqual(REPLICATION_MS);
    expect(leaksOf([...secrets], await rig.places(id))).toEqual([]);
  });

  it('have struck most of them, and no event is lost', async () => {
    await rig.pass(60);
    const { held, read } = readingOf(await rig.cloud.control.state());
    expect(read).toEqual(held);
    for (let number = 1; number < incidents; number += 1) {
      const title = `"Incident ${number} of the rotations"`;
      expect(read.some(row => row.includes(title))).toBe(true);
    }
    expect(struckOften).toBeGreaterThanOrEqual(COUNT * 0.8);
  });
});
