import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { vaultName } from '../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';
import { requestJson } from '../__testUtils__/requestJson';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

describe('a key vault', () => {
  let simulator: AzureSimulator;
  let officer: OfficialClients['secrets'];
  let stranger: OfficialClients['secrets'];

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    officer = officialClients(
      simulator,
      simulator.credentials.provisioner,
    ).secrets;
    stranger = officialClients(
      simulator,
      simulator.credentials.sweeper,
    ).secrets;
  });

  afterAll(async () => {
    await simulator.stop();
  });

  it('challenges a request without a token with its tenant', async () => {
    const answer = await requestJson(
      `${simulator.endpoints.keyVaults[vaultName]}/secrets/x?api-version=7.5`,
      { ca: simulator.caPem, method: 'PUT' },
    );
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(
      `Bearer authorization="${simulator.endpoints.login}/72f9a1c4-5b1e-4d0a-9c57-3f0b2e6ddb47", resource="https://vault.azure.net"`,
    );
  });

  it('keeps versions, and gives the newest', async () => {
    await officer.setSecret('rotated', 'first', {
      expiresOn: new Date('2027-01-01T00:00:00Z'),
      tags: { keyId: '1' },
      contentType: 'text/plain',
    });
    await officer.setSecret('rotated', 'second');
    await expect(officer.getSecret('rotated')).resolves.toMatchObject({
      value: 'second',
    });
    const versions = [];
    for await (const version of officer.listPropertiesOfSecretVersions(
      'rotated',
    )) {
      versions.push(version);
    }
    expect(versions).toHaveLength(2);
    await expect(
      officer.getSecret('rotated', { version: versions[0].version }),
    ).resolves.toMatchObject({
      value: 'first',
      properties: {
        expiresOn: new Date('2027-01-01T00:00:00Z'),
        tags: { keyId: '1' },
        contentType: 'text/plain',
      },
    });
  });

  it('lists by pages, each secret once', async () => {
    const names = Array.from({ length: 26 }, (_, index) => `listed-${index}`);
    await Promise.all(names.map(name => officer.setSecret(name, 'x')));
    const sizes: number[] = [];
    const listed: string[] = [];
    for await (const page of officer.listPropertiesOfSecrets().byPage()) {
      sizes.push(page.length);
      listed.push(...page.map(({ name }) => name));
    }
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBe(25);
    expect(listed.filter(name => name.startsWith('listed-')).sort()).toEqual(
      names.sort(),
    );
  });

  it('changes what a version says of itself, not its value', async () => {
    const { properties } = await officer.setSecret('described', 'kept');
    await officer.updateSecretProperties(
      'described',
      properties.version ?? '',
      { tags: { owner: 'plant-austin' }, enabled: true },
    );
    await expect(officer.getSecret('described')).resolves.toMatchObject({
      value: 'kept',
      properties: { tags: { owner: 'plant-austin' } },
    });
  });

  it('deletes softly: the name stays taken until it is recovered or purged', async () => {
    await officer.setSecret('doomed', 'value');
    const deletion = await officer.beginDeleteSecret('doomed', {
      intervalInMs: 10,
    });
    await deletion.pollUntilDone();
    await expect(officer.getSecret('doomed')).rejects.toMatchObject({
      code: 'SecretNotFound',
      statusCode: 404,
    });
    await expect(officer.setSecret('doomed', 'again')).rejects.toMatchObject({
      statusCode: 409,
    });
    await (
      await officer.beginRecoverDeletedSecret('doomed', { intervalInMs: 10 })
    ).pollUntilDone();
    await expect(officer.getSecret('doomed')).resolves.toMatchObject({
      value: 'value',
    });
  });

  it('refuses who has no role, without a word of the value', async () => {
    await officer.setSecret('private', 'do-not-tell');
    await expect(stranger.getSecret('private')).rejects.toMatchObject({
      statusCode: 403,
      code: 'Forbidden',
      message: expect.stringContaining(
        "Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'",
      ),
    });
    await expect(
      stranger.setSecret('private', 'do-not-tell'),
    ).rejects.toMatchObject({ statusCode: 403 });
    await expect(officer.setSecret('no_underscore', 'x')).rejects.toMatchObject(
      { statusCode: 400 },
    );
    expect(JSON.stringify(await simulator.control.requests())).not.toContain(
      'do-not-tell',
    );
  });
});
