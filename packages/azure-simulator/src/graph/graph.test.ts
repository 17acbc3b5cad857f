import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { demoApplicationId } from '../seed/demoForwarders';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';
import { graphAppId, graphAppRoleId } from './graphPermissions';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

interface GraphObject {
  id: string;
  appId: string;
  displayName: string;
  [name: string]: unknown;
}

describe('Microsoft Graph', () => {
  let simulator: AzureSimulator;
  let owner: OfficialClients['graph'];
  let reader: OfficialClients['graph'];

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    owner = officialClients(simulator, simulator.credentials.provisioner).graph;
    reader = officialClients(simulator, simulator.credentials.sweeper).graph;
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const upsert = (name: string, create = true) =>
    owner.pathUnchecked(`/applications(uniqueName='${name}')`).patch({
      headers: create ? { Prefer: 'create-if-missing' } : {},
      body: { displayName: `App ${name}`, tags: ['test'] },
    });

  it('creates an application once by its unique name', async () => {
    await expect(upsert('upsert', false)).resolves.toMatchObject({
      status: '404',
      body: { error: { code: 'Request_ResourceNotFound' } },
    });
    const created = await upsert('upsert');
    expect(created).toMatchObject({
      status: '201',
      body: { uniqueName: 'upsert', displayName: 'App upsert' },
    });
    await expect(upsert('upsert')).resolves.toMatchObject({ status: '204' });
    const { appId } = created.body as GraphObject;
    for (const path of [
      "/applications(uniqueName='upsert')",
      `/applications(appId='${appId}')`,
      `/applications/${(created.body as GraphObject).id}`,
    ]) {
      const answer = await reader.pathUnchecked(path).get();
      expect(answer).toMatchObject({ status: '200', body: { appId } });
    }
  });

  it('reads a doubled quote in a unique name as one', async () => {
    await expect(upsert("plant''s")).resolves.toMatchObject({
      status: '201',
      body: { uniqueName: "plant's" },
    });
    await expect(upsert("plant''s")).resolves.toMatchObject({ status: '204' });
  });

  it('lists with $filter, $select, $top and pages', async () => {
    const list = async (query: Record<string, string>) => {
      const answer = await reader
        .pathUnchecked('/applications')
        .get({ queryParameters: query });
      return answer.body as {
        value: GraphObject[];
        '@odata.nextLink'?: string;
      };
    };
    const one = await list({
      $filter: `appId eq '${demoApplicationId('austin-incidents')}'`,
      $select: 'id,displayName,passwordCredentials',
    });
    expect(one.value).toEqual([
      {
        id: expect.any(String),
        displayName: 'SIEM forwarder austin-incidents',
        passwordCredentials: [
          expect.objectContaining({ secretText: null, hint: 'see' }),
        ],
      },
    ]);
    let page = await list({ $top: '5' });
    const names = page.value.map(({ displayName }) => displayName);
    while (page['@odata.nextLink']) {
      const next = await reader.pathUnchecked(page['@odata.nextLink']).get();
      page = next.body as typeof page;
      names.push(...page.value.map(({ displayName }) => displayName));
    }
    expect(names.length).toBeGreaterThan(15);
    expect(new Set(names).size).toBe(names.length);
    expect(
      (await list({ $filter: "tags/any(t:t eq 'siem-forwarder')" })).value,
    ).toHaveLength(14);
    const refused = await reader
      .pathUnchecked('/applications')
      .get({ queryParameters: { $filter: 'nonsense' } });
    expect(refused.status).toBe('400');
  });

  it('writes only what the caller owns', async () => {
    const created = await upsert('owned');
    const { id } = created.body as GraphObject;
    const denied = {
      status: '403',
      body: {
        error: {
          code: 'Authorization_RequestDenied',
          message: 'Insufficient privileges to complete the operation.',
        },
      },
    };
    await expect(
      reader.pathUnchecked(`/applications/${id}`).patch({
        body: { displayName: 'mine now' },
      }),
    ).resolves.toMatchObject(denied);
    const stranger = simulator.credentials.sweeper.clientId;
    await expect(
      owner
        .pathUnchecked(`/applications(appId='${stranger}')`)
        .patch({ body: { displayName: 'mine now' } }),
    ).resolves.toMatchObject(denied);
    await expect(
      reader.pathUnchecked('/policies/defaultAppManagementPolicy').get(),
    ).resolves.toMatchObject(denied);
    await expect(
      owner.pathUnchecked(`/applications/${id}`).delete(),
    ).resolves.toMatchObject({ status: '204' });
    await expect(
      owner.pathUnchecked(`/applications/${id}`).get(),
    ).resolves.toMatchObject({ status: '404' });
  });

  it('tells a secret once, removes it by its id, and holds to the policy', async () => {
    const { id } = (await upsert('secrets')).body as GraphObject;
    const add = (endDateTime?: string) =>
      owner.pathUnchecked(`/applications/${id}/addPassword`).post({
        body: { passwordCredential: { displayName: 'op-1', endDateTime } },
      });
    const long = await add();
    expect(long.body).toMatchObject({
      endDateTime: '2028-11-24T08:00:00.000Z',
      displayName: 'op-1',
    });
    await simulator.control.setMaxSecretLifetime(180);
    await expect(add()).resolves.toMatchObject({
      status: '400',
      body: { error: { code: 'CredentialInvalidLifetimeAsPerAppPolicy' } },
    });
    await simulator.control.setMaxSecretLifetime(null);
    const { keyId, secretText } = long.body as Record<string, string>;
    const read = await owner.pathUnchecked(`/applications/${id}`).get();
    expect(JSON.stringify(read.body)).toContain(keyId);
    expect(JSON.stringify(read.body)).not.toContain(secretText);
    const remove = () =>
      owner
        .pathUnchecked(`/applications/${id}/removePassword`)
        .post({ body: { keyId } });
    await expect(remove()).resolves.toMatchObject({ status: '204' });
    await expect(remove()).resolves.toMatchObject({ status: '400' });
  });

  it('grants Graph permissions only to who may grant them', async () => {
    const graph = (
      await reader
        .pathUnchecked(`/servicePrincipals(appId='${graphAppId}')`)
        .get({ queryParameters: { $select: 'id,appRoles' } })
    ).body as GraphObject;
    const appRoleId = graphAppRoleId('SecurityEvents.ReadWrite.All');
    expect(JSON.stringify(graph.appRoles)).toContain(appRoleId);
    const principal = (
      await reader
        .pathUnchecked(
          `/servicePrincipals(appId='${demoApplicationId('austin-alerts')}')`,
        )
        .get()
    ).body as GraphObject;
    await expect(
      owner
        .pathUnchecked(`/servicePrincipals/${graph.id}/appRoleAssignedTo`)
        .post({
          body: {
            principalId: principal.id,
            resourceId: graph.id,
            appRoleId,
          },
        }),
    ).resolves.toMatchObject({ status: '403' });
    const grants = await reader
      .pathUnchecked(`/servicePrincipals/${principal.id}/appRoleAssignments`)
      .get();
    expect(grants.body).toMatchObject({ value: [] });
  });
});
