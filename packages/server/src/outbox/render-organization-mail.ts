import {
  accessSentence,
  type InvitationId,
  type InvitationStatus,
  type MemberId,
  type MemberStatus,
  type OrganizationId,
  type PermissionSetId,
  type Role,
  type Scope,
  type SentencePart,
} from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../db/database.ts';
import type { MailId, OutboxMailsTable } from '../db/tables.ts';
import type { Services } from '../services.ts';
import { signInvitationToken } from '../tokens/invitation-token.ts';
import { grantsInWords } from '../words/grants-in-words.ts';
import { holdingOfRow } from '../words/holding-words.ts';
import { readNames } from '../words/read-names.ts';
import type { MailContent } from './mail-content.ts';
import {
  acceptedMail,
  declinedMail,
  invitationMail,
  type OrganizationMailFacts,
  wantedMail,
} from './organization-mails.ts';
import { requestDecidedMail, requestMadeMail } from './request-mails.ts';

export interface OutboxRow {
  readonly mail_id: MailId;
  readonly kind: OutboxMailsTable['kind'];
  readonly recipient: string;
  readonly status: OutboxMailsTable['status'] | string;
  readonly generation: number | null;
  readonly attempts: number;
  readonly created_at: Date;
  readonly member_id: MemberId;
  readonly person_name: string;
  readonly person_address: string;
  readonly person_status: MemberStatus;
  readonly role: Role;
  readonly access_ends_at: Date | null;
  readonly organization_name: string;
  readonly invitation_id: InvitationId | null;
  readonly invitation_status: InvitationStatus | null;
  readonly present_generation: number | null;
  readonly note: string | null;
  readonly link_ends_at: Date | null;
  readonly sender_name: string | null;
  readonly sender_address: string | null;
  readonly request_reason: string | null;
  readonly request_people: number | null;
  readonly request_state: string | null;
  readonly request_changed: boolean | null;
  readonly decision_reason: string | null;
  readonly decided_by: string | null;
}

export const outboxRows = sql<OutboxRow>`
  select o.mail_id, o.kind, o.recipient, o.status, o.generation, o.attempts, o.created_at, o.member_id,
    m.name as person_name, m.address as person_address, m.status as person_status, m.role, m.access_ends_at,
    g.name as organization_name,
    i.invitation_id, i.status as invitation_status, i.generation as present_generation, i.note, i.link_ends_at,
    s.name as sender_name, s.address as sender_address,
    q.reason as request_reason, json_array_length(q.asked::json -> 'people') as request_people,
    q.state as request_state, q.changed as request_changed, q.decision_reason, d.name as decided_by
  from outbox_mails o
  join organizations g on g.organization_id = o.organization_id
  join members m on m.organization_id = o.organization_id and m.member_id = o.member_id
  left join invitations i on i.organization_id = o.organization_id and i.invitation_id = o.invitation_id
  left join members s on s.organization_id = o.organization_id and s.member_id = i.sent_by
  left join requests q on q.organization_id = o.organization_id and q.request_id = o.request_id
  left join members d on d.organization_id = o.organization_id and d.member_id = q.decided_by`;

/** A newer link was made, or the invitation waits no more: this one would only disappoint. */
export const isStale = (row: OutboxRow): boolean =>
  row.kind === 'invitation' &&
  (row.invitation_status !== 'waiting' || row.generation !== row.present_generation);

/** Mails as they are sent now; links are made here and stored nowhere. */
export async function renderOrganizationMails(
  services: Services,
  transaction: Transaction,
  organizationId: OrganizationId,
  rows: readonly OutboxRow[],
): Promise<ReadonlyMap<MailId, MailContent>> {
  const sentences = await accessSentences(services, transaction, organizationId, rows);
  const { publicUrl, serverKey, platformName } = services.config;
  return new Map(
    rows.map((row) => {
      const content = contents[row.kind]({
        platformName,
        organizationName: row.organization_name,
        person: { name: row.person_name, address: row.person_address },
        sender:
          row.sender_name !== null && row.sender_address !== null
            ? { name: row.sender_name, address: row.sender_address }
            : null,
        note: row.note,
        sentences: sentences(row),
        linkEndsAt: row.link_ends_at ?? row.created_at,
        url:
          row.invitation_id === null || row.generation === null
            ? publicUrl
            : `${publicUrl}/activate#${signInvitationToken(serverKey, { organizationId, invitationId: row.invitation_id, generation: row.generation, via: 'mail' })}`,
        peopleUrl: `${publicUrl}/people`,
        request: requestOf(row),
        requestsUrl: `${publicUrl}/requests`,
      });
      return [row.mail_id, content] as const;
    }),
  );
}

const contents = {
  invitation: invitationMail,
  invitation_accepted: acceptedMail,
  invitation_declined: declinedMail,
  invitation_wanted: wantedMail,
  request_made: requestMadeMail,
  request_decided: requestDecidedMail,
} as const;

const requestOf = (row: OutboxRow): OrganizationMailFacts['request'] =>
  row.request_reason === null
    ? null
    : {
        reason: row.request_reason,
        people: row.request_people ?? 0,
        approved: row.request_state === 'approved',
        changed: row.request_changed ?? false,
        decidedBy: row.decided_by ?? 'An owner',
        decisionReason: row.decision_reason,
      };

interface GrantRow {
  readonly member_id: MemberId;
  readonly set_id: PermissionSetId | null;
  readonly permissions: string[] | null;
  readonly scope: Scope;
  readonly ends_at: Date | null;
}

async function accessSentences(
  services: Services,
  transaction: Transaction,
  organizationId: OrganizationId,
  rows: readonly OutboxRow[],
): Promise<(row: OutboxRow) => SentencePart[][]> {
  const memberIds = [...new Set(rows.map((row) => row.member_id))];
  const { rows: grants } = await sql<GrantRow>`
    select member_id, set_id, permissions, scope, ends_at from grants
    where organization_id = ${organizationId} and member_id = any(${memberIds}) order by grant_id
  `.execute(transaction);
  const names = await readNames(transaction, organizationId, {
    sets: grants.map((grant) => grant.set_id),
    places: grants.map((grant) => grant.scope),
  });
  const snapshot = await services.snapshots.current(organizationId);
  const byMember = Map.groupBy(grants, (grant) => grant.member_id);
  return (row) => {
    const invited = row.kind === 'invitation';
    const own = (byMember.get(row.member_id) ?? []).map((grant) => ({
      ...holdingOfRow(grant),
      scope: grant.scope,
      endsAt: grant.ends_at?.getTime() ?? null,
    }));
    return [
      accessSentence({
        subject: invited ? 'You' : row.person_name,
        tense: invited ? 'will be able to' : 'can',
        role: row.role,
        grants: grantsInWords(snapshot, names, own),
        accessEndsAt: row.access_ends_at?.getTime() ?? null,
        timeZone: 'UTC',
        now: Date.now(),
      }),
    ];
  };
}
