import type { MemberSelection } from '@latchkey/contract';
import type { Scope } from '@latchkey/engine';
import { type MemberId, type Snapshot, sees } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { memberConditions } from './member-conditions.ts';

export interface Selector {
  readonly signedIn: SignedIn;
  readonly snapshot: Snapshot;
  /** Places whose people the reader sees; null: all. */
  readonly places: readonly Scope[] | null;
}

/** Who is meant. Refused when more people match now than the screen showed: they were never looked at. */
export async function selectMembers(
  transaction: Transaction,
  { signedIn, snapshot, places }: Selector,
  selection: MemberSelection,
): Promise<readonly MemberId[]> {
  const { organizationId, memberId: reader } = signedIn;
  if (selection.kind === 'members') {
    const now = Date.now();
    const memberIds = [...new Set(selection.memberIds)];
    if (memberIds.some((memberId) => !sees(snapshot, reader, memberId, now)))
      throw new ProblemError('unknown_member');
    return memberIds;
  }
  const where = await memberConditions(transaction, {
    organizationId,
    snapshot,
    filter: selection.filter,
    reader,
    places,
  });
  const { rows } = await sql<{ member_id: MemberId }>`
    select m.member_id from members m
    where m.organization_id = ${organizationId} and ${where('all')}
    order by m.member_id
  `.execute(transaction);
  if (rows.length > selection.expected) {
    throw new ProblemError('selection_grew', {
      values: { expected: selection.expected, present: rows.length },
    });
  }
  const excluded = new Set<MemberId>(selection.exclude);
  return rows.map(({ member_id }) => member_id).filter((memberId) => !excluded.has(memberId));
}
