import { migrateInstallation } from '@latchkey/server';
import type { Command } from 'commander';
import { installationConfig } from '../open-installation.ts';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database schema up to this version; several may run at once')
    .addHelpText('after', '\nExample:\n  $ DATABASE_URL=postgres://… latchkey migrate')
    .action(async () => {
      const applied = await migrateInstallation(installationConfig());
      for (const name of applied) console.log(name);
      if (applied.length === 0) console.error('The schema is up to date.');
    });
}
