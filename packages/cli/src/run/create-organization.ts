import { canonicalAddress, createOrganization, ownerInvitationLink } from '@latchkey/server';
import { CommandFailure } from '../command-failure.ts';
import { knownModels } from '../model-file/known-models.ts';
import { inInstallation } from '../open-installation.ts';

export interface NewOrganizationOptions {
  readonly name: string;
  readonly model: string;
  readonly owner: string;
  readonly ownerName?: string;
}

export async function create({
  name,
  model,
  owner,
  ownerName,
}: NewOrganizationOptions): Promise<void> {
  const parsed = canonicalAddress(owner);
  if (!parsed) throw new CommandFailure('usage', `\`${owner}\` is not a mail address.`);
  const models = await knownModels();
  if (!models.has(model)) {
    const known = [...models.keys()].join(', ');
    throw new CommandFailure(
      'usage',
      `There is no access model \`${model}\`. Choose: ${known}; or name its file in LATCHKEY_MODEL_FILES.`,
    );
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
  }, models);
}
