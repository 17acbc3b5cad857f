// Three backends on one PostgreSQL and one simulated cloud share the sweeps:
// never two at one shard, no call more than one backend makes, and what one
// leaves when it is killed or stands still another one goes on with. Prints a
// table with a verdict a line; the exit code tells whether all hold.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './lib/postgres.mjs';
import { run } from './lib/process.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const postgres = await startPostgres();
if (!postgres) {
  console.error(
    'No PostgreSQL server is installed here (Debian: apt-get install postgresql).',
  );
  process.exit(1);
}
let code = 1;
try {
  code = await run(
    process.execPath,
    [join(root, 'plugins/siem-forwarder-backend/bin/test-replicas')],
    {
      cwd: root,
      env: { ...process.env, REPLICAS_POSTGRES: postgres.connectionString },
    },
  );
} finally {
  postgres.stop();
}
process.exit(code);
