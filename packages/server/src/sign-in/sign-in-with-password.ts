import type { OrganizationId, UserId } from '@latchkey/engine';
import { recordEvent } from '../audit/record-event.ts';
import { inOrganization } from '../db/in-organization.ts';
import { ProblemError } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { findAccountNamed } from './accounts.ts';
import { membershipsOf } from './memberships.ts';
import { isPassword } from './password-hash.ts';
import type { RequestOrigin } from './request-origin.ts';
import { type SignedInPerson, signIn } from './sign-in.ts';
import { countAttempt, forgetAttempts } from './throttle.ts';

export interface PasswordAttempt {
  /** The e-mail address, or the sign-in name chosen instead. */
  readonly address: string;
  readonly password: string;
  readonly organizationId: OrganizationId | undefined;
  readonly origin: RequestOrigin;
}

/** Address or name, and password, against the account; one that nobody has costs and answers the same. */
export async function signInWithPassword(
  services: Services,
  attempt: PasswordAttempt,
): Promise<SignedInPerson> {
  const { password, organizationId, origin } = attempt;
  const account = await findAccountNamed(services.db, attempt.address);
  const counted = {
    db: services.db,
    purpose: 'password',
    // By name and by address it is one account that is tried.
    address: account?.address ?? attempt.address.trim().toLowerCase(),
    ipAddress: origin.ipAddress,
  } as const;
  await countAttempt(counted);
  const matches = await isPassword(account?.passwordHash ?? null, password);
  if (!account || !matches) {
    if (account) recordFailure(services, account.userId, origin);
    throw new ProblemError('wrong_credentials');
  }
  await forgetAttempts(counted);
  return signIn(services, { userId: account.userId, method: 'password', organizationId, origin });
}

/** Written after the answer, so that the time it takes does not tell that the account exists. */
function recordFailure(services: Services, userId: UserId, origin: RequestOrigin): void {
  const record = async () => {
    for (const { organizationId, memberId } of await membershipsOf(services.db, userId)) {
      await inOrganization(services.db, organizationId, (transaction) =>
        recordEvent(transaction, {
          organizationId,
          kind: 'sign_in.failed',
          memberId,
          ipAddress: origin.ipAddress,
          details: { method: 'password' },
        }),
      );
    }
  };
  record().catch((error: unknown) =>
    services.log.error({ err: error }, 'A failed sign-in could not be recorded.'),
  );
}
