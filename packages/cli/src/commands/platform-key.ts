import type { Command } from 'commander';
import type { NewPlatformKeyOptions } from '../run/platform-keys.ts';

export function addPlatformKeyCommands(platformKey: Command): void {
  platformKey
    .command('create')
    .description('Make a key that asks about every organization, and print it this once')
    .requiredOption('--name <name>', 'the module that will use it')
    .option('--ends <time>', 'when it ends, such as 2027-06-30T18:00:00Z; without it never')
    .addHelpText(
      'after',
      `
Example:
  $ latchkey platform-key create --name Campaigns

The key alone goes to standard output. Whoever holds it can read who may do what where in every
organization, without names and addresses, and can change nothing.`,
    )
    .action(async (options: NewPlatformKeyOptions) =>
      (await import('../run/platform-keys.ts')).create(options),
    );
  platformKey
    .command('list')
    .description('Every key of the platform, the live ones first')
    .action(async () => (await import('../run/platform-keys.ts')).list());
  platformKey
    .command('revoke')
    .description('End a key at once, in every process')
    .argument('<id>', 'as `list` tells it, `key_…`')
    .action(async (id: string) => (await import('../run/platform-keys.ts')).revoke(id));
}
