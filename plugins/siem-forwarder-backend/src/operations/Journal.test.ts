import { TestDatabases } from '@backstage/backend-test-utils';
import { FaultRequest } from 'azure-simulator';
import { provisioningSteps } from 'backstage-plugin-siem-forwarder-common';
import {
  ACTOR,
  OperationsFixture,
  specOf,
  startOperations,
} from './__testUtils__/operationsFixture';

jest.setTimeout(120_000);

const STEP = 'siem:connect';
const ID = 'task-journal';

/** What befalls the writes to Splunk, and what may have come of them. */
const cases: [string, FaultRequest, 'refused' | 'unknown'][] = [
  [
    'a credential that is refused',
    {
      operationId: 'splunk_ta_mscs_azureaccount.create',
      status: 400,
      message:
        'Account authentication failed. Please check your credentials and try again',
    },
    'refused',
  ],
  [
    'a right that is missing',
    { operationId: 'splunk_ta_mscs_azureaccount.create', status: 403 },
    'refused',
  ],
  [
    'a service that fails',
    { operationId: 'splunk_ta_mscs_azureaccount.create', status: 503 },
    'unknown',
  ],
  [
    'a connection that is cut after the work',
    { operationId: 'splunk_ta_mscs_azureaccount.create', status: 'afterDone' },
    'unknown',
  ],
  [
    'a refusal after the first of two writes',
    {
      operationId: 'splunk_ta_mscs_mscs_azure_event_hub.create',
      status: 400,
    },
    'unknown',
  ],
];

describe('the journal of a SIEM', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: OperationsFixture;

  beforeAll(async () => {
    fixture = await startOperations(await databases.init('SQLITE_3'), {
      seed: 'empty',
    });
    await fixture.operations.open({
      id: ID,
      spec: specOf(),
      dryRun: false,
      actor: ACTOR,
    });
    for (const step of provisioningSteps) {
      if (step === STEP) {
        break;
      }
      await fixture.run(ID, step);
    }
  });
  afterEach(() => fixture.cloud.control.clearFaults());
  afterAll(() => fixture?.cloud.stop());

  it.each(cases)('notes %s as what it is', async (_, fault, outcome) => {
    await fixture.cloud.control.fault(fault);
    await fixture.operations.runStep(ID, STEP).catch(() => undefined);
    const { splunk } = await fixture.cloud.control.state();
    const written = (await fixture.store.listJournal(ID)).filter(
      ({ kind }) => kind === 'siem-reader',
    );
    expect(written.at(-1)).toMatchObject({ outcome });
    // What is called refused has not happened.
    expect(
      outcome === 'refused' && Object.keys(splunk.accounts).length > 0,
    ).toBe(false);
  });
});
