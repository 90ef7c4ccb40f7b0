import type { UserId } from '@latchkey/engine';
import { sql } from 'kysely';
import { recordOperatorEvent } from '../audit/record-operator-event.ts';
import type { Transaction } from '../db/database.ts';
import { globally } from '../db/globally.ts';
import type { OperatorSessionId, SignInId, SignInsTable } from '../db/tables.ts';
import { newId } from '../ids.ts';
import type { Services } from '../services.ts';
import { newOperatorToken } from '../tokens/secret-token.ts';
import type { RequestOrigin } from './request-origin.ts';
import { operatorIdleSeconds } from './session-limits.ts';

const operatorMethods = ['password', 'passkey', 'demo'] as const;
type OperatorMethod = (typeof operatorMethods)[number];

/** One of the platform's own people, as a request presents them. */
export interface SignedInOperator {
  readonly sessionId: OperatorSessionId;
  readonly signInId: SignInId;
  readonly method: OperatorMethod;
  readonly userId: UserId;
  readonly name: string;
  readonly address: string;
  readonly expiresAt: Date;
}

export interface IssuedOperatorSession {
  readonly token: string;
  readonly expiresAt: Date;
}

/** A session above all organizations for whoever is an operator at this moment; null for everybody else. */
export function issueOperatorSession(
  { db }: Services,
  { signInId, userId, origin }: { signInId: SignInId; userId: UserId; origin: RequestOrigin },
): Promise<IssuedOperatorSession | null> {
  const { token, hash } = newOperatorToken();
  return globally(db, async (transaction) => {
    const { rows } = await sql<{ expires_at: Date }>`
      insert into operator_sessions (session_id, token_hash, user_id, sign_in_id, expires_at, user_agent, ip_address)
      select ${newId('ops')}, ${hash}, o.user_id, i.sign_in_id, i.expires_at, ${origin.userAgent}, ${origin.ipAddress}
      from operators o join sign_ins i on i.user_id = o.user_id
      where o.user_id = ${userId} and o.removed_at is null
        and i.sign_in_id = ${signInId} and i.expires_at > now() and i.method = any(${operatorMethods})
      returning expires_at
    `.execute(transaction);
    const [issued] = rows;
    if (!issued) return null;
    await recordOperatorEvent(transaction, {
      kind: 'operator.signed_in',
      userId,
      ipAddress: origin.ipAddress,
    });
    return { token, expiresAt: issued.expires_at };
  });
}

/** Whether this proof opens the console above the organizations: what an organization's own provider says about somebody never does. */
export async function isOperator(
  { db }: Services,
  { userId, method }: { userId: UserId; method: SignInsTable['method'] },
): Promise<boolean> {
  if (!operatorMethods.some((one) => one === method)) return false;
  const row = await globally(
    db,
    (transaction) =>
      transaction
        .selectFrom('operators')
        .select('user_id')
        .where('user_id', '=', userId)
        .where('removed_at', 'is', null)
        .executeTakeFirst(),
    { readOnly: true },
  );
  return row !== undefined;
}

interface Row {
  session_id: OperatorSessionId;
  sign_in_id: SignInId;
  method: OperatorMethod;
  user_id: UserId;
  name: string;
  address: string;
  expires_at: Date;
}

/** The operator behind a token while the session, the sign-in and the operator's own row all stand, else null. */
export function findOperatorSession(
  { db }: Services,
  hash: Buffer,
): Promise<SignedInOperator | null> {
  return globally(db, async (transaction) => {
    const { rows } = await sql<Row>`
      update operator_sessions s set last_seen_at = now()
      from operators o, sign_ins i, users u
      where s.token_hash = ${hash} and s.expires_at > now()
        and s.last_seen_at > now() - ${operatorIdleSeconds} * interval '1 second'
        and o.user_id = s.user_id and o.removed_at is null
        and i.sign_in_id = s.sign_in_id and i.expires_at > now()
        and i.method = any(${operatorMethods})
        and u.user_id = s.user_id
      returning s.session_id, s.sign_in_id, i.method, s.user_id, o.name, u.address, s.expires_at
    `.execute(transaction);
    const [row] = rows;
    if (!row) return null;
    return {
      sessionId: row.session_id,
      signInId: row.sign_in_id,
      method: row.method,
      userId: row.user_id,
      name: row.name,
      address: row.address,
      expiresAt: row.expires_at,
    };
  });
}

/** Ends the sign-in behind an operator's session, and with it everything issued from it. */
export function signOutOperator({ db }: Services, { signInId }: SignedInOperator): Promise<void> {
  return globally(db, async (transaction) => {
    await transaction
      .updateTable('sign_ins')
      .set({ expires_at: sql`now()` })
      .where('sign_in_id', '=', signInId)
      .execute();
    await transaction.deleteFrom('operator_sessions').where('sign_in_id', '=', signInId).execute();
  });
}

/** Everything that was open for this operator is closed. */
export async function endOperatorSessions(transaction: Transaction, userId: UserId): Promise<void> {
  await transaction.deleteFrom('operator_sessions').where('user_id', '=', userId).execute();
}
