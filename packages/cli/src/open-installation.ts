import type { AccessModel } from '@latchkey/engine';
import { models as readyMade } from '@latchkey/models';
import { createLog, readConfig, type Services, withServices } from '@latchkey/server';

const logLevel = () => process.env['LATCHKEY_LOG_LEVEL'] ?? 'warn';

/** The settings of this installation, as the environment has them. */
export const installationConfig = (consoleDirectory: string | null = null) =>
  readConfig({ environment: process.env, consoleDirectory });

export const installationLog = () => createLog(logLevel());

/**
 * Runs a command on this installation's database, beside a running server or without one. Models of one's
 * own are needed only to found an organization: one that is there brings its model along.
 */
export function inInstallation<Result>(
  work: (services: Services) => Promise<Result>,
  models: ReadonlyMap<string, AccessModel> = readyMade,
): Promise<Result> {
  return withServices({ config: installationConfig(), log: installationLog(), models }, work);
}
