import type { OrganizationId, UserId } from '@latchkey/engine';
import { sql } from 'kysely';
import { globally } from '../db/globally.ts';
import type { SignInId } from '../db/tables.ts';
import { ProblemError } from '../http/problem.ts';
import { newId } from '../ids.ts';
import type { Services } from '../services.ts';
import { newSignInToken } from '../tokens/secret-token.ts';
import { type IssuedSession, issueSession } from './issue-session.ts';
import { type Membership, membershipsOf } from './memberships.ts';
import {
  type IssuedOperatorSession,
  isOperator,
  issueOperatorSession,
} from './operator-sessions.ts';
import { otherSignInMethod } from './other-sign-in-method.ts';
import { type Proof, proofOf } from './proof.ts';
import type { RequestOrigin } from './request-origin.ts';
import { absoluteSeconds } from './session-limits.ts';

export type SignInWanted = Proof & {
  readonly userId: UserId;
  /** Where the person wants to go, when that is known already. */
  readonly organizationId: OrganizationId | undefined;
  readonly origin: RequestOrigin;
};

export interface SignedInPerson {
  readonly signIn: { readonly token: string; readonly expiresAt: Date };
  readonly organizations: readonly Membership[];
  /** Null while the person has to choose among several organizations. */
  readonly session: IssuedSession | null;
  /** Of one of the platform's own people; null for everybody else. */
  readonly operator: IssuedOperatorSession | null;
}

/** A person has proved who they are: from here sessions of the organizations that they belong to are issued. */
export async function signIn(services: Services, wanted: SignInWanted): Promise<SignedInPerson> {
  const { userId, method, organizationId, origin } = wanted;
  const organizations = await membershipsOf(services.db, userId, wanted);
  if (organizations.length === 0 && !(await isOperator(services, wanted))) {
    const [closed] = await membershipsOf(services.db, userId);
    throw closed
      ? await otherSignInMethod(services, closed)
      : new ProblemError('no_active_membership');
  }
  const chosen =
    organizationId === undefined && organizations.length === 1
      ? organizations[0]
      : organizations.find((membership) => membership.organizationId === organizationId);
  const { token, hash } = newSignInToken();
  const proof = await globally(services.db, (transaction) =>
    transaction
      .insertInto('sign_ins')
      .values({
        sign_in_id: newId('sgn'),
        user_id: userId,
        token_hash: hash,
        method,
        connection_id: wanted.connectionId ?? null,
        expires_at: sql`now() + ${absoluteSeconds} * interval '1 second'`,
      })
      .returning(['sign_in_id', 'expires_at'])
      .executeTakeFirstOrThrow(),
  );
  const session = chosen
    ? await issueSession(services, {
        organizationId: chosen.organizationId,
        signInId: proof.sign_in_id,
        userId,
        proof: wanted,
        origin,
      })
    : null;
  const operator = await issueOperatorSession(services, {
    signInId: proof.sign_in_id,
    userId,
    origin,
  });
  return { signIn: { token, expiresAt: proof.expires_at }, organizations, session, operator };
}

export interface LiveSignIn {
  readonly signInId: SignInId;
  readonly userId: UserId;
  readonly proof: Proof;
}

/** The sign-in behind a presented proof, while it lasts. */
export async function findSignIn({ db }: Services, hash: Buffer): Promise<LiveSignIn | null> {
  const row = await globally(db, (transaction) =>
    transaction
      .selectFrom('sign_ins')
      .select(['sign_in_id', 'user_id', 'method', 'connection_id'])
      .where('token_hash', '=', hash)
      .where('expires_at', '>', sql<Date>`now()`)
      .executeTakeFirst(),
  );
  return row ? { signInId: row.sign_in_id, userId: row.user_id, proof: proofOf(row) } : null;
}
