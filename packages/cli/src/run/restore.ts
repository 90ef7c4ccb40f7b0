import { open } from 'node:fs/promises';
import { restoreInstallation } from '@latchkey/server';
import { CommandFailure } from '../command-failure.ts';
import { installationConfig } from '../open-installation.ts';

export async function restore(file: string): Promise<void> {
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
