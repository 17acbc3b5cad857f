import { TestDatabases } from '@backstage/backend-test-utils';
import { PAUSED_ANNOTATION } from 'backstage-plugin-siem-forwarder-common';
import { forwarderTarget } from './ForwarderTarget';
import { LifeFixture, startLife } from './__testUtils__/driveLife';
import {
  ACTOR,
  AUSTIN,
  specOf,
  writesTo,
} from './__testUtils__/operationsFixture';

jest.setTimeout(300_000);

const REF = 'resource:default/ot-alerts';
const NAME = 'siem-forwarder-ot-alerts';
const SECOND_MS = 1_000;

describe('the life of a forwarder', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: LifeFixture;

  beforeAll(async () => {
    fixture = await startLife(await databases.init('SQLITE_3'), REF);
    await fixture.provision('task-made');
  });
  afterAll(() => fixture?.cloud.stop());
  beforeEach(() => fixture.cloud.control.clearRequests());
  afterEach(() => fixture.cloud.control.clearFaults());

  async function places() {
    const state = await fixture.cloud.control.state();
    const { directory, splunk, vaults, workspaces } = state;
    const application = Object.values(directory.applications).find(
      ({ uniqueName }) => uniqueName === NAME,
    );
    const secret = vaults['kv-ot-siem'].secrets[NAME];
    return {
      application,
      issued: application?.passwordCredentials ?? [],
      account: splunk.accounts[NAME],
      input: splunk.inputs[NAME],
      // What lies in the vault's recycle bin is gone.
      stored: secret?.deletedDate === null ? secret.versions : [],
      rule: workspaces[AUSTIN.toLowerCase()].dataExports['export-ot-alerts'],
      namespaces: Object.values(state.namespaces),
    };
  }

  it('rotates: one secret, in the vault and in the SIEM', async () => {
    const before = await places();
    const done = await fixture.live('rotate');
    expect(done.status).toBe('done');
    const { account, issued, stored } = await places();
    expect(issued).toHaveLength(1);
    expect(issued[0].keyId).not.toBe(before.issued[0].keyId);
    expect(account.clientSecret).toBe(issued[0].secretText);
    expect(stored.at(-1)?.value).toBe(issued[0].secretText);
    expect((await fixture.store.getRegistration(REF))?.outputs.secretId).toBe(
      issued[0].keyId,
    );
    expect(JSON.stringify(done)).not.toContain(issued[0].secretText);
  });

  it('says in a dry run what a rotation does, and writes nothing', async () => {
    const { steps } = await fixture.live('rotate', {}, true);
    expect(steps[0].changes.map(({ action }) => action)).toEqual([
      'create',
      'change',
      'change',
      'delete',
    ]);
    expect(await writesTo(fixture.cloud)).toEqual([]);
  });

  it('puts the secret before back when the SIEM refuses the new one', async () => {
    const before = await places();
    await fixture.cloud.control.fault({
      service: 'splunkManagement',
      method: 'POST',
      pathPattern: 'azureaccount',
      status: 400,
      message:
        'Account authentication failed. Please check your credentials and try again',
    });
    const { id } = await fixture.open('rotate');
    await fixture.operations.advance(id);
    fixture.pass(180 * SECOND_MS);
    await expect(fixture.operations.advance(id)).rejects.toThrow(
      /still refuses the new secret after 2 minutes.*reads on with the secret before/,
    );
    const after = await places();
    expect(after.issued).toEqual(before.issued);
    expect(after.account.clientSecret).toBe(before.issued[0].secretText);
    expect(after.stored.at(-1)?.value).toBe(before.issued[0].secretText);

    await fixture.cloud.control.clearFaults();
    await fixture.operations.retry(id);
    expect((await fixture.drive({ id })).status).toBe('done');
    const { account, issued } = await places();
    expect(issued).toHaveLength(1);
    expect(issued[0].keyId).not.toBe(before.issued[0].keyId);
    expect(account.clientSecret).toBe(issued[0].secretText);
  });

  it('rolls a rotation back whose new secret is in the SIEM already', async () => {
    const before = await places();
    const { id } = await fixture.open('rotate');
    await fixture.operations.advance(id);
    expect((await places()).account.clientSecret).not.toBe(
      before.account.clientSecret,
    );
    await fixture.operations.rollBack(id, 'Asked for.');
    expect((await fixture.drive({ id })).status).toBe('rolled-back');
    const after = await places();
    expect(after.issued).toEqual(before.issued);
    expect(after.account.clientSecret).toBe(before.issued[0].secretText);
    expect(after.stored.at(-1)?.value).toBe(before.issued[0].secretText);
  });

  it('knows which secret is in use after a rotation that was rolled back late', async () => {
    const late = await fixture.open('rotate');
    const isDelivered = async () =>
      (await fixture.store.listSteps(late.id)).some(
        ({ state }) => state.deliveredKeyId,
      );
    while (!(await isDelivered())) {
      await fixture.operations.advance(late.id);
      fixture.pass(10 * SECOND_MS);
    }
    expect((await fixture.takeBack(late)).status).toBe('rolled-back');

    await fixture.cloud.control.fault({
      service: 'splunkManagement',
      method: 'POST',
      pathPattern: 'azureaccount',
      status: 400,
      message:
        'Account authentication failed. Please check your credentials and try again',
      times: 2,
    });
    await fixture.cloud.control.clearRequests();
    expect((await fixture.live('rotate')).status).toBe('done');
    const requests = await fixture.cloud.control.requests();
    // The one that the SIEM does not accept yet is delivered again.
    expect(
      requests.filter(
        ({ operationId }) => operationId === 'applications.addPassword',
      ),
    ).toHaveLength(1);
    const { account, issued } = await places();
    expect(issued).toHaveLength(1);
    expect(account.clientSecret).toBe(issued[0].secretText);
  });

  it('finishes a rotation whose process died with its secret in the vault', async () => {
    const { id } = await fixture.open('rotate');
    await fixture.cloud.control.fault({
      service: 'splunkManagement',
      method: 'POST',
      pathPattern: '.*',
      status: 503,
    });
    await fixture.operations.advance(id).catch(() => undefined);
    await fixture.cloud.control.clearFaults();
    const { issued: during } = await places();
    expect(during).toHaveLength(2);
    fixture.restart();
    expect((await fixture.drive({ id })).status).toBe('done');
    const { account, issued } = await places();
    expect(issued).toHaveLength(1);
    expect(during.map(({ keyId }) => keyId)).toContain(issued[0].keyId);
    expect(account.clientSecret).toBe(issued[0].secretText);
  });

  it('pauses and resumes, and leaves Azure alone', async () => {
    await fixture.live('pause', { reason: 'Maintenance of the site' });
    const paused = await fixture.store.getRegistration(REF);
    expect(paused?.entity.metadata.annotations?.[PAUSED_ANNOTATION]).toBe(
      'Maintenance of the site',
    );
    await fixture.live('repair');
    const repaired = await fixture.store.getRegistration(REF);
    expect(repaired?.entity.metadata.annotations?.[PAUSED_ANNOTATION]).toBe(
      'Maintenance of the site',
    );
    await fixture.live('resume');
    const resumed = await fixture.store.getRegistration(REF);
    expect(resumed?.entity.metadata.annotations).not.toHaveProperty(
      PAUSED_ANNOTATION,
    );
    expect(await writesTo(fixture.cloud)).toEqual([]);
    await expect(fixture.open('pause', { reason: ' ' })).rejects.toThrow(
      /input\.reason/,
    );
  });

  it('repairs only what has drifted', async () => {
    const { tenant } = fixture;
    const { namespaceId, ruleId } = forwarderTarget(specOf());
    await tenant.provisioner?.eventHubs.putHub(
      namespaceId.child('eventhubs', 'elsewhere'),
      { partitionCount: 1, retentionHours: 24 },
    );
    await tenant.provisioner?.dataExports.put(ruleId, {
      tableNames: ['SecurityIncident', 'Heartbeat'],
      namespaceId,
      eventHubName: 'elsewhere',
      enabled: false,
    });
    await fixture.cloud.control.clearRequests();
    const { steps } = await fixture.live('repair');
    expect(steps[0].changes).toMatchObject([
      {
        action: 'change',
        difference: 'Now it leads elsewhere, and it is disabled.',
      },
    ]);
    const writes = await writesTo(fixture.cloud);
    expect(writes).toEqual([
      expect.stringMatching(/^PUT .*dataexports\/export-ot-alerts/i),
    ]);
    expect((await places()).rule).toMatchObject({
      enable: true,
      eventHubName: 'defender-iot',
      tableNames: ['SecurityIncident', 'Heartbeat'],
    });
    await tenant.provisioner?.eventHubs.deleteHub(
      namespaceId.child('eventhubs', 'elsewhere'),
    );
  });

  it('refuses more partitions in the Standard tier, with the remedy', async () => {
    const { id } = await fixture.open('change', { partitionCount: 8 });
    await expect(fixture.operations.advance(id)).rejects.toThrow(
      /in the Standard tier Azure does not make them 8\. Stream to a new event hub/,
    );
    await fixture.operations.rollBack(id, 'Not possible.');
    await fixture.drive({ id });
    expect(await writesTo(fixture.cloud)).toEqual([]);
  });

  it('asks for consent before it exports another table', async () => {
    const { id } = await fixture.open('change', { content: 'both' });
    await expect(fixture.operations.advance(id)).rejects.toThrow(
      /All rows of SecurityAlert would be exported/,
    );
    await fixture.operations.rollBack(id, 'No consent.');
    await fixture.drive({ id });
  });

  it('changes retention and tables, and the registration follows', async () => {
    const input = {
      retentionHours: 100,
      content: 'both',
      exportsWholeTable: true,
    };
    const plan = await fixture.live('change', input, true);
    expect(plan.steps[0].message).toContain(
      'events are kept 100 hours instead of 168',
    );
    expect(await writesTo(fixture.cloud)).toEqual([]);
    await fixture.live('change', input);
    const { rule } = await places();
    expect(rule.tableNames).toEqual([
      'SecurityIncident',
      'Heartbeat',
      'SecurityAlert',
    ]);
    const registration = await fixture.store.getRegistration(REF);
    expect(
      registration?.entity.metadata.annotations?.['siem-forwarder/tables'],
    ).toBe('SecurityIncident,SecurityAlert');
    expect(
      (await fixture.store.getOperation(`${registration?.operationId}`))?.spec
        .eventHub.retentionHours,
    ).toBe(100);
    await fixture.cloud.control.clearRequests();
    await fixture.live('change', input);
    expect(await writesTo(fixture.cloud)).toEqual([]);
  });

  it('repairs an application that is without a secret, which cannot be rotated', async () => {
    const { application } = await places();
    for (const { keyId } of application?.passwordCredentials ?? []) {
      await fixture.tenant.provisioner?.entra.removePassword(
        `${application?.id}`,
        keyId,
      );
    }
    const { id } = await fixture.open('rotate');
    await expect(fixture.operations.advance(id)).rejects.toThrow(
      /no valid client secret that the portal knows of.*Repair/s,
    );
    await fixture.operations.rollBack(id, 'Repair first.');
    await fixture.drive({ id });
    await fixture.live('repair');
    const { account, issued } = await places();
    expect(issued).toHaveLength(1);
    expect(account.clientSecret).toBe(issued[0].secretText);
  });

  it('adopts a forwarder that was made elsewhere, and writes nothing in Azure', async () => {
    const { application } = await places();
    const entityRef = 'component:default/by-hand';
    const { hubId, ruleId } = forwarderTarget(specOf());
    fixture.otherEntities.set(entityRef, {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'by-hand',
        annotations: {
          'siem-forwarder/export-rule': `${ruleId}`,
          'siem-forwarder/event-hub': `${hubId}`,
          'siem-forwarder/application-id': `${application?.appId}`,
          'siem-forwarder/tables': 'SecurityIncident,SecurityAlert',
          'siem-forwarder/siem': 'soc-splunk',
          'siem-forwarder/consumer-group': 'siem',
        },
      },
      spec: { owner: 'group:default/plant-austin' },
    });
    await fixture.cloud.control.clearRequests();
    const adopt = fixture.operations.openFor({
      entityRef,
      kind: 'adopt',
      input: {},
      actor: ACTOR,
    });
    // The application must be among those that the group may bring along.
    await expect(adopt).rejects.toThrow(
      /application\.clientId: The application '.*' is not among those/,
    );
    expect(await writesTo(fixture.cloud)).toEqual([]);
    expect(await fixture.store.getRegistration(entityRef)).toBeUndefined();
  });

  it('asks for the name before it takes a forwarder down', async () => {
    await expect(
      fixture.open('decommission', { name: 'ot-alert' }),
    ).rejects.toThrow(/input\.name: 'ot-alert' is not 'ot-alerts'/);
  });

  it('says what would go and what would stay, then does it', async () => {
    const plan = await fixture.live(
      'decommission',
      { name: 'ot-alerts' },
      true,
    );
    const planned = plan.steps[0].changes;
    expect(
      planned.filter(({ action }) => action === 'delete').map(c => c.resource),
    ).toEqual([
      expect.stringContaining('SOC Splunk'),
      expect.stringContaining('Key Vault'),
      expect.stringContaining('client secret'),
      expect.stringContaining('role'),
      expect.stringContaining('application'),
      expect.stringContaining('consumer group'),
      expect.stringContaining('event hub'),
      expect.stringContaining('namespace'),
      expect.stringContaining('catalog entity'),
    ]);
    expect(planned).toContainEqual(
      expect.objectContaining({
        action: 'keep',
        difference: expect.stringContaining('Heartbeat'),
      }),
    );
    expect(await writesTo(fixture.cloud)).toEqual([]);
    const done = await fixture.live('decommission', { name: 'ot-alerts' });
    expect(done.steps[0].message).toContain('Heartbeat');
    const after = await places();
    expect(after).toMatchObject({
      application: undefined,
      account: undefined,
      input: undefined,
      stored: [],
      namespaces: [],
      rule: { tableNames: ['Heartbeat'] },
    });
    expect(await fixture.store.getRegistration(REF)).toBeUndefined();
  });
});
