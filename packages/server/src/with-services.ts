import type { Readable } from 'node:stream';
import { readBackup } from './backup/read-backup.ts';
import type { Config } from './config.ts';
import { Database } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { type Services, type ServicesOptions, startServices, stopServices } from './services.ts';

/** Runs a command with everything a use case needs, beside a running server or without one. */
export async function withServices<Result>(
  options: Omit<ServicesOptions, 'connection'>,
  work: (services: Services) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(options.config, 'command');
  try {
    await onConnection(database, migrate);
    const services = await startServices({ ...options, connection: database.connection });
    try {
      return await work(services);
    } finally {
      await stopServices(services);
    }
  } finally {
    await database.close();
  }
}

/** Brings the schema up to this version and answers the names of what was applied. */
export function migrateInstallation(config: Config): Promise<readonly string[]> {
  return withDatabase(config, (db) => migrate(db));
}

/** Fills the installation's empty database from a backup. */
export function restoreInstallation(config: Config, input: Readable): Promise<{ rows: number }> {
  return withDatabase(config, (db) => readBackup(db, input));
}

async function withDatabase<Result>(
  config: Config,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(config, 'command');
  try {
    return await onConnection(database, work);
  } finally {
    await database.close();
  }
}

async function onConnection<Result>(
  { connection }: OpenDatabase,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const db = new Database({ connection });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
