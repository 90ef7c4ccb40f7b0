import { models } from '@latchkey/models';
import { pino } from 'pino';
import type { Config } from '../src/config.ts';
import { resumeImports } from '../src/features/imports/unfinished-imports.ts';
import { createServer } from '../src/http/create-server.ts';
import { jobHandlers } from '../src/job-handlers.ts';
import { startServices } from '../src/services.ts';

/**
 * A server process of its own on a database that is there already, so that a test can kill it:
 * the parts of `startServer` that follow once the database stands. Prints its port.
 */
const { connection, ...given } = JSON.parse(process.env['SERVE_ON'] ?? '{}');
const config: Config = { ...given, serverKey: Buffer.from(given.serverKey, 'base64') };
const services = await startServices({
  connection,
  config,
  models,
  log: pino({ level: 'silent' }),
});
const server = createServer(services);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
await services.jobs.start(jobHandlers(services).handlers);
await resumeImports(services);
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('The server listens on TCP.');
process.stdout.write(`${address.port}\n`);
