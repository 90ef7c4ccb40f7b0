import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { findAccount } from '../../sign-in/accounts.ts';
import type { FoundSession } from '../../sign-in/find-session.ts';
import type { OpenedInvitation } from './opened-invitation.ts';

/** Whoever is signed in with another address does not accept by mistake. */
export async function refuseAnotherPerson(
  { db }: Services,
  { row }: OpenedInvitation,
  session: FoundSession | null,
): Promise<void> {
  const signedIn = session && (await findAccount(db, { userId: session.userId }));
  if (signedIn && signedIn.address !== row.address)
    throw new ProblemError('invitation_for_another_person');
}
