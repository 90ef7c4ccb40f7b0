import type { MemberId, OrganizationId, PermissionSetId, Scope } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

/** What happened to the objects of one kind in one change: how many, and the first of them. */
export interface Act {
  /** `invitation.made`, `member.active>suspended`, `grant.gone` … */
  readonly act: string;
  readonly count: number;
  readonly objectId: string;
  readonly people: number;
  readonly memberId: MemberId | null;
  /** Name in the recorded state, for objects whose names are nobody's personal value. */
  readonly name: string | null;
  readonly type: string | null;
  readonly setIds: readonly PermissionSetId[];
  readonly scopes: readonly Scope[];
}

interface Row extends Act {
  readonly revision: number;
}

/** The acts of each change, for the sentences of a page in one statement; of one person only when named. */
export async function readTallies(
  transaction: Transaction,
  organizationId: OrganizationId,
  revisions: readonly number[],
  memberId: MemberId | undefined,
): Promise<Map<number, Act[]>> {
  if (revisions.length === 0) return new Map();
  const { rows } = await sql<Row>`
    with acts as (
      select o.revision, o.ordinal, o.object_id, o.member_id, coalesce(o.after, o.before) as state,
        case when o.object = 'member' and (o.after->>'visiting')::boolean then 'visit' else o.object end || '.' || case
          when o.before is null then 'made'
          when o.after is null then 'gone'
          when o.object in ('member', 'invitation') and o.before->'status' <> o.after->'status'
            then (o.before->>'status') || '>' || (o.after->>'status')
          when o.object = 'invitation' and o.before->'address' <> o.after->'address' then 'corrected'
          when o.object = 'invitation' then 'resent'
          when o.object = 'member' and o.before->'role' <> o.after->'role' then 'role>' || (o.after->>'role')
          when o.object = 'member' and o.before->'accessEndsAt' <> o.after->'accessEndsAt' then 'end'
          when o.object = 'organization' and o.before->'modelHash' <> o.after->'modelHash' then 'model'
          when o.object = 'organization' and o.before->'selfServe' <> o.after->'selfServe' then 'selfServe>' || (o.after->>'selfServe')
          when o.object in ('organization', 'entity') and o.before->'modulesOff' <> o.after->'modulesOff' then 'modules'
          when o.object = 'organization' and o.before->'typesOff' <> o.after->'typesOff' then 'types'
          when o.object = 'entity' and o.before->'closed' <> o.after->'closed' then 'closed>' || (o.after->>'closed')
          when o.object = 'key' and o.before->'revokedAt' <> o.after->'revokedAt' then 'revoked'
          else 'changed'
        end as act
      from change_objects o
      where o.organization_id = ${organizationId} and o.revision = any(${revisions})
        and (${memberId ?? null}::text is null or o.member_id = ${memberId ?? null})
    )
    select revision, act, count(*) as count, count(distinct member_id) as people,
      (array_agg(object_id order by ordinal))[1] as "objectId",
      (array_agg(member_id order by ordinal))[1] as "memberId",
      case when act not like 'member.%' and act not like 'visit.%' then (array_agg(state->>'name' order by ordinal))[1] end as name,
      (array_agg(state->>'type' order by ordinal))[1] as type,
      coalesce(array_agg(distinct state->>'setId') filter (where act like 'grant.%'), '{}') as "setIds",
      coalesce(array_agg(distinct state->>'scope') filter (where act like 'grant.%'), '{}') as scopes
    from acts
    group by revision, act
  `.execute(transaction);
  return Map.groupBy(rows, ({ revision }) => revision);
}
