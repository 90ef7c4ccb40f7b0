import pg from 'pg';
import type { EmbeddedConnection } from './embedded-postgres.ts';

/** The cluster comes with the database `postgres` alone; ours lies beside it. `anew`: what was there is dropped. */
export async function ensureDatabase(connection: EmbeddedConnection, anew: boolean): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const name = client.escapeIdentifier(connection.database);
    if (anew) await client.query(`drop database if exists ${name} with (force)`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      connection.database,
    ]);
    if (rowCount === 0) {
      await client.query(`create database ${name}`);
    }
  } finally {
    await client.end();
  }
}
