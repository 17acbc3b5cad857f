import {
  addOn,
  callSplunk,
  contentOf,
  handlerRefusal,
  SplunkCall,
} from '../__testUtils__/splunkCaller';
import { splunkIndex } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const storageAccounts = `${addOn}/splunk_ta_mscs_storageaccount`;
const inputs = `${addOn}/splunk_ta_mscs_mscs_azure_event_hub`;

describe('inputs of the add-on', () => {
  let simulator: AzureSimulator;

  beforeEach(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
  });

  afterEach(async () => {
    await simulator.stop();
  });

  const call = (path: string, options?: SplunkCall) =>
    callSplunk(simulator, 'splunkManagement', path, options);
  const input = (change: Record<string, string> = {}) => ({
    name: 'quirky',
    account: 'austin-incidents',
    event_hub_namespace: 'evhns-ot-austin.servicebus.windows.net',
    event_hub_name: 'incidents',
    interval: '300',
    index: splunkIndex,
    sourcetype: 'mscs:azure:eventhub',
    ...change,
  });

  it.each([
    [
      { max_wait_time: '1', max_batch_size: '99999' },
      { max_wait_time: '5', max_batch_size: '10000' },
    ],
    [
      { max_wait_time: '21', max_batch_size: '149' },
      { max_wait_time: '20', max_batch_size: '150' },
    ],
    [
      { max_wait_time: '7', max_batch_size: '151' },
      { max_wait_time: '7', max_batch_size: '151' },
    ],
  ])('push %j into range without a word', async (given, kept) => {
    expect(contentOf(await call(inputs, { body: input(given) }))).toMatchObject(
      kept,
    );
  });

  it.each([
    'account',
    'event_hub_namespace',
    'event_hub_name',
    'interval',
    'index',
    'sourcetype',
  ])(
    'need %s on create, even where it has a default, and keep it on edit',
    async field => {
      const { [field]: _, ...others } = input() as Record<string, string>;
      const refusal = handlerRefusal(
        400,
        `Bad Request -- Required field is missing: ${field}`,
      );
      expect(await call(inputs, { body: others })).toMatchObject(refusal);
      expect(
        await call(`${inputs}/austin-incidents`, { body: { [field]: '' } }),
      ).toMatchObject(refusal);
    },
  );

  it.each([
    [{ interval: '0' }, 'Parameter "interval" must be between 1 and 31536000'],
    [
      { interval: '31536001' },
      'Parameter "interval" must be between 1 and 31536000',
    ],
    [
      { index: 'x'.repeat(81) },
      'Parameter "index" must have 1 to 80 characters',
    ],
    [{ max_wait_time: 'long' }, 'Parameter "max_wait_time" must be an integer'],
    [{ account: 'none' }, 'Account "none" has no stored secret'],
    [
      { container_name: 'Upper' },
      'Parameter "container_name" must have 3 to 63 lower-case letters, digits and single hyphens, none first or last',
    ],
    [
      { container_name: 'a--b' },
      'Parameter "container_name" must have 3 to 63 lower-case letters, digits and single hyphens, none first or last',
    ],
  ])('are not made with %j', async (change, text) => {
    expect(
      await call(inputs, { body: input(change as Record<string, string>) }),
    ).toMatchObject(handlerRefusal(400, `Bad Request -- ${text}`));
  });

  it('ask nothing of Azure: a hub that does not exist is taken', async () => {
    expect(
      (await call(inputs, { body: input({ event_hub_name: 'none' }) })).status,
    ).toBe(201);
  });

  it('refuse checkpoints in blobs with a storage account without a secret', async () => {
    await call(storageAccounts, {
      body: {
        name: 'bare',
        account_name: 'stcheckpoints',
        account_secret_type: '0',
        account_class_type: '1',
      },
    });
    expect(
      await call(inputs, {
        body: input({
          blob_checkpoint_enabled: '1',
          storage_account: 'bare',
          container_name: 'checkpoints',
        }),
      }),
    ).toMatchObject(
      handlerRefusal(
        400,
        'Bad Request -- The account_secret_type NONE_SECRET is not supported.',
      ),
    );
  });

  const checkpointsOf = async (name: string) =>
    (
      await call(`${addOn}/checkpoints`, {
        query: { modinput_type: 'mscs_azure_event_hub', modinput_name: name },
      })
    ).body;

  it('tell their checkpoint, and who shares it, only when all of them are disabled', async () => {
    await call(inputs, { body: input({ consumer_group: 'splunk' }) });
    const { splunk } = await simulator.control.state('splunk');
    const { fields } = splunk.inputs['austin-incidents'];
    await call(`${inputs}/quirky`, {
      body: {
        event_hub_namespace: fields.event_hub_namespace,
        event_hub_name: fields.event_hub_name,
        consumer_group: fields.consumer_group,
      },
    });
    const sharing = ['austin-incidents', 'quirky'];
    const id = `${fields.event_hub_namespace}-${fields.event_hub_name}-${fields.consumer_group}`;
    expect(await checkpointsOf('quirky')).toEqual({
      type: 'LocalCheckpoint',
      unique_identifier: id,
      modinputs: sharing,
      data: [],
      errors: [
        'Cannot get checkpoint data while modinputs are not disabled: austin-incidents, quirky',
      ],
    });
    const workspaces = Object.values(
      (await simulator.control.state('workspaces')).workspaces,
    );
    const austin = workspaces.find(workspace =>
      workspace.name.includes('austin'),
    );
    await simulator.control.createIncident(austin?.id ?? '');
    await simulator.control.advance({ minutes: 2 });
    for (const name of sharing) {
      await call(`${inputs}/${name}`, { body: { disabled: '1' } });
    }
    expect(await checkpointsOf('quirky')).toMatchObject({
      data: [
        {
          partition_id: expect.stringMatching(/^\d+$/),
          sequence_number: expect.any(Number),
          offset: expect.stringMatching(/^\d+$/),
        },
      ],
      errors: [],
    });
  });

  it('keep a checkpoint in a file when account or container of the blob is missing', async () => {
    await call(inputs, { body: input({ blob_checkpoint_enabled: '1' }) });
    expect(await checkpointsOf('quirky')).toMatchObject({
      type: 'LocalCheckpoint',
    });
    await call(`${inputs}/quirky`, {
      body: { storage_account: 'st', container_name: 'checkpoints' },
    });
    expect(await checkpointsOf('quirky')).toMatchObject({
      type: 'BlobCheckpoint',
      unique_identifier: expect.stringMatching(/_blob$/),
    });
  });
});
