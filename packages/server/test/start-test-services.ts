import { randomBytes } from 'node:crypto';
import { models } from '@latchkey/models';
import type pg from 'pg';
import { pino } from 'pino';
import type { Config } from '../src/config.ts';
import { type Services, startServices, stopServices } from '../src/services.ts';
import { type ClonedDatabase, cloneDatabase } from './clone-database.ts';

export interface TestServices extends Services, AsyncDisposable {
  readonly database: ClonedDatabase;
}

export interface TestServicesOptions {
  readonly config?: Partial<Config>;
  /** The database of other services: a second server process, as far as anybody can tell. */
  readonly sharing?: TestServices;
  /** Another way to the same database, such as one that can be cut. */
  readonly connection?: pg.ClientConfig;
}

/** The real services on a database of their own. Ends with `await using` or `await services[Symbol.asyncDispose]()`. */
export async function startTestServices({
  config,
  sharing,
  connection,
}: TestServicesOptions = {}): Promise<TestServices> {
  const database = sharing?.database ?? (await cloneDatabase());
  const services = await startServices({
    connection: connection ?? database.connection,
    log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    models,
    config: { ...testConfig, ...sharing?.config, ...config },
  });
  return {
    ...services,
    database,
    async [Symbol.asyncDispose]() {
      await stopServices(services);
      if (!sharing) await database.drop();
    },
  };
}

const testConfig: Config = {
  publicUrl: 'http://localhost:4000',
  port: 0,
  databaseUrl: null,
  serverKey: randomBytes(32),
  dataDirectory: '/nonexistent',
  smtpUrl: null,
  mailFrom: { name: 'Latchkey', address: 'latchkey@example.com' },
  platformName: 'Aurora Rewards',
  sso: null,
  support: 'access@platform.example',
  maxStalenessMs: 30_000,
  serveStaleMs: 30_000,
  metricsToken: null,
  demo: false,
  consoleDirectory: null,
};
