import type { Command } from 'commander';
import type { ServeOptions } from '../run/serve.ts';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('Start the server: console, API and decisions on one port')
    .option(
      '--model <file>',
      'a model of your own besides the ready-made ones; can be given several times',
      (file: string, others: readonly string[] = []) => [...others, file],
    )
    .addHelpText(
      'after',
      `
Examples:
  $ latchkey serve                        the demo, with a database of its own under .latchkey
  $ PORT=8080 latchkey serve
  $ latchkey serve --model latchkey.model.ts
  $ DATABASE_URL=postgres://… PUBLIC_URL=https://access.example.com \\
    LATCHKEY_SERVER_KEY_FILE=/run/secrets/latchkey SMTP_URL=smtp://… latchkey serve

Settings: PORT, PUBLIC_URL, DATABASE_URL, LATCHKEY_SERVER_KEY, SMTP_URL, MAIL_FROM,
LATCHKEY_PLATFORM_NAME, LATCHKEY_MODEL_FILES, LATCHKEY_DATA, LATCHKEY_LOG_LEVEL. Secrets also as NAME_FILE.`,
    )
    .action(async (options: ServeOptions) => (await import('../run/serve.ts')).serve(options));
}
