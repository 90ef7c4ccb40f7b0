import type { Command } from 'commander';
import type { VerifyOptions } from '../run/verify-log.ts';

export function addLogVerify(log: Command): void {
  log
    .command('verify')
    .description('Recompute the hash chain of the change log and say where it does not hold')
    .option('--organization <id>', 'this organization only')
    .addHelpText(
      'after',
      '\nExamples:\n  $ latchkey log verify\n  $ latchkey log verify --organization org_…',
    )
    .action(async (options: VerifyOptions) =>
      (await import('../run/verify-log.ts')).verify(options),
    );
}
