import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import { plants } from '../../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;
const receiver = 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde';
const names = [
  '0d4a1b6e-52c0-4a77-8a7e-93f1f0a1d001',
  '0d4a1b6e-52c0-4a77-8a7e-93f1f0a1d002',
];

describe('Microsoft.Authorization', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients;
  let sweeper: OfficialClients;
  let namespaceId: string;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: { applicationReplication: 20_000, roleAssignment: 60_000 },
    });
    azure = officialClients(simulator, simulator.credentials.provisioner);
    sweeper = officialClients(simulator, simulator.credentials.sweeper);
    const namespace = await azure.eventHub.namespaces.createOrUpdate(
      austin.resourceGroup,
      'evhns-roles',
      { location: 'eastus2', sku: { name: 'Standard' } },
      { updateIntervalInMs: 10 },
    );
    namespaceId = namespace.id ?? '';
  });

  afterAll(async () => {
    await simulator.stop();
  });

  async function newPrincipal(name: string): Promise<string> {
    const application = await azure.graph
      .pathUnchecked('/applications')
      .post({ body: { displayName: name } });
    const { appId } = application.body as { appId: string };
    await simulator.control.advance({ seconds: 20 });
    const principal = await azure.graph
      .pathUnchecked('/servicePrincipals')
      .post({ body: { appId } });
    return (principal.body as { id: string }).id;
  }
  const assign = (
    name: string,
    principalId: string,
    options: { role?: string; type?: string; scope?: string } = {},
    clients = azure,
  ) =>
    clients.authorization.roleAssignments.create(
      options.scope ?? namespaceId,
      name,
      {
        roleDefinitionId: `/subscriptions/${
          austin.subscriptionId
        }/providers/Microsoft.Authorization/roleDefinitions/${
          options.role ?? receiver
        }`,
        principalId,
        ...(options.type ? { principalType: options.type } : {}),
      },
    );

  it('does not know a fresh principal, unless its type is said', async () => {
    const principalId = await newPrincipal('fresh');
    await expect(assign(names[0], principalId)).rejects.toMatchObject({
      code: 'PrincipalNotFound',
      statusCode: 400,
      message: expect.stringContaining('https://aka.ms/docs-principaltype'),
    });
    await expect(
      assign(names[0], principalId, { type: 'ServicePrincipal' }),
    ).resolves.toMatchObject({ principalId, scope: namespaceId });
  });

  it('has one assignment of a role to a principal at a scope', async () => {
    const principalId = await newPrincipal('once');
    const [name, otherName] = names.map(text => text.replace('0d4a', '0d4b'));
    await simulator.control.advance({ minutes: 1 });
    await assign(name, principalId);
    await expect(assign(name, principalId)).resolves.toMatchObject({ name });
    await expect(assign(otherName, principalId)).rejects.toMatchObject({
      code: 'RoleAssignmentExists',
      statusCode: 409,
    });
    await expect(
      assign(name, principalId, {
        role: '2b629674-e913-4c01-ae53-ef4638d8f975',
      }),
    ).rejects.toMatchObject({
      code: 'RoleAssignmentUpdateNotPermitted',
      statusCode: 400,
    });
    await expect(
      assign(otherName, principalId, {
        role: '00000000-0000-0000-0000-000000000001',
      }),
    ).rejects.toMatchObject({ code: 'RoleDefinitionDoesNotExist' });

    const list = async (filter?: string) => {
      const found = [];
      for await (const assignment of azure.authorization.roleAssignments.listForScope(
        namespaceId,
        { filter },
      )) {
        found.push(assignment.name);
      }
      return found;
    };
    expect(await list(`principalId eq '${principalId}'`)).toEqual([name]);
    expect(await list(`atScope() and assignedTo('${principalId}')`)).toEqual([
      name,
    ]);
    expect((await list()).length).toBeGreaterThan(2);
    await azure.authorization.roleAssignments.delete(namespaceId, name);
    expect(await list(`principalId eq '${principalId}'`)).toEqual([]);
  });

  it('grants what a role allows, where it is assigned and below, after a while', async () => {
    const appId = simulator.credentials.sweeper.clientId;
    const { directory } = await simulator.control.state('directory');
    const sweeperId = Object.values(directory.servicePrincipals).find(
      principal => principal.appId === appId,
    )?.id;
    const write = () =>
      sweeper.eventHub.eventHubs.createOrUpdate(
        austin.resourceGroup,
        'evhns-roles',
        'by-sweeper',
        { partitionCount: 1 },
      );
    await expect(write()).rejects.toMatchObject({
      code: 'AuthorizationFailed',
    });
    await assign(names[0].replace('0d4a', '0d4c'), sweeperId ?? '', {
      role: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
    });
    await expect(write()).rejects.toMatchObject({ statusCode: 403 });
    await simulator.control.advance({ minutes: 1 });
    await expect(write()).resolves.toMatchObject({ name: 'by-sweeper' });
    // Contributor does not assign roles.
    await expect(
      assign(names[1], sweeperId ?? '', {}, sweeper),
    ).rejects.toMatchObject({
      code: 'AuthorizationFailed',
      message: expect.stringContaining(
        'Microsoft.Authorization/roleAssignments/write',
      ),
    });
  });

  it('tells the caller its own permissions, and roles by name', async () => {
    const permissions = [];
    for await (const permission of azure.authorization.permissions.listForResourceGroup(
      austin.resourceGroup,
    )) {
      permissions.push(permission.actions);
    }
    expect(permissions).toContainEqual(['*']);
    expect(permissions).toContainEqual(
      expect.arrayContaining(['Microsoft.Authorization/roleAssignments/write']),
    );
    const roles = [];
    for await (const role of sweeper.authorization.roleDefinitions.list(
      namespaceId,
      { filter: "roleName eq 'Azure Event Hubs Data Receiver'" },
    )) {
      roles.push(role.name);
    }
    expect(roles).toEqual([receiver]);
  });

  it('lists only what the caller may read', async () => {
    const groupNames = async (clients: OfficialClients) => {
      const found = [];
      for await (const group of clients.resources.resourceGroups.list()) {
        found.push(group.name);
      }
      return found;
    };
    expect(await groupNames(azure)).toEqual(['rg-ot-security', 'rg-ot-lyon']);
    await simulator.control.removeRoleAssignment(
      simulator.credentials.sweeper.clientId,
    );
    expect(await groupNames(sweeper)).toEqual([]);
    await expect(
      officialClients(
        simulator,
        simulator.credentials.sweeper,
        '00000000-0000-0000-0000-0000000000ff',
      ).resources.resourceGroups.get('rg'),
    ).rejects.toMatchObject({ code: 'SubscriptionNotFound' });
    await expect(
      azure.resources.providers.get('Microsoft.Insights'),
    ).resolves.toMatchObject({ registrationState: 'Registered' });
  });
});
