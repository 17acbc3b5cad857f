// Measures the health engine, with a PostgreSQL server of its own where one
// is installed: the routes are then measured on it besides on SQLite.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './lib/postgres.mjs';
import { run } from './lib/process.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const script = join(root, 'plugins/siem-forwarder-backend/bin/bench-health');
const postgres = await startPostgres();
try {
  process.exitCode = await run(
    process.execPath,
    [script, ...process.argv.slice(2)],
    {
      cwd: root,
      env: {
        ...process.env,
        ...(postgres ? { BENCH_POSTGRES: postgres.connectionString } : {}),
      },
    },
  );
} finally {
  postgres?.stop();
}
