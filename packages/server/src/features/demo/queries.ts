import type { Instant, OrganizationId, PermissionSetId, UserId } from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';

export async function readSetIds(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<ReadonlyMap<string, PermissionSetId>> {
  const rows = await transaction
    .selectFrom('permission_sets')
    .select(['model_key', 'set_id'])
    .where('organization_id', '=', organizationId)
    .execute();
  return new Map(rows.flatMap((row) => (row.model_key ? [[row.model_key, row.set_id]] : [])));
}

/** Accounts with an address that counts as proven, for people who have accepted. */
export async function insertDemoUsers(
  transaction: Transaction,
  users: readonly { readonly userId: UserId; readonly address: string }[],
  at: Instant,
): Promise<void> {
  if (users.length === 0) return;
  const time = new Date(at);
  await transaction
    .insertInto('users')
    .values(
      users.map(({ userId, address }) => ({
        user_id: userId,
        address,
        verified_at: time,
        created_at: time,
      })),
    )
    .execute();
}

/** Mails of the invented past are not sent to anybody; an invitation that still waits can be read in the mailbox. */
export async function settleDemoMails(
  transaction: Transaction,
  organizationId: OrganizationId,
  at: Instant,
): Promise<void> {
  await transaction
    .updateTable('outbox_mails')
    .set((build) => ({
      created_at: new Date(at),
      status: build
        .case()
        .when('kind', '=', 'invitation')
        .then('no_mail_server' as const)
        .else('dropped' as const)
        .end(),
    }))
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'queued')
    .execute();
}

/** Links that were used up or taken back are no longer shown. */
export async function dropAnsweredMails(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<void> {
  await transaction
    .updateTable('outbox_mails')
    .set({ status: 'dropped' })
    .where('organization_id', '=', organizationId)
    .where('invitation_id', 'not in', (query) =>
      query
        .selectFrom('invitations')
        .select('invitation_id')
        .where('organization_id', '=', organizationId)
        .where('status', '=', 'waiting'),
    )
    .execute();
}
