import { models } from '@latchkey/models';
import { canonicalAddress, createOrganization, ownerInvitationLink } from '@latchkey/server';
import type { Command } from 'commander';
import { CommandFailure } from '../command-failure.ts';
import { inInstallation } from '../open-installation.ts';

interface Options {
  readonly name: string;
  readonly model: string;
  readonly owner: string;
  readonly ownerName?: string;
}

export function addOrganizationCreate(organization: Command): void {
  organization
    .command('create')
    .description('Create an organization and invite its owner')
    .requiredOption('--name <name>', 'what the organization is called')
    .requiredOption('--model <key>', `access model: ${[...models.keys()].join(', ')}`)
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
    .action(create);
}

async function create({ name, model, owner, ownerName }: Options): Promise<void> {
  const parsed = canonicalAddress(owner);
  if (!parsed) throw new CommandFailure('usage', `\`${owner}\` is not a mail address.`);
  if (!models.has(model)) {
    const known = [...models.keys()].join(', ');
    throw new CommandFailure('usage', `There is no access model \`${model}\`. Choose: ${known}.`);
  }
  const person = {
    address: parsed.address,
    name: ownerName ?? parsed.name ?? parsed.address.split('@', 1)[0] ?? '',
  };
  await inInstallation(async (services) => {
    const created = await createOrganization(services, { name, modelKey: model, owner: person });
    console.log(created.organizationId);
    if (services.config.smtpUrl !== null) {
      console.error(`${person.address} gets an invitation by mail from the running server.`);
      return;
    }
    const { organizationId } = created;
    const { invitationId } = created.owner;
    console.error(`Hand this link to ${person.address}; it works once, for seven days:`);
    console.log(ownerInvitationLink(services.config, organizationId, invitationId));
  });
}
