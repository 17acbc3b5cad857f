import { vaultName } from '../seed/demoIds';
import { seedEmpty } from '../seed/seedEmpty';
import {
  AzureSimulator,
  AzureSimulatorOptions,
  startAzureSimulator,
} from '../startAzureSimulator';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

describe('soft delete of vault secrets', () => {
  let simulator: AzureSimulator;
  let secrets: OfficialClients['secrets'];

  async function start(options: AzureSimulatorOptions = {}) {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
      ...options,
    });
    secrets = officialClients(
      simulator,
      simulator.credentials.provisioner,
    ).secrets;
  }

  const erase = async (name: string) => {
    const poller = await secrets.beginDeleteSecret(name, { intervalInMs: 10 });
    return poller.pollUntilDone();
  };

  afterEach(async () => {
    await simulator.stop();
  });

  it('keeps a deleted secret where purge protection is on, until its ninety days are over', async () => {
    await start();
    await secrets.setSecret('kept', 'value');
    await expect(erase('kept')).resolves.toMatchObject({
      properties: {
        recoveryLevel: 'Recoverable',
        scheduledPurgeDate: new Date('2027-02-22T08:00:00Z'),
      },
    });
    await expect(secrets.purgeDeletedSecret('kept')).rejects.toMatchObject({
      statusCode: 403,
      code: 'Forbidden',
      message: expect.stringContaining(
        'Operation "purge" is not allowed because purge protection is enabled for this vault.',
      ),
    });
    const deleted = [];
    for await (const { name } of secrets.listDeletedSecrets()) {
      deleted.push(name);
    }
    expect(deleted).toEqual(['kept']);
    await expect(secrets.setSecret('kept', 'again')).rejects.toMatchObject({
      statusCode: 409,
      code: 'Conflict',
    });
    await simulator.control.advance({ days: 90 });
    await expect(secrets.getDeletedSecret('kept')).rejects.toMatchObject({
      statusCode: 404,
    });
    await expect(secrets.setSecret('kept', 'again')).resolves.toMatchObject({
      value: 'again',
    });
  });

  it('purges on demand where purge protection is off, but nothing that lives', async () => {
    await start({
      seed: context => {
        const state = seedEmpty(context);
        delete state.vaults[vaultName].purgeProtection;
        return state;
      },
    });
    await secrets.setSecret('gone', 'value');
    await expect(secrets.purgeDeletedSecret('gone')).rejects.toMatchObject({
      statusCode: 404,
    });
    await expect(erase('gone')).resolves.toMatchObject({
      properties: { recoveryLevel: 'Recoverable+Purgeable' },
    });
    await secrets.purgeDeletedSecret('gone');
    await expect(secrets.setSecret('gone', 'again')).resolves.toMatchObject({
      value: 'again',
    });
  });

  it('frees the name at once where it is switched off', async () => {
    await start({ behaviours: { softDelete: false } });
    await secrets.setSecret('free', 'value');
    await erase('free');
    await expect(secrets.setSecret('free', 'again')).resolves.toMatchObject({
      value: 'again',
    });
  });
});
