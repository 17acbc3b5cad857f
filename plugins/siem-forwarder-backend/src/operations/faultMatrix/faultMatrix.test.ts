import { TestDatabases } from '@backstage/backend-test-utils';
import { provisioningSteps } from 'backstage-plugin-siem-forwarder-common';
import { faultNames } from './__testUtils__/Fault';
import {
  allCases,
  describeCase,
  remedies,
  sampleOf,
} from './__testUtils__/FaultCase';
import { FaultRig } from './__testUtils__/FaultRig';
import { faultTable } from './__testUtils__/faultTable';
import { recordCallSites } from './__testUtils__/recordCallSites';
import { runCase } from './__testUtils__/runCase';

/** `2/4`: the second of four shares of all cases; a fixed sample when absent. */
const SHARE = process.env.FAULT_MATRIX_SHARE;

jest.setTimeout(SHARE ? 3_600_000 : 120_000);

const every = allCases();

function chosenCases() {
  if (!SHARE) {
    return sampleOf(every);
  }
  const [share, shares] = SHARE.split('/').map(Number);
  return every.filter((_, index) => index % shares === share - 1);
}

describe('a provisioning run of which a call is struck', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let rig: FaultRig;

  beforeAll(async () => {
    rig = await FaultRig.start(await databases.init('SQLITE_3'));
  });
  afterAll(() => rig?.cloud.stop());

  it('has a row for each of its calls', async () => {
    const sites = await recordCallSites(rig);
    const declared = provisioningSteps.map(step => [
      step,
      Object.fromEntries(
        Object.entries(faultTable[step]).map(([call, { kind, turns }]) => [
          call,
          { isWrite: kind === 'write', turns },
        ]),
      ),
    ]);
    const made = provisioningSteps.map(step => {
      const own = sites.filter(site => site.step === step);
      return [
        step,
        Object.fromEntries(
          own.map(({ call, isWrite }) => [
            call,
            {
              isWrite,
              // How many sign-ins there are depends on what runs side by side.
              turns: call.startsWith('login ')
                ? undefined
                : own.filter(other => other.call === call).length,
            },
          ]),
        ),
      ];
    });
    expect(Object.fromEntries(made)).toEqual(Object.fromEntries(declared));
  });

  it('meets every fault, with every remedy, at no less than 400 places', () => {
    expect(every.length).toBeGreaterThanOrEqual(400);
    const met = (cases: typeof every) =>
      new Set(cases.map(({ fault, remedy }) => `${fault}, ${remedy}`)).size;
    expect(met(every)).toBe(faultNames.length * remedies.length);
    const sample = sampleOf(every);
    expect(met(sample)).toBe(faultNames.length * remedies.length);
    expect(new Set(sample.map(({ step }) => step)).size).toBe(
      provisioningSteps.filter(step => Object.keys(faultTable[step]).length > 0)
        .length,
    );
  });

  it.each(chosenCases().map(one => [describeCase(one), one] as const))(
    'is complete or gone: %s',
    async (_, one) => {
      expect(await runCase(rig, one)).toEqual([]);
    },
  );
});
