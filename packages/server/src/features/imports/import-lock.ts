import { setTimeout } from 'node:timers/promises';
import type { ImportId } from '@latchkey/engine';
import type { PoolClient } from 'pg';
import type { Services } from '../../services.ts';

const attempts = 20;
const pauseMilliseconds = 100;

/**
 * One process at a time works on an import. The lock belongs to a connection, so it is free the moment
 * the process that held it is gone, however it went. Null: another process is at it.
 */
export async function whileAlone<Result>(
  { db }: Services,
  importId: ImportId,
  work: () => Promise<Result>,
): Promise<Result | null> {
  const client = await db.pool.connect();
  const key = [importId];
  try {
    if (!(await takeLock(client, key))) return null;
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', key);
    }
  } finally {
    client.release();
  }
}

/** Waits a little: whoever holds it may be at its very end. */
async function takeLock(client: PoolClient, key: readonly ImportId[]): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
      [...key],
    );
    if (rows[0]?.locked) return true;
    await setTimeout(pauseMilliseconds);
  }
  return false;
}
