import { ConfigReader } from '@backstage/config';
import knexFactory from 'knex';
import { DatabaseOperationStore } from '../../DatabaseOperationStore';
import { PortalProcess } from './PortalProcess';
import { ProcessTask } from './ProcessTask';

/** A process of its own that works at one step until it is killed. */
async function main(): Promise<void> {
  const task: ProcessTask = JSON.parse(process.env.PROCESS_TASK ?? '{}');
  const db = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: task.database },
    useNullAsDefault: true,
  });
  const quiet = () => {};
  const logger = { error: quiet, warn: quiet, info: quiet, debug: quiet };
  const portal = new PortalProcess({
    config: new ConfigReader({ siemForwarder: task.siemForwarder }),
    store: DatabaseOperationStore.create({ db }),
    now: () => new Date(task.now),
    callPatience: 60_000,
    maxRetries: 0,
    logger: {
      ...logger,
      child: () => ({ ...logger, child: () => logger as never }),
    },
  });
  await portal.operations.runStep(task.id, task.step);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
