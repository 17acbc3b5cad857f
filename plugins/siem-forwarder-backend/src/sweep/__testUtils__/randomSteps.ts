import { FaultRequest, scenarios } from 'azure-simulator';
import fc from 'fast-check';

/** What happens between two looks, and what strikes the second portal's look. */
export interface Step {
  /** Minutes that pass before. */
  minutes: number;
  /** A scenario that happens to a forwarder, or that is undone. */
  happens: { apply: string; to: number } | 'undo' | undefined;
  faults: FaultRequest[];
  /** Decides in which order the second portal sweeps its sources. */
  order: number;
}

/**
 * How an answer can be wrong without saying anything of the resource. Not 404:
 * with it a service says that the resource does not exist, and is believed.
 */
const statuses: FaultRequest['status'][] = [
  401,
  403,
  429,
  500,
  503,
  'reset',
  'cut',
  'truncated',
  'afterDone',
  'hang',
];

/** Of a SIEM 401 and 403 are believed too: they are about the portal's token, which is asked about. */
const siemStatuses = statuses.filter(
  status => status !== 401 && status !== 403,
);

const azureServices = [
  'resourceManager',
  'graph',
  'metrics',
  'logs',
] as const satisfies readonly FaultRequest['service'][];

const siemServices = [
  'splunkManagement',
  'splunkSearch',
] as const satisfies readonly FaultRequest['service'][];

function faultOf(
  services: readonly FaultRequest['service'][],
  answers: readonly FaultRequest['status'][],
): fc.Arbitrary<FaultRequest> {
  return fc.record(
    {
      service: fc.constantFrom(...services),
      status: fc.constantFrom(...answers),
      after: fc.nat({ max: 6 }),
      times: fc.integer({ min: 1, max: 6 }),
    },
    { requiredKeys: ['service', 'status'] },
  );
}

/** Scenarios whose remains do not outlive their undoing, so that runs do not disturb each other. */
const names = scenarios.map(({ name }) => name);

/** Runs of up to five steps over some forwarders. */
export function randomSteps(forwarders: number): fc.Arbitrary<Step[]> {
  return fc.array(
    fc.record({
      minutes: fc.constantFrom(1, 5, 5, 5, 17, 48),
      happens: fc.oneof(
        { weight: 3, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constant('undo' as const) },
        {
          weight: 3,
          arbitrary: fc.record({
            apply: fc.constantFrom(...names),
            to: fc.nat({ max: forwarders - 1 }),
          }),
        },
      ),
      faults: fc.array(
        fc.oneof(
          { weight: 4, arbitrary: faultOf(azureServices, statuses) },
          { weight: 1, arbitrary: faultOf(siemServices, siemStatuses) },
          // Of what is left out of another list it is believed that it does not exist.
          { weight: 1, arbitrary: faultOf(['metrics'], ['partial']) },
        ),
        { maxLength: 3 },
      ),
      order: fc.nat({ max: 1_000 }),
    }),
    { minLength: 1, maxLength: 5 },
  );
}
