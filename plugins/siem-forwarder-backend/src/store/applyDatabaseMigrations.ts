import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

const MIGRATIONS = resolvePackagePath(
  'backstage-plugin-siem-forwarder-backend',
  'migrations',
);

/**
 * Brings the plugin's database to the present schema, unless migrations are
 * turned off (`backend.database.skipMigrations`), and hands out its client.
 */
export async function applyDatabaseMigrations(
  database: Pick<DatabaseService, 'getClient' | 'migrations'>,
): Promise<Knex> {
  const client = await database.getClient();
  if (!database.migrations?.skip) {
    await client.migrate.latest({ directory: MIGRATIONS });
  }
  return client;
}
