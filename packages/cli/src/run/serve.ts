import { demos } from '@latchkey/models';
import { type Config, type RunningServer, startServer } from '@latchkey/server';
import { consoleDirectory } from '../console-directory.ts';
import { exitCodes } from '../exit-codes.ts';
import { knownModels } from '../model-file/known-models.ts';
import { installationConfig, installationLog } from '../open-installation.ts';

export interface ServeOptions {
  /** Files with access models, besides those of the settings. */
  readonly model?: readonly string[];
}

export async function serve({ model = [] }: ServeOptions): Promise<void> {
  const config = installationConfig(consoleDirectory());
  const log = installationLog();
  const models = await knownModels(model);
  const server = await startServer({ config, log, models, demos: demos() });
  console.log(greeting(config, server));
  const reason = await Promise.race([
    askedToStop(),
    server.databaseEnded.then(() => 'database' as const),
  ]);
  if (reason === 'database') {
    console.error('The database has ended unexpectedly; see postgres.log in the data directory.');
    process.exitCode = exitCodes.failed.code;
  } else {
    console.log('\nStopping …');
  }
  await server.close();
  console.log('Stopped.');
  process.exit();
}

/**
 * Ctrl-C or its like. One Ctrl-C arrives twice under npm, from the terminal and passed on by npm; only a later one is
 * impatience and ends the process at once.
 */
function askedToStop(): Promise<'asked'> {
  return new Promise((resolve) => {
    let first = Number.POSITIVE_INFINITY;
    const ask = () => {
      if (performance.now() - first > 1000) process.exit(exitCodes.interrupted.code);
      first = Math.min(first, performance.now());
      resolve('asked');
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, ask);
  });
}

function greeting(config: Config, { demos: shown, operator }: RunningServer): string {
  const lines = [
    '',
    `  Latchkey is ready at ${config.publicUrl}`,
    ...(config.consoleDirectory
      ? []
      : ['  The console has not been built: this is the API alone.']),
    '',
    ...shown.flatMap(({ name, organization, model, link }) => [
      `  ${model}: sign in as ${name}, an owner of ${organization}:`,
      `  ${link}`,
      '',
    ]),
    ...(operator
      ? [`  Above them all: sign in as ${operator.name}, an operator:`, `  ${operator.link}`, '']
      : []),
    `  Mail ${mailGoes(config)}`,
    `  Data ${config.databaseUrl === null ? `lies in ${config.dataDirectory}` : 'lies in the database of DATABASE_URL'}`,
    '',
    '  Ctrl-C stops it.',
    '',
  ];
  return lines.join('\n');
}

function mailGoes({ smtpUrl, demo, publicUrl }: Config): string {
  if (smtpUrl !== null) return `goes out through ${new URL(smtpUrl).host}`;
  return demo
    ? `is not sent; read it at ${publicUrl}/mailbox`
    : 'is not sent: set SMTP_URL. Until then, copy the links of invitations in the console.';
}
