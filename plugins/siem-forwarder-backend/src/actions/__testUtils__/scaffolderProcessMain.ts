import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { startTestBackend } from '@backstage/backend-test-utils';
import { scaffolderFeatures } from './scaffolderFeatures';

/** A backend in a process of its own, over databases that outlive it, until it is killed. */
async function main(): Promise<void> {
  const { server } = await startTestBackend({
    features: [
      ...scaffolderFeatures(JSON.parse(process.env.ROOT_CONFIG ?? '{}')),
      databaseServiceFactory,
      schedulerServiceFactory,
    ],
  });
  process.stdout.write(`\nport ${server.port()}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
