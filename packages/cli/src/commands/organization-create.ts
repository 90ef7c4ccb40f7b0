import { models } from '@latchkey/models';
import type { Command } from 'commander';
import type { NewOrganizationOptions } from '../run/create-organization.ts';

export function addOrganizationCreate(organization: Command): void {
  organization
    .command('create')
    .description('Create an organization and invite its owner')
    .requiredOption('--name <name>', 'what the organization is called')
    .requiredOption(
      '--model <key>',
      `access model: ${[...models.keys()].join(', ')}, or one of LATCHKEY_MODEL_FILES`,
    )
    .requiredOption('--owner <address>', 'mail address of its first owner')
    .option('--owner-name <name>', 'name of its first owner')
    .addHelpText(
      'after',
      `
Example:
  $ latchkey organization create --name "Aurora Retail" --model loyalty \\
      --owner olga@aurora.example --owner-name "Olga Owner"

With SMTP_URL the owner gets the invitation by mail, sent by the running server.
Without it, the invitation's link is printed: hand it over yourself.`,
    )
    .action(async (options: NewOrganizationOptions) =>
      (await import('../run/create-organization.ts')).create(options),
    );
}
