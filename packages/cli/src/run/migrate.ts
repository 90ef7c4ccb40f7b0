import { migrateInstallation } from '@latchkey/server';
import { installationConfig } from '../open-installation.ts';

export async function migrate(): Promise<void> {
  const applied = await migrateInstallation(installationConfig());
  for (const name of applied) console.log(name);
  if (applied.length === 0) console.error('The schema is up to date.');
}
