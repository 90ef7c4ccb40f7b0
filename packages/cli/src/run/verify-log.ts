import { listOrganizations, verifyChain } from '@latchkey/server';
import { CommandFailure } from '../command-failure.ts';
import { inInstallation } from '../open-installation.ts';

export interface VerifyOptions {
  readonly organization?: string;
}

export async function verify(options: VerifyOptions): Promise<void> {
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
