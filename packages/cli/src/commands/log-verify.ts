import { listOrganizations, verifyChain } from '@latchkey/server';
import type { Command } from 'commander';
import { CommandFailure } from '../command-failure.ts';
import { inInstallation } from '../open-installation.ts';

export function addLogVerify(log: Command): void {
  log
    .command('verify')
    .description('Recompute the hash chain of the change log and say where it does not hold')
    .option('--organization <id>', 'this organization only')
    .addHelpText(
      'after',
      '\nExamples:\n  $ latchkey log verify\n  $ latchkey log verify --organization org_…',
    )
    .action(verify);
}

async function verify(options: { readonly organization?: string }): Promise<void> {
  await inInstallation(async ({ db }) => {
    const all = await listOrganizations(db);
    const chosen = all.filter(
      ({ organizationId }) => !options.organization || organizationId === options.organization,
    );
    if (options.organization && chosen.length === 0) {
      throw new CommandFailure('notFound', `There is no organization \`${options.organization}\`.`);
    }
    let broken = 0;
    for (const { organizationId, name, revision } of chosen) {
      const links = await verifyChain(db, organizationId);
      broken += links.length;
      console.log(
        `${organizationId}  ${links.length === 0 ? 'whole' : 'BROKEN'}  ${revision} changes  ${name}`,
      );
      for (const link of links) console.log(`  change ${link.revision ?? '–'}: ${link.what}`);
    }
    if (broken > 0) throw new CommandFailure('failed', 'The change log is not as it was written.');
  });
}
