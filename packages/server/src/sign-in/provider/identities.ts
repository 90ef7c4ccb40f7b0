import type { MemberId, OrganizationId, UserId } from '@latchkey/engine';
import type { Database, Transaction } from '../../db/database.ts';
import { globally } from '../../db/globally.ts';
import type { ConnectionId } from '../../db/tables.ts';

export interface Identity {
  readonly connectionId: ConnectionId;
  readonly subject: string;
}

/** Whose identity this is, by connection and subject: what the provider says of an address has no say in it. */
export async function findUserOfIdentity(
  db: Database,
  { connectionId, subject }: Identity,
): Promise<UserId | null> {
  const row = await globally(
    db,
    (transaction) =>
      transaction
        .selectFrom('identities')
        .select('user_id')
        .where('connection_id', '=', connectionId)
        .where('subject', '=', subject)
        .executeTakeFirst(),
    { readOnly: true },
  );
  return row?.user_id ?? null;
}

/** Whether the person is known at this connection under any subject. */
export async function hasIdentity(
  db: Database,
  connectionId: ConnectionId,
  userId: UserId,
): Promise<boolean> {
  const row = await globally(
    db,
    (transaction) =>
      transaction
        .selectFrom('identities')
        .select('subject')
        .where('connection_id', '=', connectionId)
        .where('user_id', '=', userId)
        .executeTakeFirst(),
    { readOnly: true },
  );
  return row !== undefined;
}

export async function addIdentity(
  transaction: Transaction,
  { connectionId, subject }: Identity,
  userId: UserId,
): Promise<void> {
  await transaction
    .insertInto('identities')
    .values({ connection_id: connectionId, subject, user_id: userId })
    .execute();
}

/** From now on sign-ins through this connection, and no others, lead into the membership. */
export async function connectMember(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberId: MemberId,
  connectionId: ConnectionId,
): Promise<void> {
  await transaction
    .insertInto('member_connections')
    .values({ organization_id: organizationId, member_id: memberId, connection_id: connectionId })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'member_id'])
        .doUpdateSet({ connection_id: connectionId }),
    )
    .execute();
}
