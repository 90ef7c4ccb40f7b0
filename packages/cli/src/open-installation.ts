import { models } from '@latchkey/models';
import { createLog, readConfig, type Services, withServices } from '@latchkey/server';

const logLevel = () => process.env['LATCHKEY_LOG_LEVEL'] ?? 'warn';

/** The settings of this installation, as the environment has them. */
export const installationConfig = (consoleDirectory: string | null = null) =>
  readConfig({ environment: process.env, consoleDirectory });

export const installationLog = () => createLog(logLevel());

/** Runs a command on this installation's database, beside a running server or without one. */
export function inInstallation<Result>(
  work: (services: Services) => Promise<Result>,
): Promise<Result> {
  return withServices({ config: installationConfig(), log: installationLog(), models }, work);
}
