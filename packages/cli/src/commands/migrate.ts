import type { Command } from 'commander';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database schema up to this version; several may run at once')
    .addHelpText('after', '\nExample:\n  $ DATABASE_URL=postgres://… latchkey migrate')
    .action(async () => (await import('../run/migrate.ts')).migrate());
}
