import { readdir, readFile } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import { ownPool } from './own-pool.ts';

// Two levels up from `src/db` and from `dist/db` alike.
const migrationsDirectory = new URL('../../migrations/', import.meta.url);

/** Brings the schema and the job queue's up to date; several processes may start at once, one of them works. */
export async function migrate(db: Database, upTo?: string): Promise<readonly string[]> {
  const pool = ownPool(db.connection, 2);
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({
      db: kysely,
      provider: { getMigrations: readMigrations },
      allowUnorderedMigrations: false,
    });
    const { error, results } =
      upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo);
    if (error) throw error;
    await runMigrations({ pgPool: pool });
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await kysely.destroy();
  }
}

/** The migrations that this version knows, in order. */
export async function migrationNames(): Promise<readonly string[]> {
  return Object.keys(await readMigrations()).sort();
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(migrationsDirectory)).filter((file) => file.endsWith('.sql'));
  const migrations = await Promise.all(
    files.map(async (file): Promise<[string, Migration]> => {
      const text = await readFile(new URL(file, migrationsDirectory), 'utf8');
      return [
        file.slice(0, -'.sql'.length),
        { up: async (db) => void (await sql.raw(text).execute(db)) },
      ];
    }),
  );
  return Object.fromEntries(migrations);
}
