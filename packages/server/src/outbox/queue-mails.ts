import type { RequestId } from '@latchkey/contract';
import type {
  Effect,
  InvitationId,
  InvitationState,
  MemberId,
  OrganizationId,
} from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import type { MailId, OutboxMailsTable } from '../db/tables.ts';
import { newId } from '../ids.ts';

export interface QueuedMail {
  readonly mailId: MailId;
  readonly kind: OutboxMailsTable['kind'];
  /** The person the mail is about. */
  readonly memberId: MemberId;
  readonly invitationId: InvitationId | null;
  /** For mails about a request. */
  readonly requestId?: RequestId;
  readonly generation: number | null;
  /** An address, or the member who sent the invitation. */
  readonly to: { readonly address: string } | { readonly memberId: MemberId };
}

/** The mails that follow from a change: to the invited person, and to whoever invited when there is an answer. */
export function mailsOf(effects: readonly Effect[]): readonly QueuedMail[] {
  return effects.flatMap((effect): readonly QueuedMail[] => {
    if (effect.object !== 'invitation' || effect.after === null) return [];
    const { id: invitationId, before, after } = effect;
    const kind = kindOf(before, after);
    if (kind === null) return [];
    const { memberId, generation, address, sentBy } = after;
    if (kind === 'invitation')
      return [{ mailId: newId('mai'), kind, memberId, invitationId, generation, to: { address } }];
    if (sentBy === null) return [];
    const to = { memberId: sentBy };
    return [{ mailId: newId('mai'), kind, memberId, invitationId, generation: null, to }];
  });
}

function kindOf(
  before: InvitationState | null,
  after: InvitationState,
): 'invitation' | 'invitation_accepted' | 'invitation_declined' | null {
  if (after.status === 'waiting') {
    // An undone revocation makes the link work again that was sent then.
    const newLink = before === null || after.generation > before.generation;
    return newLink ? 'invitation' : null;
  }
  if (before?.status !== 'waiting') return null;
  if (after.status === 'accepted') return 'invitation_accepted';
  return after.status === 'declined' ? 'invitation_declined' : null;
}

/** Writes mails into the outbox; one to a member who is no longer active is not written. */
export async function queueMails(
  transaction: Transaction,
  organizationId: OrganizationId,
  mails: readonly QueuedMail[],
): Promise<void> {
  if (mails.length === 0) return;
  await transaction.client.query({
    name: 'queue-mails',
    text: `insert into outbox_mails (organization_id, mail_id, kind, member_id, invitation_id, request_id, generation, recipient)
           select $1, r."mailId", r.kind, r."memberId", r."invitationId", r."requestId", r.generation,
                  coalesce(r.address, recipient.address)
           from json_to_recordset($2::json) as r(
             "mailId" text, kind text, "memberId" text, "invitationId" text, "requestId" text, generation integer,
             address text, "toMemberId" text)
           left join members recipient
             on recipient.organization_id = $1 and recipient.member_id = r."toMemberId"
            and recipient.status = 'active'
           where coalesce(r.address, recipient.address) is not null`,
    values: [
      organizationId,
      JSON.stringify(
        mails.map(({ to, ...mail }) => ({
          ...mail,
          ...('address' in to ? { address: to.address } : { toMemberId: to.memberId }),
        })),
      ),
    ],
  });
}
