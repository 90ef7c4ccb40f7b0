import { globally } from '../db/globally.ts';
import type { SignedIn } from '../http/env.ts';
import { ProblemError } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { endSignIns, findAccount, setPassword } from './accounts.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { recordEverywhere } from './password-reset.ts';
import { requireStrongPassword } from './password-strength.ts';
import { queueAccountMail } from './queue-account-mail.ts';
import type { RequestOrigin } from './request-origin.ts';
import { countAttempt, forgetAttempts } from './throttle.ts';

/** Whoever knows the present password may set a new one; every other sign-in of the account ends. */
export async function changePassword(
  services: Services,
  { userId, signInId }: SignedIn,
  {
    currentPassword,
    newPassword,
  }: { readonly currentPassword: string; readonly newPassword: string },
  origin: RequestOrigin,
): Promise<void> {
  const account = await findAccount(services.db, { userId });
  if (!account) throw new ProblemError('not_signed_in');
  const counted = {
    db: services.db,
    purpose: 'password',
    address: account.address,
    ipAddress: origin.ipAddress,
  } as const;
  await countAttempt(counted);
  if (!(await isPassword(account.passwordHash, currentPassword)))
    throw new ProblemError('wrong_credentials');
  await forgetAttempts(counted);
  requireStrongPassword(newPassword, account.address);
  const passwordHash = await hashPassword(newPassword);
  await globally(services.db, async (transaction) => {
    if (!(await setPassword(transaction, userId, passwordHash, account.generation)))
      throw new ProblemError('wrong_credentials');
    await endSignIns(transaction, userId, { except: signInId });
    await queueAccountMail(services, transaction, {
      userId,
      kind: 'password_changed',
      generation: account.generation + 1,
    });
  });
  await recordEverywhere(services, userId, 'password.changed', origin);
}
