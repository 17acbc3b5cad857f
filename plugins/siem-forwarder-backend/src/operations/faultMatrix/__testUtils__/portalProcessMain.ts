import { ConfigReader } from '@backstage/config';
import knexFactory from 'knex';
import { DatabaseOperationStore } from '../../DatabaseOperationStore';
import { PortalProcess } from './PortalProcess';
import { ProcessTask } from './ProcessTask';

/** A process of its own that works at one step, until it has answered or is killed. */
async function main(): Promise<void> {
  const task: ProcessTask = JSON.parse(process.env.PROCESS_TASK ?? '{}');
  const db = knexFactory({ ...task.database, useNullAsDefault: true });
  const ahead = Date.parse(task.now) - Date.now();
  const quiet = () => {};
  const logger = { error: quiet, warn: quiet, info: quiet, debug: quiet };
  const portal = new PortalProcess({
    config: new ConfigReader({ siemForwarder: task.siemForwarder }),
    store: DatabaseOperationStore.create({ db }),
    now: () => new Date(Date.now() + ahead),
    callPatience: 120_000,
    maxRetries: 0,
    logger: {
      ...logger,
      child: () => ({ ...logger, child: () => logger as never }),
    },
  });
  await portal.operations.runStep(task.id, task.step);
}

main().then(
  // Its connections would keep it alive.
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
