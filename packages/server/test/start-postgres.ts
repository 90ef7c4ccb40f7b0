import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { Database } from '../src/db/database.ts';
import { startEmbeddedPostgres } from '../src/db/embedded/start-embedded-postgres.ts';
import { migrate } from '../src/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this test run, and the migrated database that test files clone. */
    postgres: { readonly server: pg.ClientConfig; readonly template: string };
  }
}

// Nothing of a test run has to survive a power cut.
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

/** One PostgreSQL per test run: the embedded one, or the user's own when `DATABASE_URL` names it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['DATABASE_URL'];
  const { server, stop } = url
    ? { server: { connectionString: url }, stop: async () => {} }
    : await startThrowAway();
  const template = `latchkey_template_${process.pid}_${Date.now()}`;
  await onServer(server, `create database ${template}`);
  const db = new Database({ connection: inDatabase(server, template) });
  await migrate(db);
  await db.close();
  project.provide('postgres', { server, template });
  return async () => {
    await onServer(server, `drop database ${template} with (force)`);
    await stop();
  };
}

async function startThrowAway() {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'latchkey-test-'));
  // As root the database runs as somebody else, who must be able to get there.
  await chmod(dataDirectory, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDirectory, settings });
  return {
    server: { ...postgres.connection },
    stop: async () => {
      await postgres.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** The same server, another database. */
export function inDatabase(server: pg.ClientConfig, database: string): pg.ClientConfig {
  if (server.connectionString === undefined) return { ...server, database };
  const url = new URL(server.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}

export async function onServer(server: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
