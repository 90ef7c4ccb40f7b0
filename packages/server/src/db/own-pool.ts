import pg from 'pg';

/** Connections beside the tenants' own, as the login role: for the migrator and the job queue. */
export function ownPool(
  connection: pg.PoolConfig,
  max: number,
  onError: (error: Error) => void = () => {},
): pg.Pool {
  const pool = new pg.Pool({ ...connection, max });
  // Without listeners, on idle and on busy connections, a lost one would end the process.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}
