import type { Command } from 'commander';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('Start the server: console, API and decisions on one port')
    .addHelpText(
      'after',
      `
Examples:
  $ latchkey serve                        the demo, with a database of its own under .latchkey
  $ PORT=8080 latchkey serve
  $ DATABASE_URL=postgres://… PUBLIC_URL=https://access.example.com \\
    LATCHKEY_SERVER_KEY_FILE=/run/secrets/latchkey SMTP_URL=smtp://… latchkey serve

Settings: PORT, PUBLIC_URL, DATABASE_URL, LATCHKEY_SERVER_KEY, SMTP_URL, MAIL_FROM,
LATCHKEY_PLATFORM_NAME, LATCHKEY_DATA, LATCHKEY_LOG_LEVEL. Secrets also as NAME_FILE.`,
    )
    .action(async () => (await import('../run/serve.ts')).serve());
}
