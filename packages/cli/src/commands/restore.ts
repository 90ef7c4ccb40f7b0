import type { Command } from 'commander';

export function addRestore(program: Command): void {
  program
    .command('restore')
    .argument('<file>', 'a file that `latchkey backup` has written; `-` for standard input')
    .description('Fill an empty database from a backup; one that is not empty is refused')
    .addHelpText(
      'after',
      `
Examples:
  $ LATCHKEY_DATA=/srv/latchkey latchkey restore latchkey.backup.gz
  $ DATABASE_URL=postgres://… latchkey restore - < latchkey.backup.gz`,
    )
    .action(async (file: string) => (await import('../run/restore.ts')).restore(file));
}
