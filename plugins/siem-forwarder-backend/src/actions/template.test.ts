import { LYON, writesTo } from '../operations/__testUtils__/operationsFixture';
import { ScaffolderRig, TaskEvent } from './__testUtils__/ScaffolderRig';

jest.setTimeout(240_000);

describe('the template', () => {
  let rig: ScaffolderRig;

  beforeAll(async () => {
    rig = await ScaffolderRig.start();
  });
  afterAll(() => rig?.stop());

  it('runs with the defaults of its form, to an entity and the values to note', async () => {
    const { id, status, events, log, output } = await rig.run(
      await rig.formData(),
    );
    expect([status, status === 'failed' && log]).toEqual(['completed', false]);
    expect(
      events
        .filter(({ body }) => body.status === 'completed' && body.stepId)
        .map(({ body }) => body.stepId),
    ).toEqual([
      'prerequisites-check',
      'namespace-begin',
      'source-prepare',
      'application-register',
      'siem-connect',
      'event-hub-create',
      'receiver-assign',
      'export-rule-create',
      'forwarding-verify',
      'forwarder-register',
    ]);

    const entity = await rig.entity('resource:default/ot-alerts');
    const clientId =
      entity.body.metadata.annotations['siem-forwarder/application-id'];
    // The cloud of the test has no portal, so there are no links to one.
    expect(output?.links).toEqual([
      {
        title: 'Open the forwarder',
        icon: 'dashboard',
        entityRef: 'resource:default/ot-alerts',
      },
    ]);
    expect(output?.text.map(({ title }) => title)).toEqual([
      'Values to note',
      'Search in the SIEM',
      'What happens now',
    ]);
    expect(output?.text[0].content).toContain(
      `| Application (client) ID | \`${clientId}\` |`,
    );
    expect(output?.text[0].content).not.toMatch(/undefined|\| *\|/);
    expect(output?.text[1].content).toContain(
      'sourcetype="mscs:azure:eventhub"',
    );

    const { directory, vaults } = await rig.cloud.control.state();
    const [{ value }] =
      vaults['kv-ot-siem'].secrets['siem-forwarder-ot-alerts'].versions;
    const application = Object.values(directory.applications).find(
      ({ appId }) => appId === clientId,
    );
    expect(application?.passwordCredentials[0].secretText).toBe(value);
    const operation = await rig.operation(id);
    expect(operation).toMatchObject({ id, status: 'done' });
    const seen = JSON.stringify([
      log,
      events,
      output,
      operation,
      entity.body,
      (await rig.get(`/api/scaffolder/v2/tasks/${id}`)).body,
    ]);
    expect(seen).not.toContain(value);
    expect(seen).not.toContain(Buffer.from(value).toString('base64'));
    expect(seen).not.toContain(encodeURIComponent(value));
  });

  it('writes nothing when it runs again', async () => {
    await rig.cloud.control.clearRequests();
    const { status } = await rig.run(await rig.formData());
    expect(status).toBe('completed');
    expect(await writesTo(rig.cloud)).toEqual([]);
  });

  it('fails at its first step for a workspace of others, with the reason', async () => {
    await rig.cloud.control.clearRequests();
    const { status, log } = await rig.run(
      await rig.formData({ name: 'of-others', workspaceId: LYON }),
    );
    expect(status).toBe('failed');
    expect(log).toMatch(
      /NotAllowedError: workspaceId: The workspace '.*law-ot-lyon' lies outside the scope of group:default\/plant-austin/,
    );
    expect(await writesTo(rig.cloud)).toEqual([]);
  });

  it('tells in a dry run what it would do', async () => {
    const template = await rig.template();
    await rig.cloud.control.clearRequests();
    const values = await rig.formData({
      name: 'dry',
      eventHub: {
        name: 'dry',
        partitionCount: 4,
        retentionHours: 168,
        consumerGroup: 'siem',
      },
    });
    const { status, body } = await rig.post('/api/scaffolder/v2/dry-run', {
      template,
      values,
      directoryContents: [],
    });
    expect([status, body.error, body.errors]).toEqual([
      200,
      undefined,
      undefined,
    ]);
    const log = body.log.map((line: TaskEvent) => line.body.message).join('\n');
    expect(log).toContain('Would create application siem-forwarder-dry.');
    expect(await writesTo(rig.cloud)).toEqual([]);

    // The form's field and the registry's action tell the very same.
    const { rollBackOnFailure, ...spec } = values;
    expect(rollBackOnFailure).toBe(false);
    const ofField = await rig.post('/api/siem-forwarder/v1/plan', { spec });
    const ofAction = await rig.post(
      '/api/siem-forwarder/.backstage/actions/v1/actions/siem-forwarder:plan-forwarder/invoke',
      { forwarder: spec },
    );
    expect([ofField.status, ofAction.status]).toEqual([200, 200]);
    expect(ofField.body.changes).not.toEqual([]);
    expect(ofField.body.cost.items).toHaveLength(3);
    expect(JSON.parse(body.output.plan)).toEqual(ofField.body);
    expect(ofAction.body.output).toEqual(ofField.body);
  });
});
