import type { Command } from 'commander';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .argument('<file>', 'where to write it; `-` for standard output')
    .description('Write everything to one file, while the server goes on working')
    .addHelpText(
      'after',
      `
Examples:
  $ latchkey backup latchkey.backup.gz
  $ latchkey backup - | ssh vault 'cat > latchkey.backup.gz'

The server key is not in the file: keep it as well.`,
    )
    .action(async (file: string) => (await import('../run/backup.ts')).backup(file));
}
