import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ProvisioningStep,
  provisioningSteps,
} from 'backstage-plugin-siem-forwarder-common';
import { FaultRig, fullSpec } from './__testUtils__/FaultRig';
import { faultTable } from './__testUtils__/faultTable';
import { lacksOf } from './__testUtils__/lacksOf';
import { stateOf } from './__testUtils__/stateOf';

jest.setTimeout(120_000);

const ID = 'stopped';
const READING_SERVICES = ['login', 'logs', 'metrics', 'splunkSearch'];

/** A call of each step to strike: the last write, or the last question where it writes nothing. */
const calls = provisioningSteps.flatMap(step => {
  const rows = Object.entries(faultTable[step]).filter(
    ([, { kind }]) => kind !== 'sign-in',
  );
  const [call] = rows.filter(([, { kind }]) => kind === 'write').at(-1) ??
    rows.at(-1) ?? [undefined];
  return call ? [{ step, operationId: call.split(' ')[1] }] : [];
});

const writes = provisioningSteps.flatMap(step =>
  Object.entries(faultTable[step])
    .filter(([, { kind }]) => kind === 'write')
    .map(([call]) => ({ step, operationId: call.split(' ')[1] })),
);

/** With the scaffolder's recovery the run goes on in another process; without it people press Retry. */
const recoveries = ['on', 'off'] as const;

describe('a run that is stopped', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let rig: FaultRig;
  let before: unknown;

  beforeAll(async () => {
    rig = await FaultRig.start(await databases.init('SQLITE_3'));
  });
  beforeEach(async () => {
    await rig.reset();
    before = stateOf(await rig.cloud.control.state());
  });
  afterAll(() => rig?.cloud.stop());

  const stepsFrom = (step: ProvisioningStep) =>
    provisioningSteps.slice(provisioningSteps.indexOf(step));

  async function runBefore(step: ProvisioningStep) {
    const process = rig.process();
    await rig.open(process, ID);
    await rig.runSteps(
      process,
      ID,
      provisioningSteps.slice(0, provisioningSteps.indexOf(step)),
    );
    await rig.prepare(step);
    return process;
  }

  const isComplete = async () =>
    lacksOf(await rig.cloud.control.state(), fullSpec);

  async function goOn(
    recovery: (typeof recoveries)[number],
    step: ProvisioningStep,
  ) {
    const process = rig.process();
    if (recovery === 'on') {
      await rig.runSteps(process, ID, stepsFrom(step));
    } else {
      await process.operations.retry(ID);
      await rig.drive(process, ID);
    }
    return process.operations.get(ID);
  }

  it.each(calls)(
    'stops within 5 s when it is cancelled in $step, and is then taken back',
    async ({ step, operationId }) => {
      const process = await runBefore(step);
      await rig.cloud.control.clearRequests();
      await rig.cloud.control.fault({
        operationId,
        status: 'silent',
        times: 1,
      });
      const cancel = new AbortController();
      const answer = process.operations
        .runStep(ID, step, cancel.signal)
        .catch(() => {})
        .then(() => 'stopped');
      await rig.untilStruck(operationId);
      cancel.abort();
      const late = new Promise(resolve => {
        setTimeout(() => resolve('late'), 5_000).unref();
      });
      expect(await Promise.race([answer, late])).toBe('stopped');
      expect(await process.operations.get(ID)).toMatchObject({
        status: 'open',
      });
      await process.operations.rollBack(ID, 'Somebody pressed Roll back.');
      expect(await rig.drive(process, ID)).toMatchObject({
        status: 'rolled-back',
      });
      expect(stateOf(await rig.cloud.control.state())).toEqual(before);
    },
  );

  it.each(
    recoveries.flatMap(recovery => calls.map(call => ({ recovery, ...call }))),
  )(
    'goes on after a failure of $step, with recovery $recovery',
    async ({ recovery, step, operationId }) => {
      const process = await runBefore(step);
      await rig.cloud.control.fault({ operationId, status: 400 });
      let answer = await process.answer(ID, step);
      while (answer.status === 'waiting') {
        await rig.pass(30);
        answer = await process.answer(ID, step);
      }
      await rig.cloud.control.clearFaults();
      // What cannot be seen of the SIEM at the end is no failure.
      expect(answer.status).toBe(
        step === 'forwarding:verify' ? 'done' : 'failed',
      );
      expect(await goOn(recovery, step)).toMatchObject({ status: 'done' });
      expect(await isComplete()).toEqual([]);
    },
  );

  it.each(
    recoveries.flatMap(recovery =>
      provisioningSteps.map(step => ({ recovery, step })),
    ),
  )(
    'is not continued once it was rolled back before $step, with recovery $recovery',
    async ({ recovery, step }) => {
      const process = await runBefore(step);
      await process.operations.rollBack(ID, 'Somebody pressed Roll back.');
      await expect(goOn(recovery, step)).rejects.toThrow('start a new run');
      await rig.drive(process, ID);
      await expect(goOn(recovery, step)).rejects.toThrow('start a new run');
      expect(stateOf(await rig.cloud.control.state())).toEqual(before);
    },
  );

  it.each(writes)(
    'makes one set of resources when it stands still for 40 s in $operationId while another replica goes on',
    async ({ step, operationId }) => {
      const still = await runBefore(step);
      await rig.cloud.control.fault({
        operationId,
        delay: 1_500,
        times: 1,
      });
      const late = still.answer(ID, step);
      while ((await rig.cloud.control.faults()).length > 0) {
        await new Promise(resolve => setTimeout(resolve, 2));
      }
      await rig.pass(40);
      const another = rig.process();
      await rig.runSteps(another, ID, stepsFrom(step));
      await late;
      expect(await another.operations.get(ID)).toMatchObject({
        status: 'done',
      });
      expect(await isComplete()).toEqual([]);
    },
  );

  it('writes nothing when each step is run again, in the same run or another', async () => {
    const process = rig.process();
    await rig.open(process, ID);
    await rig.open(process, 'again');
    const written: string[] = [];
    for (const step of provisioningSteps) {
      await rig.prepare(step);
      await rig.run(process, ID, step);
      for (const id of [ID, 'again']) {
        await rig.cloud.control.clearRequests();
        await rig.run(rig.process(), id, step);
        written.push(
          ...(await rig.requests())
            .filter(
              ({ isWrite, service }) =>
                isWrite && !READING_SERVICES.includes(service),
            )
            .map(({ method, path }) => `${step} of ${id}: ${method} ${path}`),
        );
      }
    }
    expect(written).toEqual([]);
    expect(await isComplete()).toEqual([]);
  });
});
