import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

/**
 * One open transaction: Kysely for what is composed, `client` for named statements on hot paths. Statements are
 * sent as they are asked for and carried out in that order, so those that need no answer of another share a round
 * trip: ask for them without waiting in between. It is over when the function it was given to returns.
 */
export type Transaction = Kysely<Tables> & { readonly client: pg.PoolClient };

export interface DatabaseOptions {
  /** A connection string, or where a unix socket lies. */
  readonly connection: string | pg.PoolConfig;
  readonly maxConnections?: number;
  /** How long somebody waits for a connection, new or given back by another. */
  readonly connectWithinMs?: number;
  /** A connection over which nothing is heard for so long while a transaction is open leads nowhere, and is cut. */
  readonly silentMs?: number;
  readonly onConnectionError?: (error: Error) => void;
}

/** No statement of ours is silent for so long; a network that has forgotten a connection is silent for good. */
const defaultSilentMs = 60_000;

/** The connections of one process to its PostgreSQL. Statements run in a transaction of `inOrganization`, `globally` or `acrossOrganizations`. */
export class Database {
  readonly pool: pg.Pool;
  /** How to reach the same database with a connection of one's own: LISTEN, the job queue. */
  readonly connection: pg.PoolConfig;
  readonly silentMs: number;
  /** When connections that are idle were last given back. */
  readonly #idleSince = new WeakMap<pg.PoolClient, number>();
  #foundSilentAt = Number.NEGATIVE_INFINITY;
  readonly #clients = new Set<pg.PoolClient>();
  readonly #transactions = new WeakMap<pg.PoolClient, Transaction>();

  constructor(options: DatabaseOptions) {
    this.connection =
      typeof options.connection === 'string'
        ? { connectionString: options.connection }
        : options.connection;
    this.silentMs = options.silentMs ?? defaultSilentMs;
    this.pool = new pg.Pool({
      ...this.connection,
      max: options.maxConnections ?? 10,
      connectionTimeoutMillis: options.connectWithinMs ?? 30_000,
      keepAlive: true,
      pipeline: true,
      types: { getTypeParser },
    });
    const onError = options.onConnectionError ?? (() => {});
    // Without listeners, on idle and on busy connections, a lost one would end the process.
    this.pool.on('error', onError);
    this.pool.on('connect', (client) => {
      this.#clients.add(client);
      client.on('error', onError);
    });
    this.pool.on('remove', (client) => this.#clients.delete(client));
  }

  /** A connection for one transaction. Those that were idle while another was found silent are not tried one by one. */
  async connect(): Promise<pg.PoolClient> {
    while (true) {
      const client = await this.pool.connect();
      const idleSince = this.#idleSince.get(client) ?? Number.POSITIVE_INFINITY;
      if (idleSince > this.#foundSilentAt) return client;
      client.connection.stream.destroy();
      client.release(true);
    }
  }

  /** Gives it back to the others, or away when it is of no use any more. */
  release(client: pg.PoolClient, state: 'good' | 'broken' | 'silent'): void {
    const now = performance.now();
    if (state === 'silent') this.#foundSilentAt = now;
    this.#idleSince.set(client, now);
    client.release(state !== 'good');
  }

  /** The query builder over one connection; made once per connection, for the pool keeps them. */
  transactionOn(client: pg.PoolClient): Transaction {
    const known = this.#transactions.get(client);
    if (known) return known;
    const bound = new Kysely<Tables>({
      dialect: new PostgresDialect({
        pool: { connect: async () => onConnection(client), end: async () => {}, options: {} },
      }),
    });
    const transaction = Object.assign(bound, { client });
    this.#transactions.set(client, transaction);
    return transaction;
  }

  /** Lets what runs end; a connection over which nobody says goodbye is cut. */
  async close(): Promise<void> {
    const ended = this.pool.end();
    const cut = setTimeout(() => {
      for (const { connection } of this.#clients) connection.stream.destroy();
    }, goodbyeWithinMs);
    await ended;
    clearTimeout(cut);
  }
}

const goodbyeWithinMs = 5_000;

const connections = new WeakMap<pg.PoolClient, PostgresPoolClient>();

/** The connection as Kysely sees it; giving it back is the transaction's business, not Kysely's. */
function onConnection(client: pg.PoolClient): PostgresPoolClient {
  const known = connections.get(client);
  if (known) return known;
  const connection: PostgresPoolClient = {
    query: client.query.bind(client) as PostgresPoolClient['query'], // the same method, seen through Kysely's type
    release: () => {},
  };
  connections.set(client, connection);
  return connection;
}

const INT8 = 20;

// INVARIANT: counts and revisions stay below 2^53, so int8 is read as a number.
const getTypeParser: typeof pg.types.getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === INT8 && format !== 'binary'
    ? Number
    : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser; // one implementation for its overloads
