import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { SharedDatabase } from './ProcessTask';

/** A database that this process and others have open. */
export interface OpenDatabase {
  db: Knex;
  /** How others open it. */
  shared: SharedDatabase;
  close(): Promise<void>;
}

/** Makes a database that is not in the memory of one process. */
export async function openSharedDatabase(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<OpenDatabase> {
  if (id !== 'SQLITE_3') {
    const db = await databases.init(id);
    const { client, connection } = db.client.config;
    return { db, shared: { client, connection }, close: async () => {} };
  }
  const folder = await mkdtemp(join(tmpdir(), 'siem-forwarder-kills-'));
  const shared = {
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'portal.sqlite') },
  };
  const db = knexFactory({ ...shared, useNullAsDefault: true });
  return {
    db,
    shared,
    close: async () => {
      await db.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
