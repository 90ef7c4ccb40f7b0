import type { OrganizationId, UserId } from '@latchkey/engine';
import { recordEvent } from '../audit/record-event.ts';
import { inOrganization } from '../db/in-organization.ts';
import { ProblemError } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { findAccount } from './accounts.ts';
import { canonicalAddress } from './canonical-address.ts';
import { membershipsOf } from './memberships.ts';
import { isPassword } from './password-hash.ts';
import type { RequestOrigin } from './request-origin.ts';
import { type SignedInPerson, signIn } from './sign-in.ts';
import { countAttempt, forgetAttempts } from './throttle.ts';

export interface PasswordAttempt {
  readonly address: string;
  readonly password: string;
  readonly organizationId: OrganizationId | undefined;
  readonly origin: RequestOrigin;
}

/** Address and password against the account; an address that nobody has costs and answers the same. */
export async function signInWithPassword(
  services: Services,
  attempt: PasswordAttempt,
): Promise<SignedInPerson> {
  const { password, organizationId, origin } = attempt;
  const address =
    canonicalAddress(attempt.address)?.address ?? attempt.address.trim().toLowerCase();
  const counted = {
    db: services.db,
    purpose: 'password',
    address,
    ipAddress: origin.ipAddress,
  } as const;
  await countAttempt(counted);
  const account = await findAccount(services.db, { address });
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
