import { TestDatabases } from '@backstage/backend-test-utils';
import { provisioningSteps } from 'backstage-plugin-siem-forwarder-common';
import { FaultRig, fullSpec } from './__testUtils__/FaultRig';
import { lacksOf } from './__testUtils__/lacksOf';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())(
  'two runs of one form, with %s',
  databaseId => {
    let rig: FaultRig;

    beforeAll(async () => {
      rig = await FaultRig.start(await databases.init(databaseId));
    });
    beforeEach(() => rig.reset());
    afterAll(() => rig?.cloud.stop());

    it('make one set of resources when they start at one moment', async () => {
      const [first, second] = [rig.process(), rig.process()];
      await Promise.all([rig.open(first, 'one'), rig.open(second, 'two')]);
      for (const step of provisioningSteps) {
        await rig.prepare(step);
        await Promise.all([
          rig.runBeside(first, 'one', step),
          rig.runBeside(second, 'two', step),
        ]);
      }
      expect(lacksOf(await rig.cloud.control.state(), fullSpec)).toEqual([]);
      for (const id of ['one', 'two']) {
        expect(await first.operations.get(id)).toMatchObject({
          status: 'done',
        });
      }
    });
  },
);
