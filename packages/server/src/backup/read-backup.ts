import { once } from 'node:events';
import { pipeline, type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../db/database.ts';
import { migrate, migrationNames } from '../db/migrate.ts';
import {
  BackupError,
  backupHeader,
  backupTable,
  backupTrailer,
  endOfTable,
} from './backup-format.ts';
import {
  type BackupTable,
  copyList,
  readBackupTables,
  readMigrationNames,
} from './backup-tables.ts';
import { readLines } from './read-lines.ts';

type Lines = AsyncGenerator<Buffer, void>;

/** Fills an empty database with a backup, whole or not at all, and brings it up to this version's schema. */
export async function readBackup(db: Database, input: Readable): Promise<{ rows: number }> {
  const lines = readLines(pipeline(input, createGunzip(), () => {}));
  const header = parse(backupHeader, await nextLine(lines));
  const client = new pg.Client(db.connection);
  await client.connect();
  try {
    await requireEmpty(client);
    await migrate(db, await requireReachable(client, header.migrations));
    await client.query('begin');
    const tables = await readBackupTables(client);
    await bindOwner(client, tables, false);
    await beginEpoch(client);
    const rows = await copyTables(client, lines, tables);
    // What is checked at the end is checked now: a table with checks outstanding cannot be altered.
    await client.query('set constraints all immediate');
    await bindOwner(client, tables, true);
    await client.query('commit');
    await migrate(db);
    return { rows };
  } finally {
    await client.end();
  }
}

async function copyTables(
  client: pg.Client,
  lines: Lines,
  tables: readonly BackupTable[],
): Promise<number> {
  let rows = 0;
  for (const table of tables) {
    const written = parse(backupTable, await nextLine(lines));
    if (written.table !== table.name || written.columns.join() !== table.columns.join()) {
      throw new BackupError(`The backup does not fit the table \`${table.name}\`.`);
    }
    rows += await copyIn(client, lines, table);
  }
  const trailer = parse(backupTrailer, await nextLine(lines));
  if (trailer.rows !== rows) throw new BackupError('The backup is not whole: rows are missing.');
  return rows;
}

async function copyIn(client: pg.Client, lines: Lines, table: BackupTable): Promise<number> {
  const copy = client.query(copyFrom(`copy ${copyList(table)} from stdin`));
  const done = finished(copy);
  // The failure is thrown where the stream's end is awaited.
  done.catch(() => {});
  for (;;) {
    const line = await nextLine(lines);
    if (line.equals(endOfTable)) break;
    if (!copy.write(line)) await Promise.race([once(copy, 'drain'), done]);
  }
  copy.end();
  await done;
  return copy.rowCount;
}

/** What was given out before the backup was taken, or after, means nothing here. An older schema gets its epoch with the table. */
async function beginEpoch(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('public.installation') is not null as there",
  );
  if (!rows[0]?.there) return;
  await client.query("update installation set epoch = replace(gen_random_uuid()::text, '-', '')");
}

/** Rows are written by the tables' owner, whom the policies bind too, save for the length of this transaction. */
async function bindOwner(
  client: pg.Client,
  tables: readonly BackupTable[],
  bound: boolean,
): Promise<void> {
  for (const { name, columns } of tables) {
    if (!columns.includes('organization_id')) continue;
    await client.query(`alter table "${name}" ${bound ? '' : 'no '}force row level security`);
  }
}

/** The last migration that the backup was written under; the schema is brought exactly there first. */
async function requireReachable(client: pg.Client, written: readonly string[]): Promise<string> {
  const known = await migrationNames();
  const last = written.at(-1);
  if (last === undefined || written.some((name) => !known.includes(name))) {
    throw new BackupError(
      'The backup was written by a newer version of Latchkey. Restore it with that version.',
    );
  }
  const present = await readMigrationNames(client);
  if (present.some((name) => !written.includes(name))) {
    throw new BackupError(
      'The database has a newer schema than the backup. Restore into a database without tables.',
    );
  }
  return last;
}

async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ migrated: boolean }>(
    "select to_regclass('public.organizations') is not null as migrated",
  );
  if (!rows[0]?.migrated) return;
  await client.query('begin; set local role latchkey_across');
  const { rowCount } = await client.query(
    'select from users union all select from organizations limit 1',
  );
  await client.query('rollback');
  if (rowCount === 0) return;
  throw new BackupError(
    'The database is not empty, and a restore never writes over anything. ' +
      'Restore into a new database (DATABASE_URL) or a new directory (LATCHKEY_DATA).',
  );
}

async function nextLine(lines: Lines): Promise<Buffer> {
  const next = await lines.next().catch((cause: unknown) => {
    throw new BackupError('This is not a whole backup: it cannot be read to its end.', { cause });
  });
  if (next.done) throw new BackupError('This is not a whole backup: it ends too early.');
  return next.value;
}

function parse<Value>(
  schema: { safeParse(value: unknown): { data?: Value; success: boolean } },
  line: Buffer,
): Value {
  const { data } = schema.safeParse(parseJson(line));
  if (data === undefined) throw new BackupError('This is not a backup that this version can read.');
  return data;
}

function parseJson(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    return null;
  }
}
