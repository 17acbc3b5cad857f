import { startAzureSimulator } from '../../startAzureSimulator';
import { plants } from '../../seed/demoIds';
import { seedFunction } from '../../seed/seedFunction';
import { officialClients } from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const GROUP = 'ce2ce14e-85d7-4629-bdbc-454d0519d987';
const MEMBER = '5c0a7e0e-5a3e-4b60-9d07-6a3c8e6c9a11';
const OTHER = '5c0a7e0e-5a3e-4b60-9d07-6a3c8e6c9a12';
const { austin } = plants;
const scope = `/subscriptions/${austin.subscriptionId}/resourceGroups/${austin.resourceGroup}`;

it('counts the role of a group for those that belong to it', async () => {
  const simulator = await startAzureSimulator({
    seed: context => {
      const state = seedFunction('empty')(context);
      state.directory.otherPrincipals = { [GROUP]: 'Group' };
      state.directory.groupMembers = { [GROUP]: [MEMBER] };
      return state;
    },
  });
  try {
    const { roleAssignments } = officialClients(
      simulator,
      simulator.credentials.provisioner,
    ).authorization;
    await roleAssignments.create(
      scope,
      '0d4a1b6e-52c0-4a77-8a7e-93f1f0a1d00a',
      {
        roleDefinitionId: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${READER}`,
        principalId: GROUP,
        principalType: 'Group',
      },
    );
    const found = async (filter: string) => {
      const principals: (string | undefined)[] = [];
      for await (const { principalId } of roleAssignments.listForScope(scope, {
        filter,
      })) {
        principals.push(principalId);
      }
      return principals;
    };
    expect(await found(`atScope() and assignedTo('${MEMBER}')`)).toEqual([
      GROUP,
    ]);
    expect(await found(`assignedTo('${OTHER}')`)).toEqual([]);
    expect(await found(`principalId eq '${MEMBER}'`)).toEqual([]);
  } finally {
    await simulator.stop();
  }
});
