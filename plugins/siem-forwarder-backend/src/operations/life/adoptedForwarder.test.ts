import { TestDatabases } from '@backstage/backend-test-utils';
import { LifeFixture, startLife } from '../__testUtils__/driveLife';
import { AUSTIN, specOf, writesTo } from '../__testUtils__/operationsFixture';
import { forwarderTarget } from '../ForwarderTarget';

jest.setTimeout(300_000);

const REF = 'component:default/by-hand';
const OWNER = 'group:default/plant-austin';
const TABLES = [
  'operation_journal',
  'operation_steps',
  'operations',
  'registrations',
];

/** One that the portal knows nothing of, since it has forgotten that it made it. */
describe('a forwarder that was made elsewhere', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: LifeFixture;

  beforeAll(async () => {
    fixture = await startLife(await databases.init('SQLITE_3'), REF);
    await fixture.provision('elsewhere');
    for (const table of TABLES) {
      await fixture.db(table).delete();
    }
    const { clientId, hubId, ruleId } = await made();
    fixture.otherEntities.set(REF, {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'by-hand',
        annotations: {
          'siem-forwarder/export-rule': `${ruleId}`,
          'siem-forwarder/event-hub': `${hubId}`,
          'siem-forwarder/application-id': clientId,
          'siem-forwarder/tables': 'SecurityIncident',
          'siem-forwarder/siem': 'soc-splunk',
          'siem-forwarder/consumer-group': 'siem',
        },
      },
      spec: { owner: OWNER },
    });
    fixture.restart({
      scopes: [
        { owners: [OWNER], workspaces: [AUSTIN], applications: [clientId] },
      ],
    });
  });
  afterAll(() => fixture?.cloud.stop());
  beforeEach(() => fixture.cloud.control.clearRequests());

  async function made() {
    const { directory, splunk, workspaces } =
      await fixture.cloud.control.state();
    const [application] = Object.values(directory.applications).filter(
      ({ uniqueName }) => uniqueName === 'siem-forwarder-ot-alerts',
    );
    return {
      ...forwarderTarget(specOf()),
      clientId: application.appId,
      issued: application.passwordCredentials,
      accounts: splunk.accounts,
      rule: workspaces[AUSTIN.toLowerCase()].dataExports['export-ot-alerts'],
    };
  }

  it('is refused whatever needs an adopted one', async () => {
    await expect(fixture.open('repair')).rejects.toThrow('adopt it first');
  });

  it('is adopted, and nothing is written in Azure', async () => {
    const plan = await fixture.live('adopt', {}, true);
    expect(plan.steps[0].changes.map(({ action }) => action)).toEqual(
      plan.steps[0].changes.map(() => 'adopt'),
    );
    expect(await fixture.store.getRegistration(REF)).toBeUndefined();

    const done = await fixture.live('adopt');
    expect(done.status).toBe('done');
    expect(await writesTo(fixture.cloud)).toEqual([]);
    const { clientId, issued, hubId } = await made();
    expect(await fixture.store.getRegistration(REF)).toMatchObject({
      adopted: true,
      owner: OWNER,
      outputs: {
        clientId,
        secretId: issued[0].keyId,
        eventHubId: `${hubId}`,
      },
    });
    await expect(fixture.open('adopt')).rejects.toThrow('writes to');
  });

  it('is paused in the catalog by its owner alone', async () => {
    const { id } = await fixture.open('pause', { reason: 'Maintenance' });
    await expect(fixture.drive({ id })).rejects.toThrow(
      /siem-forwarder\/paused/,
    );
    await fixture.takeBack({ id });
  });

  it('is repaired where it drifts', async () => {
    const { namespaceId, ruleId } = await made();
    await fixture.tenant.provisioner?.dataExports.put(ruleId, {
      tableNames: ['SecurityIncident'],
      namespaceId,
      eventHubName: 'defender-iot',
      enabled: false,
    });
    await fixture.cloud.control.clearRequests();
    expect((await fixture.live('repair')).status).toBe('done');
    expect((await made()).rule.enable).toBe(true);
  });

  it('gets a new secret, which the SIEM reads with', async () => {
    const before = await made();
    const done = await fixture.live('rotate');
    expect(done.status).toBe('done');
    const after = await made();
    const fresh = after.issued.filter(
      ({ keyId }) => !before.issued.some(old => old.keyId === keyId),
    );
    expect(fresh).toHaveLength(1);
    expect(
      Object.values(after.accounts).map(({ clientSecret }) => clientSecret),
    ).toContain(fresh[0].secretText);
    expect((await fixture.store.getRegistration(REF))?.outputs.secretId).toBe(
      fresh[0].keyId,
    );
  });

  it('keeps, when it is taken down, what the portal did not make', async () => {
    const before = await made();
    const done = await fixture.live('decommission', { name: 'by-hand' });
    expect(done.status).toBe('done');
    expect(done.steps[0].message).toContain('The portal did not make it.');
    const after = await made();
    expect(after.rule.enable).toBe(true);
    expect(after.clientId).toBe(before.clientId);
    expect(await fixture.store.getRegistration(REF)).toBeUndefined();
  });
});
