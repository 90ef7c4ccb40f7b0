import { addOperator, canonicalAddress, listOperators, removeOperator } from '@latchkey/server';
import { CommandFailure } from '../command-failure.ts';
import { inInstallation } from '../open-installation.ts';

export interface NewOperatorOptions {
  readonly address: string;
  readonly name?: string;
  readonly newLink?: boolean;
}

export async function add({ address, name, newLink = false }: NewOperatorOptions): Promise<void> {
  const parsed = requireAddress(address);
  const person = {
    address: parsed.address,
    name: name ?? parsed.name ?? parsed.address.split('@', 1)[0] ?? '',
    newLink,
  };
  await inInstallation(async (services) => {
    const { link } = await addOperator(services, person);
    if (link === null) {
      console.error(`${person.address} is an operator and signs in with the password of before.`);
      return;
    }
    console.error(`Hand this link to ${person.address}; it sets the password, once, within a day:`);
    console.log(link);
  });
}

export async function list(): Promise<void> {
  await inInstallation(async ({ db }) => {
    for (const { address, name, createdAt } of await listOperators(db)) {
      console.log(`${address}  ${name}  since ${createdAt.toISOString().slice(0, 10)}`);
    }
  });
}

export async function remove({ address }: { readonly address: string }): Promise<void> {
  const parsed = requireAddress(address);
  await inInstallation(async (services) => {
    if (!(await removeOperator(services, parsed.address)))
      throw new CommandFailure('notFound', `\`${parsed.address}\` is no operator.`);
    console.error(`${parsed.address} is an operator no more; every session and visit has ended.`);
  });
}

function requireAddress(address: string) {
  const parsed = canonicalAddress(address);
  if (!parsed) throw new CommandFailure('usage', `\`${address}\` is not a mail address.`);
  return parsed;
}
