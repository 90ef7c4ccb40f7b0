import { open } from 'node:fs/promises';
import { restoreInstallation } from '@latchkey/server';
import type { Command } from 'commander';
import { CommandFailure } from '../command-failure.ts';
import { installationConfig } from '../open-installation.ts';

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
    .action(restore);
}

async function restore(file: string): Promise<void> {
  const input = file === '-' ? process.stdin : await openFile(file);
  const { rows } = await restoreInstallation(installationConfig(), input);
  console.error(`${rows} rows restored.`);
}

async function openFile(file: string) {
  const handle = await open(file).catch(() => {
    throw new CommandFailure('notFound', `\`${file}\` cannot be read.`);
  });
  return handle.createReadStream();
}
