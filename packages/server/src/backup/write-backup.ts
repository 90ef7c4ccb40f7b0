import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Database } from '../db/database.ts';
import { endOfTable } from './backup-format.ts';
import {
  type BackupTable,
  copyList,
  readBackupTables,
  readMigrationNames,
} from './backup-tables.ts';

/** Writes everything that the installation knows, as it is at one instant, while it goes on working. */
export async function writeBackup(db: Database, output: Writable): Promise<{ rows: number }> {
  const client = new pg.Client(db.connection);
  await client.connect();
  try {
    const migrations = await readMigrationNames(client);
    const tables = await readBackupTables(client);
    await client.query(
      'begin isolation level repeatable read read only; set local role latchkey_across',
    );
    let rows = 0;
    const lines = async function* () {
      const header = { latchkeyBackup: 1, createdAt: new Date().toISOString(), migrations };
      yield `${JSON.stringify(header)}\n`;
      for (const table of tables) {
        yield `${JSON.stringify({ table: table.name, columns: table.columns })}\n`;
        const copy = copyOut(client, table);
        yield* copy;
        rows += copy.rowCount;
        yield endOfTable;
      }
      yield `${JSON.stringify({ rows })}\n`;
    };
    await pipeline(lines, createGzip(), output);
    return { rows };
  } finally {
    await client.end();
  }
}

function copyOut(client: pg.Client, table: BackupTable): Readable & { rowCount: number } {
  return client.query(copyTo(`copy ${copyList(table)} to stdout`));
}
