import type { OrganizationId } from '@latchkey/engine';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { ConnectionId } from '../../db/tables.ts';
import type { Env } from '../../http/env.ts';
import { dropCookie, readCookie, writeCookie } from '../../http/session-cookies.ts';
import { openSealed, sealText } from '../../tokens/seal.ts';
import type { AttemptSecrets } from './ask-provider.ts';

const minutes = 15;

/** Somebody is at the provider: what for, and what has to come back. It travels sealed in that browser's own cookie. */
export interface Attempt {
  readonly connectionId: ConnectionId;
  readonly secrets: AttemptSecrets;
  readonly purpose: AttemptPurpose;
}

export type AttemptPurpose =
  | {
      readonly kind: 'sign-in';
      /** Where the person wants to go, and whose own provider is asked, if it is an organization's. */
      readonly organizationId: OrganizationId | null;
      readonly to: string | null;
    }
  | {
      readonly kind: 'accept';
      readonly organizationId: OrganizationId;
      /** The invitation's link. */
      readonly token: string;
      readonly name: string;
    };

const organizationId = z.custom<OrganizationId>((value) => /^org_[0-9a-z]+$/.test(String(value)));
const sealed = z.strictObject({
  connectionId: z.custom<ConnectionId>((value) => /^con_[0-9a-z]+$/.test(String(value))),
  secrets: z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() }),
  purpose: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('sign-in'),
      organizationId: organizationId.nullable(),
      to: z.string().nullable(),
    }),
    z.strictObject({
      kind: z.literal('accept'),
      organizationId,
      token: z.string(),
      name: z.string(),
    }),
  ]),
  endsAt: z.int(),
});

export function writeAttempt(context: Context<Env>, config: Config, attempt: Attempt): void {
  const endsAt = Date.now() + minutes * 60_000;
  const text = JSON.stringify({ ...attempt, endsAt });
  writeCookie(
    context,
    config,
    'latchkey_provider',
    sealText(config.serverKey, 'provider-attempt', '', text).toString('base64url'),
    new Date(endsAt),
  );
}

/** The attempt of this browser, once: a second return from the provider finds none. */
export function takeAttempt(context: Context<Env>, config: Config): Attempt | null {
  const cookie = readCookie(context, config, 'latchkey_provider');
  if (cookie === undefined) return null;
  dropCookie(context, config, 'latchkey_provider');
  const text = openSealed(
    config.serverKey,
    'provider-attempt',
    '',
    Buffer.from(cookie, 'base64url'),
  );
  if (text === null) return null;
  const read = sealed.safeParse(JSON.parse(text));
  if (!read.success) return null;
  const { endsAt, ...attempt } = read.data;
  return Date.now() < endsAt ? attempt : null;
}
