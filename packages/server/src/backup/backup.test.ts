import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createTestOrganization } from '../../test/create-test-organization.ts';
import { inDatabase, onServer } from '../../test/start-postgres.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import { verifyChain } from '../change/verify-chain.ts';
import { Database } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { listOrganizations } from '../features/organization/list-organizations.ts';
import { BackupError } from './backup-format.ts';
import { readBackupTables } from './backup-tables.ts';
import { readBackup } from './read-backup.ts';
import { writeBackup } from './write-backup.ts';

let services: TestServices;
let written: Buffer;

beforeAll(async () => {
  services = await startTestServices();
  // Line separators that only look like line breaks, and the sign that ends a table.
  await createTestOrganization(services, { name: 'Zeile\u2028eins\nzwei\t\\. „drei“' });
  await createTestOrganization(services, { name: 'Second' });
  const file = new PassThrough();
  const [bytes] = await Promise.all([buffer(file), writeBackup(services.db, file)]);
  written = bytes;
});

afterAll(() => services[Symbol.asyncDispose]());

describe('a backup', () => {
  test('restored into an empty database, is the same rows in every table and a whole log', async () => {
    await withEmptyDatabase(async (db) => {
      const { rows } = await readBackup(db, Readable.from([written]));
      expect(rows).toBeGreaterThan(20);
      expect(await contentOf(db)).toEqual(await contentOf(services.db));
      for (const { organizationId } of await listOrganizations(db)) {
        expect(await verifyChain(db, organizationId)).toEqual([]);
      }
    });
  });

  test('restored is another epoch, each time', async () => {
    const epochOf = async (db: Database) =>
      (await db.pool.query('select epoch from installation')).rows[0].epoch;
    await withEmptyDatabase(async (db) => {
      await migrate(db);
      const before = await epochOf(db);
      await readBackup(db, Readable.from([written]));
      expect(new Set([before, await epochOf(db), await epochOf(services.db)]).size).toBe(3);
    });
  });

  test('leaves row-level security in force', async () => {
    await withEmptyDatabase(async (db) => {
      await readBackup(db, Readable.from([written]));
      const { rows } = await db.pool.query(
        `select relname from pg_class where relnamespace = 'public'::regnamespace
         and relrowsecurity and not relforcerowsecurity`,
      );
      expect(rows).toEqual([]);
    });
  });

  test('is refused by a database that is not empty, which stays as it is', async () => {
    const before = await contentOf(services.db);
    const restored = readBackup(services.db, Readable.from([written]));
    await expect(restored).rejects.toThrow('The database is not empty');
    expect(await contentOf(services.db)).toEqual(before);
  });

  test.each([
    ['cut short', () => written.subarray(0, written.length / 2)],
    ['with a row missing', () => gzipSync(withoutOneRow(gunzipSync(written).toString()))],
    ['that is no backup at all', () => gzipSync('hello\n')],
    ['that is not even gzipped', () => Buffer.from('hello\n')],
    ['of nothing', () => Buffer.alloc(0)],
  ])('%s restores nothing', async (_, file) => {
    await withEmptyDatabase(async (db) => {
      await expect(readBackup(db, Readable.from([file()]))).rejects.toThrow(BackupError);
      const { rows } = await db.pool.query("select to_regclass('public.users') as users");
      if (rows[0].users) expect(await contentOf(db)).toMatchObject({ users: [], changes: [] });
    });
  });

  test('of a newer version is left to that version', async () => {
    const newer = gunzipSync(written)
      .toString()
      .replace('"migrations":[', '"migrations":["9999_later",');
    await withEmptyDatabase(async (db) => {
      const restored = readBackup(db, Readable.from([gzipSync(newer)]));
      await expect(restored).rejects.toThrow('newer version');
    });
  });
});

let made = 0;

async function withEmptyDatabase(work: (db: Database) => Promise<void>): Promise<void> {
  const { server } = inject('postgres');
  const name = `latchkey_restore_${process.pid}_${made++}`;
  await onServer(server, `create database ${name}`);
  const connection: pg.ClientConfig = inDatabase(server, name);
  const db = new Database({ connection });
  try {
    await work(db);
  } finally {
    await db.close();
    await onServer(server, `drop database ${name} with (force)`);
  }
}

/** Every row of every table as text, in an order of its own. */
async function contentOf(db: Database): Promise<Record<string, unknown[]>> {
  const client = await db.pool.connect();
  try {
    await client.query('begin; set local role latchkey_across');
    const content: Record<string, unknown[]> = {};
    for (const { name } of await readBackupTables(client)) {
      const { rows } = await client.query(`select t::text as row from "${name}" t order by 1`);
      content[name] = rows.map(({ row }) => row);
    }
    await client.query('rollback');
    return content;
  } finally {
    client.release();
  }
}

function withoutOneRow(text: string): string {
  const lines = text.split('\n');
  const table = lines.findIndex((line) => line.startsWith('{"table":"audit_events"'));
  const users = lines.findIndex((line) => line.startsWith('{"table":"users"'));
  lines.splice((users >= 0 ? users : table) + 1, 1);
  return lines.join('\n');
}
