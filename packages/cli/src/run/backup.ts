import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeBackup } from '@latchkey/server';
import { inInstallation } from '../open-installation.ts';

export async function backup(file: string): Promise<void> {
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
