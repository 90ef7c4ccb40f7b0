import type { UserId } from '@latchkey/engine';
import { sql } from 'kysely';
import { recordEvent } from '../audit/record-event.ts';
import { globally } from '../db/globally.ts';
import { inOrganization } from '../db/in-organization.ts';
import { ProblemError } from '../http/problem.ts';
import { newId } from '../ids.ts';
import type { Services } from '../services.ts';
import { readPasswordResetToken } from '../tokens/password-reset-token.ts';
import { endSignIns, findAccount, findAccountNamed, setPassword } from './accounts.ts';
import { membershipsOf } from './memberships.ts';
import { hashPassword } from './password-hash.ts';
import { requireStrongPassword } from './password-strength.ts';
import { queueAccountMail } from './queue-account-mail.ts';
import type { RequestOrigin } from './request-origin.ts';
import { countAttempt, forgetAttempts } from './throttle.ts';

/** Queues a mail for a verified address and does the same work, with the same answer, for any other. */
export async function requestPasswordReset(
  services: Services,
  entered: string,
  origin: RequestOrigin,
): Promise<void> {
  const account = await findAccountNamed(services.db, entered);
  const address = account?.address ?? entered.trim().toLowerCase();
  await countAttempt({ db: services.db, purpose: 'reset', address, ipAddress: origin.ipAddress });
  await globally(services.db, async (transaction) => {
    await sql`
      insert into account_mails (mail_id, user_id, kind, generation)
      select ${newId('mai')}, u.user_id, 'password_reset', c.generation
      from users u join credentials c on c.user_id = u.user_id
      where u.address = ${address} and u.verified_at is not null
    `.execute(transaction);
    await services.jobs.enqueue(transaction, 'account-mail', null);
  });
}

/** A new password by a link that was mailed: once, and all sessions end. */
export async function resetPassword(
  services: Services,
  token: string,
  password: string,
  origin: RequestOrigin,
): Promise<void> {
  const link = readPasswordResetToken(services.config.serverKey, token, Date.now());
  const account = link && (await findAccount(services.db, { userId: link.userId }));
  if (!link || !account || account.generation !== link.credentialGeneration)
    throw new ProblemError('invalid_link');
  requireStrongPassword(password, account.address);
  const passwordHash = await hashPassword(password);
  await globally(services.db, async (transaction) => {
    if (!(await setPassword(transaction, account.userId, passwordHash, link.credentialGeneration)))
      throw new ProblemError('invalid_link');
    await endSignIns(transaction, account.userId);
    await queueAccountMail(services, transaction, {
      userId: account.userId,
      kind: 'password_changed',
      generation: link.credentialGeneration + 1,
    });
  });
  await forgetAttempts({
    db: services.db,
    purpose: 'password',
    address: account.address,
    ipAddress: origin.ipAddress,
  });
  await recordEverywhere(services, account.userId, 'password.reset', origin);
}

/** An account belongs to no organization, so each where the person is active is told. */
export async function recordEverywhere(
  services: Services,
  userId: UserId,
  kind: 'password.reset' | 'password.changed',
  { ipAddress }: RequestOrigin,
): Promise<void> {
  for (const { organizationId, memberId } of await membershipsOf(services.db, userId)) {
    await inOrganization(services.db, organizationId, (transaction) =>
      recordEvent(transaction, { organizationId, kind, memberId, ipAddress }),
    );
  }
}
