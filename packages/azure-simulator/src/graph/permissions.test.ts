import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { seedFunction } from '../seed/seedFunction';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';
import { graphAppId, graphAppRoleId } from './graphPermissions';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

interface Item {
  id: string;
  appId: string;
  [name: string]: unknown;
}

describe('permissions of applications in Microsoft Graph', () => {
  let simulator: AzureSimulator;
  let admin: OfficialClients['graph'];
  let principalId: string;
  let graphId: string;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      // The provisioner may grant permissions, as an administrator's application.
      seed: context => {
        const state = seedFunction('empty')(context);
        const { servicePrincipals, appRoleAssignments } = state.directory;
        const all = Object.values(servicePrincipals);
        const resource = all.find(({ appId }) => appId === graphAppId);
        const provisioner = all.find(
          ({ appId }) => appId === context.credentials.provisioner.clientId,
        );
        appRoleAssignments.push(
          ...(
            ['AppRoleAssignment.ReadWrite.All', 'Application.Read.All'] as const
          ).map((name, index) => ({
            id: `grant-${index}`,
            appRoleId: graphAppRoleId(name),
            principalId: provisioner?.id ?? '',
            resourceId: resource?.id ?? '',
            createdDateTime: '2026-01-01T00:00:00.000Z',
          })),
        );
        return state;
      },
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    admin = officialClients(simulator, simulator.credentials.provisioner).graph;
    const application = await admin
      .pathUnchecked('/applications')
      .post({ body: { displayName: 'Reader' } });
    const principal = await admin
      .pathUnchecked('/servicePrincipals')
      .post({ body: { appId: (application.body as Item).appId } });
    principalId = (principal.body as Item).id;
    graphId = (
      (
        await admin
          .pathUnchecked(`/servicePrincipals(appId='${graphAppId}')`)
          .get()
      ).body as Item
    ).id;
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const list = async (path: string) =>
    ((await admin.pathUnchecked(path).get()).body as { value: Item[] }).value;

  it.each([
    ['appRoleAssignments', 'SecurityEvents.Read.All'],
    ['appRoleAssignedTo', 'SecurityEvents.ReadWrite.All'],
  ] as const)(
    'are granted, listed from both sides and taken back by %s',
    async (relation, permission) => {
      const side = relation === 'appRoleAssignments' ? principalId : graphId;
      const path = `/servicePrincipals/${side}/${relation}`;
      const body = {
        principalId,
        resourceId: graphId,
        appRoleId: graphAppRoleId(permission),
      };
      const granted = await admin.pathUnchecked(path).post({ body });
      expect(granted).toMatchObject({
        status: '201',
        body: { ...body, principalDisplayName: 'Reader' },
      });
      await expect(
        admin.pathUnchecked(path).post({ body }),
      ).resolves.toMatchObject({ status: '400' });
      const { id } = granted.body as Item;
      for (const shown of [
        await list(`/servicePrincipals/${principalId}/appRoleAssignments`),
        await list(`/servicePrincipals/${graphId}/appRoleAssignedTo`),
      ]) {
        expect(shown.map(grant => grant.id)).toContain(id);
      }
      await expect(
        admin.pathUnchecked(`${path}/${id}`).delete(),
      ).resolves.toMatchObject({ status: '204' });
      expect((await list(path)).map(grant => grant.id)).not.toContain(id);
    },
  );

  it('are refused for a role that the resource has not', async () => {
    await expect(
      admin
        .pathUnchecked(`/servicePrincipals/${principalId}/appRoleAssignments`)
        .post({
          body: { principalId, resourceId: graphId, appRoleId: principalId },
        }),
    ).resolves.toMatchObject({
      status: '400',
      body: { error: { message: 'Not a valid reference update.' } },
    });
  });

  it('show who owns an application', async () => {
    const created = await admin
      .pathUnchecked('/applications')
      .post({ body: { displayName: 'Owned' } });
    const owners = await list(
      `/applications/${(created.body as Item).id}/owners`,
    );
    expect(owners).toEqual([
      expect.objectContaining({
        '@odata.type': '#microsoft.graph.servicePrincipal',
      }),
    ]);
  });

  it('go into the recycle bin with their service principal', async () => {
    await admin.pathUnchecked(`/servicePrincipals/${principalId}`).delete();
    const deleted = await list(
      '/directory/deletedItems/microsoft.graph.servicePrincipal',
    );
    expect(deleted.map(({ id }) => id)).toEqual([principalId]);
  });
});
