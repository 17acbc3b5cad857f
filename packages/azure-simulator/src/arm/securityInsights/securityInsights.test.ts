import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import { plants, subscriptionIds } from '../../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin, osaka } = plants;

describe('Microsoft.SecurityInsights', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients;
  let laboratory: OfficialClients;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    azure = officialClients(simulator, simulator.credentials.provisioner);
    laboratory = officialClients(
      simulator,
      simulator.credentials.provisioner,
      subscriptionIds.laboratory,
    );
  });

  afterAll(async () => {
    await simulator.stop();
  });

  async function connectorKinds(clients: OfficialClients, apiVersion?: string) {
    const plant = clients === azure ? austin : osaka;
    const kinds = [];
    for await (const connector of clients
      .securityInsights(apiVersion)
      .dataConnectors.list(plant.resourceGroup, plant.workspaceName)) {
      kinds.push(connector.kind);
    }
    return kinds;
  }

  it('shows the IoT connector in preview versions only', async () => {
    expect(await connectorKinds(azure)).toEqual(['IOT']);
    expect(await connectorKinds(azure, '2024-01-01-preview')).toEqual(['IOT']);
    expect(await connectorKinds(azure, '2025-09-01')).toEqual([]);
    expect(await connectorKinds(laboratory)).toEqual([]);
  });

  it('connects Defender for IoT after a check of what that needs', async () => {
    const insights = laboratory.securityInsights('2024-01-01-preview');
    await expect(
      insights.dataConnectorsCheckRequirementsOperations.post(
        osaka.resourceGroup,
        osaka.workspaceName,
        { kind: 'IOT', subscriptionId: subscriptionIds.laboratory },
      ),
    ).resolves.toMatchObject({ licenseState: 'Valid' });
    await insights.dataConnectors.createOrUpdate(
      osaka.resourceGroup,
      osaka.workspaceName,
      'c0ffee00-0000-4000-8000-000000000001',
      {
        kind: 'IOT',
        subscriptionId: subscriptionIds.laboratory,
        dataTypes: { alerts: { state: 'Enabled' } },
      },
    );
    expect(await connectorKinds(laboratory)).toEqual(['IOT']);
  });

  it('knows onboarding, and rules that need the etag that was read', async () => {
    const insights = azure.securityInsights('2025-09-01');
    await expect(
      insights.sentinelOnboardingStates.get(
        austin.resourceGroup,
        austin.workspaceName,
        'default',
      ),
    ).resolves.toMatchObject({ customerManagedKey: false });
    const rules = [];
    for await (const rule of insights.alertRules.list(
      austin.resourceGroup,
      austin.workspaceName,
    )) {
      rules.push(rule);
    }
    expect(rules).toEqual([
      expect.objectContaining({
        kind: 'MicrosoftSecurityIncidentCreation',
        enabled: true,
        productFilter: 'Azure Security Center for IoT',
      }),
    ]);
    const [rule] = rules;
    const put = (etag: string | undefined) =>
      insights.alertRules.createOrUpdate(
        austin.resourceGroup,
        austin.workspaceName,
        rule.name ?? '',
        {
          kind: 'MicrosoftSecurityIncidentCreation',
          displayName: 'Create incidents',
          productFilter: 'Azure Security Center for IoT',
          enabled: false,
          etag,
        },
      );
    await expect(put(undefined)).rejects.toMatchObject({ statusCode: 409 });
    await expect(put(rule.etag)).resolves.toMatchObject({ enabled: false });

    // Without the rule an alert makes no incident.
    await expect(
      simulator.control.createAlert(austin.workspaceId),
    ).resolves.toMatchObject({ incident: null });
  });
});
