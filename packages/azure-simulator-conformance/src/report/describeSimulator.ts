import { OperationDescription, startAzureSimulator } from 'azure-simulator';

/** The simulator's route tables; an operation that has several paths once. */
export async function describeSimulator(): Promise<OperationDescription[]> {
  const simulator = await startAzureSimulator({
    seed: 'demo',
    clock: { startAt: '2026-01-01T00:00:00Z', manual: true },
    // What this one answers is no traffic of the tests.
    trafficDir: '',
  });
  try {
    const operations = await simulator.control.operations();
    const seen = new Set<string>();
    return operations.filter(({ service, operationId }) => {
      const key = `${service} ${operationId}`;
      return !seen.has(key) && seen.add(key);
    });
  } finally {
    await simulator.stop();
  }
}
