import type { AccessAdvice, PlanView, SentencePart } from '@latchkey/contract';
import type { MemberId, OrganizationId, Plan } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import { mailsOf } from '../outbox/queue-mails.ts';
import type { Services } from '../services.ts';
import { type Affected, affectedMembers } from './affected-members.ts';
import { planProblemView } from './plan-problem-view.ts';

const shown = 20;

export interface PlanInWords {
  /** What was asked for: `Remove 3 people from Northwind.` Left out: who is touched is counted. */
  readonly sentence?: readonly SentencePart[];
  readonly remarks?: readonly string[];
  readonly advice?: readonly AccessAdvice[];
}

/** What a change would do, told before it is done: who gains and loses what, and what stands in the way. */
export async function planView(
  services: Services,
  transaction: Transaction,
  organizationId: OrganizationId,
  plan: Plan,
  { sentence, remarks = [], advice = [] }: PlanInWords = {},
): Promise<PlanView> {
  const snapshot = await services.snapshots.current(organizationId);
  const affected = await affectedMembers(transaction, organizationId, snapshot, plan.effects);
  const firsts = [...affected].slice(0, shown);
  const people = await readPeople(
    transaction,
    organizationId,
    firsts.map(([memberId]) => memberId),
  );
  return {
    applies: plan.problems.length === 0 || plan.outcomes.includes('applied'),
    sentence: [...(sentence ?? countedSentence(affected))],
    problems: plan.problems.map((problem) => planProblemView(problem)),
    affected: firsts.map(([memberId, { gains, loses }]) => ({
      memberId,
      name: people.get(memberId)?.name ?? '',
      address: people.get(memberId)?.address ?? '',
      gains: [...gains],
      loses: [...loses],
    })),
    affectedTotal: affected.size,
    mails: mailsOf(plan.effects).length,
    remarks: [...remarks],
    advice: [...advice],
  };
}

function countedSentence(affected: ReadonlyMap<MemberId, Affected>): SentencePart[] {
  if (affected.size === 0) return [{ text: 'Nobody gains or loses access.', tone: 'plain' }];
  const people = (count: number) =>
    count === 1 ? '1 person' : `${count.toLocaleString('en')} people`;
  const gaining = [...affected.values()].filter(({ gains }) => gains.size > 0).length;
  const losing = [...affected.values()].filter(({ loses }) => loses.size > 0).length;
  const parts: SentencePart[] = [];
  if (gaining > 0)
    parts.push(
      { text: people(gaining), tone: 'strong' },
      { text: ` ${gaining === 1 ? 'gains' : 'gain'} access`, tone: 'plain' },
    );
  if (gaining > 0 && losing > 0) parts.push({ text: ', ', tone: 'plain' });
  if (losing > 0)
    parts.push(
      { text: people(losing), tone: 'strong' },
      { text: ` ${losing === 1 ? 'loses' : 'lose'} access`, tone: 'not' },
    );
  parts.push({ text: '.', tone: 'plain' });
  return parts;
}

async function readPeople(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberIds: readonly MemberId[],
) {
  if (memberIds.length === 0) return new Map<MemberId, { name: string; address: string }>();
  const rows = await transaction
    .selectFrom('members')
    .select(['member_id', 'name', 'address'])
    .where('organization_id', '=', organizationId)
    .where('member_id', 'in', memberIds)
    .execute();
  return new Map(rows.map((row) => [row.member_id, row]));
}
