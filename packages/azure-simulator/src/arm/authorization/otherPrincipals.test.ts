import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import { plants } from '../../seed/demoIds';
import { seedFunction } from '../../seed/seedFunction';
import {
  officialClients,
  OfficialClients,
} from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const user = 'ce2ce14e-85d7-4629-bdbc-454d0519d987';
const { austin } = plants;
const scope = `/subscriptions/${austin.subscriptionId}/resourceGroups/${austin.resourceGroup}`;

describe('a role for a user', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients['authorization'];

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: context => {
        const state = seedFunction('empty')(context);
        state.directory.otherPrincipals = { [user]: 'User' };
        return state;
      },
    });
    azure = officialClients(
      simulator,
      simulator.credentials.provisioner,
    ).authorization;
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const assign = (principalId: string, principalType?: string) =>
    azure.roleAssignments.create(
      scope,
      '0d4a1b6e-52c0-4a77-8a7e-93f1f0a1d00a',
      {
        roleDefinitionId: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${reader}`,
        principalId,
        principalType,
      },
    );

  it('is refused where the caller says another kind of principal', async () => {
    await expect(assign(user, 'ServicePrincipal')).rejects.toMatchObject({
      code: 'UnmatchedPrincipalType',
      message: expect.stringContaining("has type 'User'"),
    });
  });

  it('is refused to one that the directory does not know', async () => {
    await expect(
      assign('ce2ce14e-85d7-4629-bdbc-454d0519d988', 'User'),
    ).rejects.toMatchObject({ code: 'PrincipalNotFound' });
  });

  it('is assigned', async () => {
    await expect(assign(user, 'User')).resolves.toMatchObject({
      principalId: user,
      principalType: 'User',
    });
  });
});
