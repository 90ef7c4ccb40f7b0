import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeBackup } from '@latchkey/server';
import type { Command } from 'commander';
import { inInstallation } from '../open-installation.ts';

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
    .action(backup);
}

async function backup(file: string): Promise<void> {
  await inInstallation(async ({ db, config }) => {
    if (file === '-') {
      await writeBackup(db, process.stdout);
      return;
    }
    const half = `${file}.half`;
    try {
      const { rows } = await writeBackup(db, createWriteStream(half, { mode: 0o600 }));
      renameSync(half, file);
      console.error(`${rows} rows written to ${file}.`);
    } catch (error) {
      rmSync(half, { force: true });
      throw error;
    }
    if (config.databaseUrl === null) {
      console.error(`Keep ${join(config.dataDirectory, 'server-key')} with it.`);
    }
  });
}
