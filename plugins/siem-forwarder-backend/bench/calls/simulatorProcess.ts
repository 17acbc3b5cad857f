import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FleetSize, generateFleet, startAzureSimulator } from 'azure-simulator';
import { tellParent, toldByParent } from './childProcess';

/** The simulator with a generated fleet, as a process of its own. */
async function main(): Promise<void> {
  const { size, throttling } = toldByParent<{
    size: FleetSize;
    throttling: boolean;
  }>();
  const simulator = await startAzureSimulator({
    seed: generateFleet(size),
    latencies: 'none',
    siemReaders: 'none',
    behaviours: { throttling },
    logger: { error: message => process.stderr.write(`${message}\n`) },
  });
  const caFile = join(mkdtempSync(join(tmpdir(), 'bench-health-')), 'ca.pem');
  writeFileSync(caFile, simulator.caPem);
  const { endpoints, credentials } = simulator;
  tellParent({ endpoints, caFile, credentials });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
