import { generateFleet } from '../src/seed/generateFleet';
import { startAzureSimulator } from '../src/startAzureSimulator';
import { fleetSize } from './fleet';
import { answerParent } from './ServerProcess';

/** The simulator with a generated fleet, as a process of its own. */
async function main(): Promise<void> {
  const simulator = await startAzureSimulator({
    seed: generateFleet(fleetSize),
    latencies: 'none',
    siemReaders: 'none',
    // One caller asks thousands of times a second; Azure would let it 25 times.
    behaviours: { throttling: false },
    logger: { error: message => process.stderr.write(`${message}\n`) },
  });
  answerParent({
    endpoints: simulator.endpoints,
    caPem: simulator.caPem,
    identity: simulator.credentials.sweeper,
  });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
