import { realisticAnswerTimes } from '../AnswerTimes';
import { plants } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import {
  officialClients,
  OfficialClients,
} from '../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;

describe('a simulator whose answers take time', () => {
  let simulator: AzureSimulator;
  let sweeper: OfficialClients;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      latencies: 'none',
      siemReaders: 'none',
      answerTimes: ({ operationId }) => {
        const times: Record<string, number> = {
          Namespaces_Get: 500,
          EventHubs_Get: 1,
        };
        return times[operationId ?? ''] ?? 0;
      },
    });
    sweeper = officialClients(simulator, simulator.credentials.sweeper);
  });

  afterAll(() => simulator.stop());

  it('keeps back each answer by itself, and logs how long', async () => {
    const { namespaces, eventHubs } = sweeper.eventHub;
    const { resourceGroup, namespaceName } = austin;
    // Signs in first.
    await eventHubs.get(resourceGroup, namespaceName, 'incidents');
    await simulator.control.clearRequests();
    await Promise.all([
      namespaces.get(resourceGroup, namespaceName),
      eventHubs.get(resourceGroup, namespaceName, 'incidents'),
    ]);
    const requests = await simulator.control.requests();
    expect(
      requests.map(({ operationId, answerTime }) => [operationId, answerTime]),
    ).toEqual([
      ['EventHubs_Get', 1],
      ['Namespaces_Get', 500],
    ]);
  });
});

describe('realistic answer times', () => {
  const timeOf = (seed: number | undefined, operationId: string) =>
    realisticAnswerTimes({ seed })({
      service: 'resourceManager',
      operationId,
      isWrite: operationId.endsWith('CreateOrUpdate'),
    });

  it('are those of the table, of reads and writes where an operation has none', () => {
    expect(timeOf(undefined, 'RoleAssignments_Create')).toBe(1_500);
    expect(timeOf(undefined, 'EventHubs_CreateOrUpdate')).toBe(1_200);
    expect(timeOf(undefined, 'EventHubs_Get')).toBe(150);
  });

  it('spread by operation and seed, and stay the same from call to call', () => {
    const operations = ['EventHubs_Get', 'Namespaces_Get', 'Workspaces_Get'];
    const timesOf = (seed: number) =>
      operations.map(operation => timeOf(seed, operation));
    expect(timesOf(1)).toEqual(timesOf(1));
    expect(timesOf(1)).not.toEqual(timesOf(2));
    expect(new Set(timesOf(1)).size).toBe(operations.length);
    for (const time of [...timesOf(1), ...timesOf(2)]) {
      expect(time).toBeGreaterThanOrEqual(150 * 0.75);
      expect(time).toBeLessThanOrEqual(150 * 1.5);
    }
  });
});
