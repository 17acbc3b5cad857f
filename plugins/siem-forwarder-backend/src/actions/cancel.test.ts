import {
  ProvisioningStep,
  provisioningSteps,
} from 'backstage-plugin-siem-forwarder-common';
import { OSAKA } from '../operations/__testUtils__/operationsFixture';
import { faultTable } from '../operations/faultMatrix/__testUtils__/faultTable';
import { stateOf } from '../operations/faultMatrix/__testUtils__/stateOf';
import { ScaffolderRig } from './__testUtils__/ScaffolderRig';

jest.setTimeout(180_000);

/** Steps that are cancelled in each run of the tests; all with the whole fault matrix. */
const sample: ProvisioningStep[] = [
  'prerequisites:check',
  'application:register',
  'siem:connect',
];

const isWhole = Boolean(process.env.FAULT_MATRIX_KILLS);

/** Whether the scaffolder takes up tasks again that stand still. */
const recoveries: ('on' | 'off')[] = isWhole ? ['on', 'off'] : ['on'];

/** The call of each step that is left unanswered: its last write, or its last question. */
const calls = provisioningSteps
  .filter(step => isWhole || sample.includes(step))
  .flatMap(step => {
    const rows = Object.entries(faultTable[step]).filter(
      ([, { kind }]) => kind !== 'sign-in',
    );
    const [call] =
      rows.filter(([, { kind }]) => kind === 'write').at(-1) ??
      rows.at(-1) ??
      [];
    // The last step asks nobody outside the portal.
    return call ? [{ step, operationId: call.split(' ')[1] }] : [];
  });

describe.each(recoveries)(
  'a task that does not end well, with recovery %s',
  recovery => {
    let rig: ScaffolderRig;

    beforeAll(async () => {
      rig = await ScaffolderRig.start(
        { seed: 'empty' },
        {
          scaffolder: {
            taskRecovery: {
              enabled: recovery === 'on',
              // Soon enough to take up what a cancelled task left, if it did.
              staleTimeout: { seconds: 2 },
            },
          },
        },
      );
    });
    afterEach(() => rig.cloud.control.clearFaults());
    afterAll(() => rig?.stop());

    /** A form that asks for everything that a run can make. */
    const values = (changes: object = {}) =>
      rig.formData({
        owner: 'group:default/plant-osaka',
        workspaceId: OSAKA,
        content: 'both',
        prepareSource: true,
        namespace: { name: 'evhns-cancelled', tier: 'Standard', capacity: 1 },
        application: { graphPermission: true },
        ...changes,
      });

    it.each(calls)(
      'stops within 5 s when it is cancelled in $step, and is then rolled back: nothing is left',
      async ({ step, operationId }) => {
        const { control } = rig.cloud;
        const before = stateOf(await control.state());
        await control.clearRequests();
        await control.fault({ operationId, status: 'silent', times: 1 });
        const id = await rig.begin(await values());
        await rig.until(async () =>
          (
            await control.requests()
          ).some(
            request =>
              request.operationId === operationId && request.status === 0,
          )
            ? true
            : undefined,
        );
        expect(await rig.isFree(id)).toBe(false);

        await rig.cancel(id);
        const late = new Promise(resolve => {
          setTimeout(() => resolve('late'), 5_000).unref();
        });
        const stopped = rig.until(async () =>
          (await rig.isFree(id)) ? 'stopped' : undefined,
        );
        expect(await Promise.race([stopped, late])).toBe('stopped');
        // The scaffolder calls a cancelled task whose step threw a failed one.
        expect((await rig.end(id)).status).toMatch(/^(cancelled|failed)$/);
        const operation = await rig.operation(id);
        expect(operation).toMatchObject({ status: 'open' });
        expect(operation.failures).toMatchObject([
          { step, message: expect.stringContaining('was cancelled') },
        ]);

        expect(await rig.rollBack(id)).toMatchObject({ status: 'rolled-back' });
        expect(stateOf(await control.state())).toEqual(before);
      },
    );

    it('is rolled back by itself when a step fails and the form asks for it', async () => {
      const { control } = rig.cloud;
      const before = stateOf(await control.state());
      await control.fault({
        operationId: 'RoleAssignments_Create',
        status: 403,
        message: 'The client has no authorization to perform this action',
      });
      const { id, status, log } = await rig.run(
        await values({ rollBackOnFailure: true }),
      );
      expect(status).toBe('failed');
      expect(log).toContain(
        'Beginning step Let the application receive events',
      );
      await control.clearFaults();
      expect(await rig.operation(id)).toMatchObject({
        status: 'rolling-back',
        rollBack: expect.stringContaining("'receiver:assign' failed: "),
      });
      expect(await rig.drive(id)).toMatchObject({ status: 'rolled-back' });
      expect(stateOf(await control.state())).toEqual(before);
    });

    it('stays as it is when a step fails and the form does not ask for it', async () => {
      const { control } = rig.cloud;
      const before = stateOf(await control.state());
      await control.fault({
        operationId: 'RoleAssignments_Create',
        status: 403,
      });
      const { id, status } = await rig.run(await values());
      expect(status).toBe('failed');
      await control.clearFaults();
      expect(await rig.operation(id)).toMatchObject({
        status: 'open',
        failures: [{ step: 'receiver:assign' }],
      });
      expect(await rig.rollBack(id)).toMatchObject({ status: 'rolled-back' });
      expect(stateOf(await control.state())).toEqual(before);
    });
  },
);
