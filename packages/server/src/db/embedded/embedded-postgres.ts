export interface EmbeddedConnection {
  /** The directory of the database's unix socket; there is no port on the network. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export interface EmbeddedPostgres {
  readonly connection: EmbeddedConnection;
  /** `joined`: another process runs it, and stopping leaves it running. */
  readonly owner: 'started' | 'joined';
  /** Resolves when the database is gone, wanted or not. Of a database joined, never. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export const connectionThrough = (socketDirectory: string): EmbeddedConnection => ({
  host: socketDirectory,
  port: 5432,
  user: 'postgres',
  database: 'latchkey',
});
