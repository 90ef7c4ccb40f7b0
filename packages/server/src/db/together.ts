import type pg from 'pg';

/** Statements that are asked for within leave for the database as one packet. */
export function together<Result>(client: pg.PoolClient, ask: () => Result): Result {
  const { stream } = client.connection;
  stream.cork();
  try {
    return ask();
  } finally {
    stream.uncork();
  }
}
