import type { KeyId } from '@latchkey/engine';
import {
  commandLine,
  createPlatformKey,
  listPlatformKeys,
  revokePlatformKey,
} from '@latchkey/server';
import { CommandFailure } from '../command-failure.ts';
import { inInstallation } from '../open-installation.ts';

export interface NewPlatformKeyOptions {
  readonly name: string;
  readonly ends?: string;
}

export async function create({ name, ends }: NewPlatformKeyOptions): Promise<void> {
  if (name.trim() === '') throw new CommandFailure('usage', 'Give the key a `--name`.');
  const wanted = { name: name.trim(), ...(ends && { endsAt: requireTime(ends) }) };
  await inInstallation(async (services) => {
    const { key, secret } = await createPlatformKey(services, commandLine, wanted);
    console.error(`${key.id} asks about every organization. It is shown this once:`);
    console.log(secret);
  });
}

export async function list(): Promise<void> {
  await inInstallation(async ({ db }) => {
    const now = Date.now();
    for (const { id, name, hint, lastUsedAt, endsAt, revokedAt } of await listPlatformKeys(db)) {
      const isOver = endsAt !== null && Date.parse(endsAt) <= now;
      const state = revokedAt
        ? `revoked ${day(revokedAt)}`
        : endsAt
          ? `${isOver ? 'ended' : 'ends'} ${day(endsAt)}`
          : 'live';
      const used = lastUsedAt ? `last used ${day(lastUsedAt)}` : 'never used';
      console.log(`${id}  …${hint}  ${name}  ${used}  ${state}`);
    }
  });
}

export async function revoke(id: string): Promise<void> {
  if (!isKeyId(id)) throw new CommandFailure('usage', `\`${id}\` is no id of a key.`);
  await inInstallation(async (services) => {
    if (!(await revokePlatformKey(services, commandLine, id)))
      throw new CommandFailure('notFound', `There is no live key \`${id}\`.`);
    console.error(`${id} is revoked; the next question asked with it is refused.`);
  });
}

function requireTime(text: string): string {
  const time = /[Z+-]/.test(text.slice(10)) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new CommandFailure('usage', 'Give `--ends` with its zone, such as 2027-06-30T18:00:00Z.');
}

const isKeyId = (text: string): text is KeyId => text.startsWith('key_');

const day = (instant: string) => instant.slice(0, 10);
