import { BackupError, ConfigError, EmbeddedPostgresInUse } from '@latchkey/server';
import { CommandFailure } from './command-failure.ts';
import type { ExitCode } from './exit-codes.ts';

export function exitOf(error: unknown): ExitCode {
  if (error instanceof CommandFailure) return error.exit;
  if (error instanceof ConfigError) return 'usage';
  if (error instanceof EmbeddedPostgresInUse) return 'conflict';
  if (error instanceof BackupError) return 'conflict';
  return 'failed';
}

/** What a person needs to read; the way through the code only for failures that nobody foresaw. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (exitOf(error) !== 'failed') return error.message;
  return process.env['LATCHKEY_LOG_LEVEL'] === 'debug'
    ? (error.stack ?? error.message)
    : error.message;
}
