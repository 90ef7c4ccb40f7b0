import { argv, stdout } from 'node:process';
import { clusterLink } from './initialize-cluster.ts';
import { readPostmaster } from './postmaster-file.ts';
import { startEmbeddedPostgres } from './start-embedded-postgres.ts';

// Another server process, for the tests: holds the database until it is ended from outside.
const dataDirectory = argv[2] ?? '';
try {
  const database = await startEmbeddedPostgres({ dataDirectory });
  const postmaster = readPostmaster(clusterLink(dataDirectory))?.pid;
  stdout.write(`${JSON.stringify({ connection: database.connection, postmaster })}\n`);
  process.once('SIGTERM', () => database.stop().then(() => process.exit(0)));
  setInterval(() => {}, 1000);
} catch (error) {
  stdout.write(`${JSON.stringify({ refused: error instanceof Error ? error.message : '' })}\n`);
}
