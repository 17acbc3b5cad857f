import { TestDatabases } from '@backstage/backend-test-utils';
import { faultNames } from './__testUtils__/Fault';
import { FaultRig } from './__testUtils__/FaultRig';
import {
  allLifeCases,
  describeLifeCase,
  sampleOfLife,
} from './__testUtils__/LifeCase';
import { lifeTable } from './__testUtils__/lifeTable';
import { recordLifeCalls, runLifeCase } from './__testUtils__/runLifeCase';
import { undertakingNames } from './__testUtils__/undertakings';

/** `2/4`: the second of four shares of all cases; a fixed sample when absent. */
const SHARE = process.env.FAULT_MATRIX_SHARE;

jest.setTimeout(SHARE ? 3_600_000 : 120_000);

const every = allLifeCases();

function chosenCases() {
  if (!SHARE) {
    return sampleOfLife(every);
  }
  const [share, shares] = SHARE.split('/').map(Number);
  return every.filter((_, index) => index % shares === share - 1);
}

describe('an operation on a forwarder, or a roll back, of which a call is struck', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let rig: FaultRig;

  beforeAll(async () => {
    rig = await FaultRig.start(await databases.init('SQLITE_3'));
  });
  afterAll(() => rig?.cloud.stop());

  it.each(undertakingNames)('has a row for each call: %s', async name => {
    const calls = await recordLifeCalls(rig, name);
    const made = Object.fromEntries(
      calls.map(({ call, isWrite }) => [
        call,
        {
          isWrite,
          turns: call.startsWith('login ')
            ? undefined
            : calls.filter(other => other.call === call).length,
        },
      ]),
    );
    const declared = Object.fromEntries(
      Object.entries(lifeTable[name]).map(([call, { kind, turns }]) => [
        call,
        { isWrite: kind === 'write', turns },
      ]),
    );
    expect(made).toEqual(declared);
  });

  it('meets every fault in a roll back', () => {
    const met = every.filter(({ undertaking }) => undertaking === 'roll back');
    expect(new Set(met.map(({ fault }) => fault)).size).toBe(faultNames.length);
  });

  it.each(chosenCases().map(one => [describeLifeCase(one), one] as const))(
    'is carried through or taken back: %s',
    async (_, one) => {
      expect(await runLifeCase(rig, one)).toEqual([]);
    },
  );
});
