import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { plants, seedGuid } from '../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin, lyon } = plants;
const customerId = seedGuid(`customer:${austin.workspaceName}`);
const byType = 'union * | summarize count() by Type | sort by Type asc';

describe('a query over several tables and workspaces', () => {
  let simulator: AzureSimulator;
  let logs: OfficialClients['logs'];

  beforeAll(async () => {
    simulator = await startAzureSimulator({ latencies: 'none' });
    logs = officialClients(simulator, simulator.credentials.sweeper).logs;
    await simulator.control.createAlert(austin.workspaceId, {});
    await simulator.control.createIncident(lyon.workspaceId, { iot: false });
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const count = async (additionalWorkspaces: string[]) => {
    const result = await logs.queryWorkspace(
      customerId,
      byType,
      { duration: 'P1D' },
      { additionalWorkspaces },
    );
    return 'tables' in result ? result.tables[0].rows : result;
  };

  it('takes every table of its workspace', async () => {
    await expect(count([])).resolves.toEqual([
      ['SecurityAlert', 1],
      ['SecurityIncident', 1],
    ]);
  });

  it.each([
    ['name', lyon.workspaceName],
    ['ARM id', lyon.workspaceId],
    ['customer id', seedGuid(`customer:${lyon.workspaceName}`)],
  ])('takes the rows of another workspace by its %s', async (_, workspace) => {
    const rows = await count([workspace]);
    expect(rows).toContainEqual(['SecurityIncident', 2]);
  });

  it('refuses a workspace that does not exist', async () => {
    await expect(count(['law-nowhere'])).rejects.toMatchObject({
      statusCode: 404,
    });
  });
});
