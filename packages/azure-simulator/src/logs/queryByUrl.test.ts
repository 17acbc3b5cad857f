import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { plants } from '../seed/demoIds';
import { officialClients } from '../__testUtils__/officialClients';
import { requestJson } from '../__testUtils__/requestJson';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

describe('a query in the URL', () => {
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

  /** The official client sends its queries in bodies. */
  const get = async (query: Record<string, string>) => {
    const { credential } = officialClients(
      simulator,
      simulator.credentials.sweeper,
    );
    const { token } = await credential.getToken(
      'https://api.loganalytics.io/.default',
    );
    const { workspaces } = await simulator.control.state('workspaces');
    const customerId = Object.values(workspaces).find(
      ({ id }) => id === plants.austin.workspaceId,
    )?.customerId;
    return requestJson(
      `${
        simulator.endpoints.logs
      }/workspaces/${customerId}/query?${new URLSearchParams(query)}`,
      { ca: simulator.caPem, headers: { authorization: `Bearer ${token}` } },
    );
  };

  it('is answered as one in a body is', async () => {
    await simulator.control.createAlert(plants.austin.workspaceId);
    await expect(
      get({ query: 'SecurityAlert | count', timespan: 'P1D' }),
    ).resolves.toMatchObject({
      status: 200,
      body: { tables: [{ name: 'PrimaryResult', rows: [[1]] }] },
    });
  });

  it('is refused when there is none, and with a timespan that is none', async () => {
    await expect(get({ timespan: 'P1D' })).resolves.toMatchObject({
      status: 400,
    });
    await expect(
      get({ query: 'SecurityAlert', timespan: 'yesterday' }),
    ).resolves.toMatchObject({ status: 400 });
  });
});
