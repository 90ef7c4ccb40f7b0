import type { MemberId, OrganizationId } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import type { EventId } from '../db/tables.ts';
import { newId } from '../ids.ts';

/** What is recorded beside the change log: it changed no access, and somebody may ask who did it. */
export type AuditKind =
  | 'sign_in.succeeded'
  | 'sign_in.failed'
  | 'sign_in.ended'
  | 'password.changed'
  | 'password.reset'
  | 'session.ended'
  | 'invitation.link_copied'
  | 'invitation.wanted'
  | 'identity_provider.changed'
  | 'identity_provider.removed'
  | 'request.made'
  | 'request.declined'
  | 'request.withdrawn'
  | 'members.exported'
  | 'import.downloaded'
  | 'visit.writing';

export interface AuditEvent {
  readonly organizationId: OrganizationId;
  readonly kind: AuditKind;
  /** Null: a person who is no member yet, or whose password did not match. */
  readonly memberId: MemberId | null;
  readonly ipAddress: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Written in the transaction of what it records, or before the answer that it records. */
export async function recordEvent(transaction: Transaction, event: AuditEvent): Promise<EventId> {
  const eventId = newId('evt');
  await transaction
    .insertInto('audit_events')
    .values({
      organization_id: event.organizationId,
      event_id: eventId,
      kind: event.kind,
      actor_type: 'user',
      actor_id: event.memberId,
      ip_address: event.ipAddress === '' ? null : event.ipAddress,
      details: JSON.stringify(event.details ?? {}),
    })
    .execute();
  return eventId;
}
