import pg from 'pg';
import type { EmbeddedConnection } from './embedded-postgres.ts';

/** The cluster comes with the database `postgres` alone; ours lies beside it. */
export async function ensureDatabase(connection: EmbeddedConnection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      connection.database,
    ]);
    if (rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(connection.database)}`);
    }
  } finally {
    await client.end();
  }
}
