import type { AccessAdvice, DryRun, PlanView, SentencePart } from '@latchkey/contract';
import {
  type AccessMove,
  type MemberId,
  type OrganizationId,
  placeFilter,
  type Snapshot,
  sees,
  snapshotModel,
} from '@latchkey/engine';
import type { Preview } from '../change/commit.ts';
import type { Transaction } from '../db/database.ts';
import { mailsOf } from '../outbox/queue-mails.ts';
import { affectedPeople } from './affected-people.ts';
import { movesSentence, sumMoves } from './moves-sentence.ts';
import { planProblemView } from './plan-problem-view.ts';

export interface PlanInWords {
  /** What was asked for: `Remove 3 people from Northwind.` Left out: who gains and loses what says it. */
  readonly sentence?: readonly SentencePart[];
  readonly remarks?: readonly string[];
  readonly advice?: readonly AccessAdvice[];
  /** Which of those who gain or lose are named; left out: the first twenty. */
  readonly page?: AffectedPage;
}

export interface AffectedPage extends Pick<DryRun, 'affectedAfter' | 'affectedLimit'> {
  /** Aborted when nobody waits for the plan any more. */
  readonly signal?: AbortSignal;
}

/** Who is told: only people whom they see are named. Null: an operator, who sees all. */
export interface Asker {
  readonly organizationId: OrganizationId;
  readonly memberId: MemberId | null;
}

/** What a change would do, told before it is done: who gains and loses what, and what stands in the way. */
export async function planView(
  transaction: Transaction,
  asker: Asker,
  plan: Preview,
  { sentence, remarks = [], advice = [], page }: PlanInWords = {},
): Promise<PlanView> {
  const { snapshot } = plan;
  const summed = sumMoves(snapshotModel(snapshot), plan.moves);
  const everybody = [...Map.groupBy(plan.moves, ({ memberId }) => memberId).keys()];
  const seen = visibleOf(snapshot, asker, plan, everybody);
  const { shown, next } = pageOf(seen, page);
  const told = await affectedPeople(transaction, asker.organizationId, {
    snapshot,
    plan,
    shown,
    alsoNamed: summed.named,
  });
  const [only] = everybody;
  const nameOf = (memberId: MemberId) =>
    memberId === only && everybody.length === 1 && seen.length === 1
      ? told.people.find((person) => person.memberId === memberId)?.name
      : undefined;
  const moved = movesSentence(summed, told.places, nameOf);
  return {
    applies: plan.problems.length === 0 || plan.outcomes.includes('applied'),
    sentence: [...(sentence ?? moved)],
    consequence: sentence === undefined ? [] : moved,
    problems: plan.problems.map((problem) => planProblemView(problem)),
    changed: changedPeople(plan).size,
    affected: told.people,
    affectedTotal: everybody.length,
    affectedNext: next,
    mails: mailsOf(plan.effects).length,
    remarks: [...remarks, ...dormantRemark(plan.moves)],
    advice: [...advice],
  };
}

/** In the order of their ids, so that pages follow each other. */
function visibleOf(
  snapshot: Snapshot,
  { memberId: asker }: Asker,
  { effects }: Preview,
  everybody: readonly MemberId[],
): readonly MemberId[] {
  const now = Date.now();
  if (asker === null || placeFilter(snapshot, asker, 'access.member.read', now).kind === 'all')
    return everybody;
  const made = new Set<string>(
    effects.flatMap(({ object, id, before }) =>
      object === 'member' && before === null ? [id] : [],
    ),
  );
  return everybody.filter((memberId) => made.has(memberId) || sees(snapshot, asker, memberId, now));
}

function pageOf(
  everybody: readonly MemberId[],
  { affectedAfter, affectedLimit }: AffectedPage = { affectedLimit: 20 },
): { readonly shown: readonly MemberId[]; readonly next: MemberId | null } {
  const left =
    affectedAfter === undefined
      ? everybody
      : everybody.filter((memberId) => memberId > affectedAfter);
  const shown = left.slice(0, affectedLimit);
  return { shown, next: left.length > shown.length ? (shown.at(-1) ?? null) : null };
}

/** Those whose own record or grants are changed, whatever comes of it. */
export function changedPeople({ effects }: Pick<Preview, 'effects'>): Set<MemberId> {
  return new Set(
    effects.flatMap((effect): MemberId[] => {
      if (effect.object === 'member') return [effect.id];
      if (effect.object !== 'grant') return [];
      const { memberId } = effect.after ?? effect.before ?? {};
      return memberId === undefined ? [] : [memberId];
    }),
  );
}

function dormantRemark(moves: readonly AccessMove[]): string[] {
  const dormant = new Set(
    moves.flatMap(({ memberId, onceActive }) => (onceActive ? [memberId] : [])),
  ).size;
  if (dormant === 0) return [];
  return dormant === 1
    ? ['1 of them is invited or suspended: it counts once the person is active.']
    : [
        `${dormant.toLocaleString('en')} of them are invited or suspended: it counts once they are active.`,
      ];
}
