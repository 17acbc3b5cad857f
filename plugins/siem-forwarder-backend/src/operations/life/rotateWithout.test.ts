import { TestDatabases } from '@backstage/backend-test-utils';
import { ForwarderSpec } from 'backstage-plugin-siem-forwarder-common';
import { LifeFixture, startLife } from '../__testUtils__/driveLife';
import { specOf } from '../__testUtils__/operationsFixture';

jest.setTimeout(300_000);

const REF = 'resource:default/ot-alerts';
const NAME = 'siem-forwarder-ot-alerts';

describe.each<[string, Partial<ForwarderSpec>]>([
  ['without a vault', { secret: { lifetimeDays: 180 } }],
  ['for a SIEM that people configure', { siem: 'soc-elastic' }],
])('a rotation %s', (_, changes) => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: LifeFixture;

  beforeAll(async () => {
    fixture = await startLife(await databases.init('SQLITE_3'), REF);
    await fixture.provision('task-made', specOf(changes));
  });
  afterAll(() => fixture?.cloud.stop());

  async function secrets() {
    const state = await fixture.cloud.control.state(
      'directory',
      'splunk',
      'vaults',
    );
    const application = Object.values(state.directory.applications).find(
      ({ uniqueName }) => uniqueName === NAME,
    );
    return {
      issued: application?.passwordCredentials ?? [],
      account: state.splunk.accounts[NAME],
      stored: state.vaults['kv-ot-siem'].secrets[NAME]?.versions ?? [],
    };
  }

  const configures = changes.siem === undefined;

  it('delivers a new secret', async () => {
    const before = await secrets();
    const done = await fixture.live('rotate');
    expect(done.status).toBe('done');
    const { account, issued, stored } = await secrets();
    const fresh = issued.filter(
      ({ keyId }) => !before.issued.some(old => old.keyId === keyId),
    );
    expect(fresh).toHaveLength(1);
    // People must put the new one into such a SIEM before the old one goes.
    expect(issued).toHaveLength(configures ? 1 : 2);
    expect(account?.clientSecret).toBe(
      configures ? fresh[0].secretText : undefined,
    );
    expect(stored.at(-1)?.value).toBe(
      configures ? undefined : fresh[0].secretText,
    );
    expect(JSON.stringify(done)).not.toContain(fresh[0].secretText);
    expect((await fixture.store.getRegistration(REF))?.outputs.secretId).toBe(
      fresh[0].keyId,
    );
  });

  it('leaves one secret of two after the next one', async () => {
    const before = await secrets();
    await fixture.live('rotate');
    const { issued } = await secrets();
    expect(issued).toHaveLength(configures ? 1 : 2);
    expect(
      issued.filter(({ keyId }) =>
        before.issued.some(old => old.keyId === keyId),
      ),
    ).toHaveLength(configures ? 0 : 1);
  });

  it('ends with one valid secret when its process dies', async () => {
    const { id } = await fixture.open('rotate');
    await fixture.cloud.control.fault({
      service: configures ? 'splunkManagement' : 'keyVault',
      method: configures ? 'POST' : 'PUT',
      pathPattern: '.*',
      status: 503,
    });
    await fixture.operations.advance(id).catch(() => undefined);
    await fixture.cloud.control.clearFaults();
    fixture.restart();
    expect((await fixture.drive({ id })).status).toBe('done');
    const { account, issued, stored } = await secrets();
    expect(issued).toHaveLength(configures ? 1 : 2);
    const text = configures ? account.clientSecret : stored.at(-1)?.value;
    expect(issued.map(({ secretText }) => secretText)).toContain(text);
  });

  it('is rolled back, and the SIEM reads on', async () => {
    const before = await secrets();
    const { id } = await fixture.open('rotate');
    await fixture.operations.advance(id);
    const done = await fixture.takeBack({ id });
    expect(done.status).toBe('rolled-back');
    const { account, issued, stored } = await secrets();
    const valid = issued.map(({ secretText }) => secretText);
    expect(valid).toContain(
      configures ? account.clientSecret : stored.at(-1)?.value,
    );
    // Without a vault nobody has the text of the one before any more.
    expect(done.rollBack?.includes('reads with the new secret')).toBe(
      configures,
    );
    expect(issued).toHaveLength(before.issued.length + (configures ? 1 : 0));
    await fixture.live('rotate');
    expect((await secrets()).issued).toHaveLength(configures ? 1 : 2);
  });
});
