import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccessModel } from '@latchkey/engine';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { Database } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import type { DemoOrganization } from './features/demo/demo-organization.ts';
import { markUnfinished } from './features/demo/demo-unfinished.ts';
import { findDemoOwners } from './features/demo/find-demo-owners.ts';
import { seedDemo } from './features/demo/seed-demo.ts';
import { resumeImports } from './features/imports/unfinished-imports.ts';
import { addOperator } from './features/operators/add-operator.ts';
import { listOperators } from './features/operators/list-operators.ts';
import { listOrganizations } from './features/organization/list-organizations.ts';
import { createServer } from './http/create-server.ts';
import { keepTickShape } from './http/keep-tick-shape.ts';
import { jobHandlers } from './job-handlers.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { type Services, startServices, stopServices } from './services.ts';
import { demoSignInLink } from './sign-in/demo-sign-in-link.ts';

export interface StartServerOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly models: ReadonlyMap<string, AccessModel>;
  /** Seeded at the first start of an installation that shows the demo. */
  readonly demos: readonly DemoOrganization[];
}

export interface RunningServer {
  readonly port: number;
  /** An owner of each organization of the demo and a link that signs them in; none where there is no demo. */
  readonly demos: readonly {
    readonly name: string;
    readonly organization: string;
    readonly model: string;
    readonly link: string;
  }[];
  /** Somebody who runs the demo's platform, above its organizations. */
  readonly operator: { readonly name: string; readonly link: string } | null;
  /** Resolves when the database that we run has ended without being asked. */
  readonly databaseEnded: Promise<void>;
  /** Answers what it has begun to answer, lets running jobs end, then stops the database. */
  close(): Promise<void>;
}

const demoOperator = { address: 'noor.haddad@platform.example', name: 'Noor Haddad' } as const;

/** How long requests under way may take once the server stops. */
const drainMs = 10_000;

/** Everything of one process, in the order in which it leans on the rest. What was started is stopped when a later part fails. */
export async function startServer(options: StartServerOptions): Promise<RunningServer> {
  keepTickShape();
  const { config, log, models } = options;
  const database = await openDatabase(config, 'server');
  try {
    await migrateSchema(database);
    const services = await startServices({ connection: database.connection, config, log, models });
    try {
      return await listenAndWork(services, database, options.demos);
    } catch (error) {
      await stopServices(services);
      throw error;
    }
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function listenAndWork(
  services: Services,
  database: OpenDatabase,
  demos: readonly DemoOrganization[],
): Promise<RunningServer> {
  const { config, db, jobs } = services;
  if (config.demo && (await listOrganizations(db)).length === 0) {
    await markUnfinished(config.dataDirectory, async () => {
      for (const demo of demos) await seedDemo(services, demo);
      await addOperator(services, demoOperator);
    });
  }
  const server = createServer(services);
  const port = await listen(server, config.port);
  const working = jobHandlers(services);
  await jobs.start(working.handlers);
  await resumeImports(services);
  const owners = config.demo ? await findDemoOwners(db) : [];
  const [operator] = config.demo ? await listOperators(db) : [];
  return {
    port,
    demos: owners.map(({ name, organizationName, model, userId }) => ({
      name,
      organization: organizationName,
      model,
      link: demoSignInLink(config, userId),
    })),
    operator: operator
      ? { name: operator.name, link: demoSignInLink(config, operator.userId) }
      : null,
    databaseEnded: database.ended,
    async close() {
      await drain(server);
      await stopServices(services);
      working.close();
      await database.close();
    },
  };
}

async function migrateSchema({ connection }: OpenDatabase): Promise<void> {
  const db = new Database({ connection });
  try {
    await migrate(db);
  } finally {
    await db.close();
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} is in use. Choose another with PORT.`) : error);
    });
    server.listen(port, () => resolve((server.address() as AddressInfo).port)); // it listens on TCP
  });
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const patience = new AbortController();
  await Promise.race([
    closed,
    sleep(drainMs, undefined, { signal: patience.signal }).catch(() => {}),
  ]);
  patience.abort();
  server.closeAllConnections();
}
