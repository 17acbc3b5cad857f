import { plants } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const receiver = 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde';

interface GraphObject {
  id: string;
  appId: string;
  deletedDateTime: string | null;
  [name: string]: unknown;
}

describe('the recycle bin of the directory', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    azure = officialClients(simulator, simulator.credentials.provisioner);
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const path = (text: string) => azure.graph.pathUnchecked(text);
  const upsert = (name: string) =>
    path(`/applications(uniqueName='${name}')`).patch({
      headers: { Prefer: 'create-if-missing' },
      body: { displayName: name },
    });
  async function create(name: string) {
    const application = (await upsert(name)).body as GraphObject;
    const principal = (
      await path('/servicePrincipals').post({
        body: { appId: application.appId },
      })
    ).body as GraphObject;
    return { application, principal };
  }
  const deleted = (id: string) => path(`/directory/deletedItems/${id}`);

  it('takes an application with its service principal, and gives each back by itself', async () => {
    const { application, principal } = await create('recycled');
    await path(`/applications/${application.id}`).delete();
    await expect(
      path(`/applications/${application.id}`).get(),
    ).resolves.toMatchObject({ status: '404' });
    await expect(
      path(`/servicePrincipals/${principal.id}`).get(),
    ).resolves.toMatchObject({ status: '404' });
    const list = await path(
      '/directory/deletedItems/microsoft.graph.application',
    ).get();
    expect((list.body as { value: GraphObject[] }).value).toEqual([
      expect.objectContaining({
        id: application.id,
        deletedDateTime: '2026-11-24T08:00:00.000Z',
      }),
    ]);

    await expect(
      deleted(`${application.id}/restore`).post(),
    ).resolves.toMatchObject({
      status: '200',
      body: { id: application.id, deletedDateTime: null },
    });
    await expect(
      path(`/applications/${application.id}`).get(),
    ).resolves.toMatchObject({ status: '200' });
    // Restoring the application does not restore its service principal.
    await expect(
      path(`/servicePrincipals/${principal.id}`).get(),
    ).resolves.toMatchObject({ status: '404' });
    await deleted(`${principal.id}/restore`).post();
    await expect(
      path(`/servicePrincipals/${principal.id}`).get(),
    ).resolves.toMatchObject({ status: '200' });
  });

  it('keeps the unique name until the application is deleted for good', async () => {
    const { application } = await create('reserved');
    await path(`/applications/${application.id}`).delete();
    await expect(upsert('reserved')).resolves.toMatchObject({
      status: '400',
      body: {
        error: {
          code: 'Request_BadRequest',
          message:
            'Another object with the same value for property uniqueName already exists.',
        },
      },
    });
    await expect(deleted(application.id).delete()).resolves.toMatchObject({
      status: '204',
    });
    await expect(deleted(application.id).get()).resolves.toMatchObject({
      status: '404',
    });
    await expect(upsert('reserved')).resolves.toMatchObject({ status: '201' });
  });

  it('is emptied after thirty days', async () => {
    const { application } = await create('forgotten');
    await path(`/applications/${application.id}`).delete();
    await simulator.control.advance({ days: 30 });
    await expect(deleted(application.id).get()).resolves.toMatchObject({
      status: '200',
    });
    await simulator.control.advance({ minutes: 1 });
    await expect(deleted(application.id).get()).resolves.toMatchObject({
      status: '404',
    });
    await expect(upsert('forgotten')).resolves.toMatchObject({ status: '201' });
  });

  it('leaves role assignments behind as orphans', async () => {
    const { principal } = await create('orphaning');
    const scope = plants.austin.namespaceId;
    const name = '0d4a1b6e-52c0-4a77-8a7e-93f1f0a1d0aa';
    await azure.authorization.roleAssignments.create(scope, name, {
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${receiver}`,
      principalId: principal.id,
      principalType: 'ServicePrincipal',
    });
    await path(`/servicePrincipals/${principal.id}`).delete();
    await deleted(principal.id).delete();
    await expect(
      azure.authorization.roleAssignments.get(scope, name),
    ).resolves.toMatchObject({ principalId: principal.id });
  });

  it('opens only for who may read or owns what lies in it', async () => {
    const { application } = await create('guarded');
    await path(`/applications/${application.id}`).delete();
    const reader = officialClients(simulator, simulator.credentials.sweeper);
    const item = reader.graph.pathUnchecked(
      `/directory/deletedItems/${application.id}`,
    );
    await expect(item.get()).resolves.toMatchObject({ status: '200' });
    await expect(item.delete()).resolves.toMatchObject({
      status: '403',
      body: { error: { code: 'Authorization_RequestDenied' } },
    });
  });
});

describe('without the recycle bin', () => {
  it('frees the name of a deleted application at once', async () => {
    const simulator = await startAzureSimulator({
      latencies: 'none',
      behaviours: { softDelete: false },
    });
    const { graph } = officialClients(
      simulator,
      simulator.credentials.provisioner,
    );
    const application = graph.pathUnchecked("/applications(uniqueName='x')");
    const upsert = () =>
      application.patch({
        headers: { Prefer: 'create-if-missing' },
        body: { displayName: 'x' },
      });
    await upsert();
    await application.delete();
    await expect(upsert()).resolves.toMatchObject({ status: '201' });
    await simulator.stop();
  });
});

describe('replication in the directory', () => {
  it("hides a new application from Graph's own answers for some seconds, but not its name", async () => {
    const simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: { graphReplication: 5_000 },
    });
    const { graph } = officialClients(
      simulator,
      simulator.credentials.provisioner,
    );
    const byName = graph.pathUnchecked("/applications(uniqueName='young')");
    const upsert = () =>
      byName.patch({
        headers: { Prefer: 'create-if-missing' },
        body: { displayName: 'young' },
      });
    const created = await upsert();
    const { id } = created.body as GraphObject;
    const addPassword = () =>
      graph.pathUnchecked(`/applications/${id}/addPassword`).post({ body: {} });
    await expect(byName.get()).resolves.toMatchObject({ status: '404' });
    await expect(addPassword()).resolves.toMatchObject({ status: '404' });
    await expect(upsert()).resolves.toMatchObject({ status: '400' });
    await simulator.control.advance({ seconds: 5 });
    await expect(byName.get()).resolves.toMatchObject({ status: '200' });
    await expect(addPassword()).resolves.toMatchObject({ status: '200' });
    await expect(upsert()).resolves.toMatchObject({ status: '204' });
    await simulator.stop();
  });
});
