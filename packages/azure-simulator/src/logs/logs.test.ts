import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { plants, seedGuid } from '../seed/demoIds';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;
const customerId = seedGuid(`customer:${austin.workspaceName}`);

describe('the Log Analytics query API', () => {
  let simulator: AzureSimulator;
  let logs: OfficialClients['logs'];

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    logs = officialClients(simulator, simulator.credentials.sweeper).logs;
    await simulator.control.createAlert(austin.workspaceId, {
      title: 'First',
      severity: 'High',
    });
    await simulator.control.advance({ hours: 3 });
    await simulator.control.createIncident(austin.workspaceId, { iot: false });
  });

  afterAll(async () => {
    await simulator.stop();
  });

  const query = async (text: string, duration = 'P1D') => {
    const result = await logs.queryWorkspace(customerId, text, { duration });
    return 'tables' in result ? result.tables[0].rows : result;
  };

  it('answers rows with the types of their columns', async () => {
    const [row] = (await query(
      'SecurityIncident | where Title == "First" | project TimeGenerated, IncidentNumber, AlertIds, Severity',
    )) as unknown[][];
    expect(row).toEqual([
      new Date('2026-11-24T08:00:00Z'),
      1,
      [expect.stringMatching(/^[0-9a-f-]{36}$/)],
      'High',
    ]);
  });

  it('holds to the time span beside the query', async () => {
    await expect(query('SecurityAlert | count')).resolves.toEqual([[2]]);
    await expect(query('SecurityAlert | count', 'PT1H')).resolves.toEqual([
      [1],
    ]);
    await expect(
      query(
        'SecurityAlert | where ProviderName == "IoTSecurity" | summarize count(), max(TimeGenerated)',
      ),
    ).resolves.toEqual([[1, new Date('2026-11-24T08:00:00Z')]]);
  });

  it('answers by resource id and in batches', async () => {
    const result = await logs.queryResource(
      austin.workspaceId,
      'SecurityAlert | count',
      { duration: 'P1D' },
    );
    expect(result).toMatchObject({ tables: [{ rows: [[2]] }] });
    const batch = await logs.queryBatch([
      {
        workspaceId: customerId,
        query: 'SecurityAlert | count',
        timespan: { duration: 'P1D' },
      },
      {
        workspaceId: customerId,
        query: 'Nothing | count',
        timespan: { duration: 'P1D' },
      },
    ]);
    expect(batch[0]).toMatchObject({ tables: [{ rows: [[2]] }] });
    expect(JSON.stringify(batch[1])).toContain('Nothing');
  });

  it('refuses queries, workspaces and callers in its own words', async () => {
    await expect(query('SecurityAlert | wher x')).rejects.toMatchObject({
      statusCode: 400,
      code: 'BadArgumentError',
      details: {
        error: { innererror: { code: 'SyntaxError' } },
      },
    });
    await expect(
      logs.queryWorkspace(
        '00000000-0000-0000-0000-000000000001',
        'SecurityAlert',
        { duration: 'P1D' },
      ),
    ).rejects.toMatchObject({ statusCode: 404 });
    await simulator.control.removeRoleAssignment(
      simulator.credentials.sweeper.clientId,
    );
    await expect(query('SecurityAlert')).rejects.toMatchObject({
      statusCode: 403,
      code: 'InsufficientAccessError',
    });
  });
});
