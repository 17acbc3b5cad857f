import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import { plants, subscriptionIds } from '../../seed/demoIds';
import { officialClients } from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;
const workspace = [austin.resourceGroup, austin.workspaceName] as const;

describe('what Sentinel has in a workspace', () => {
  let simulator: AzureSimulator;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const insights = (apiVersion: string) =>
    officialClients(
      simulator,
      simulator.credentials.provisioner,
    ).securityInsights(apiVersion);

  it('is onboarded, listed, taken off and onboarded again', async () => {
    const { sentinelOnboardingStates } = insights('2025-09-01');
    const names = async () =>
      (await sentinelOnboardingStates.list(...workspace)).value.map(
        ({ name }) => name,
      );
    expect(await names()).toEqual(['default']);
    await sentinelOnboardingStates.delete(...workspace, 'default');
    expect(await names()).toEqual([]);
    await expect(
      sentinelOnboardingStates.get(...workspace, 'default'),
    ).rejects.toMatchObject({ statusCode: 404 });
    await expect(
      sentinelOnboardingStates.create(...workspace, 'default', {
        sentinelOnboardingStateParameter: { customerManagedKey: false },
      }),
    ).resolves.toMatchObject({ name: 'default', customerManagedKey: false });
    expect(await names()).toEqual(['default']);
  });

  it('connects a subscription until the connector is deleted', async () => {
    const { dataConnectors } = insights('2024-01-01-preview');
    const id = 'c0ffee00-0000-4000-8000-000000000002';
    await dataConnectors.createOrUpdate(...workspace, id, {
      kind: 'IOT',
      subscriptionId: subscriptionIds.laboratory,
      dataTypes: { alerts: { state: 'Enabled' } },
    });
    await expect(dataConnectors.get(...workspace, id)).resolves.toMatchObject({
      kind: 'IOT',
      subscriptionId: subscriptionIds.laboratory,
    });
    await dataConnectors.delete(...workspace, id);
    await expect(dataConnectors.get(...workspace, id)).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it('has a rule until it is deleted', async () => {
    const { alertRules } = insights('2025-09-01');
    const id = 'c0ffee00-0000-4000-8000-000000000003';
    await alertRules.createOrUpdate(...workspace, id, {
      kind: 'MicrosoftSecurityIncidentCreation',
      displayName: 'Incidents of the laboratory',
      productFilter: 'Azure Security Center for IoT',
      enabled: true,
    });
    await expect(alertRules.get(...workspace, id)).resolves.toMatchObject({
      displayName: 'Incidents of the laboratory',
      etag: expect.any(String),
    });
    await alertRules.delete(...workspace, id);
    await expect(alertRules.get(...workspace, id)).rejects.toMatchObject({
      statusCode: 404,
    });
  });
});
