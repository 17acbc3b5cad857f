import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import { plants } from '../../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;

describe('lists of Log Analytics', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients['operationalInsights'];

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    azure = officialClients(
      simulator,
      simulator.credentials.sweeper,
    ).operationalInsights;
  });

  afterAll(async () => {
    await simulator.stop();
  });

  it('have the workspaces of a resource group', async () => {
    const names = [];
    for await (const { name } of azure.workspaces.listByResourceGroup(
      austin.resourceGroup,
    )) {
      names.push(name);
    }
    expect(names).toEqual([austin.workspaceName]);
  });

  it('have the tables of a workspace', async () => {
    const tables = new Map<string | undefined, string | undefined>();
    for await (const { name, plan } of azure.tables.listByWorkspace(
      austin.resourceGroup,
      austin.workspaceName,
    )) {
      tables.set(name, plan);
    }
    expect(tables.get('SecurityIncident')).toBe('Analytics');
    expect(tables.get('SecurityAlert')).toBe('Analytics');
  });
});
