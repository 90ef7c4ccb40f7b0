import type { PlanView } from '@latchkey/contract';
import type { MemberId, OrganizationId, Scope, Snapshot } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Preview } from '../change/commit.ts';
import type { Transaction } from '../db/database.ts';
import { moveLines, placesNamed } from './moves-lines.ts';
import { readNames } from './read-names.ts';
import { type Places, plannedPlaces } from './where-words.ts';

interface Affected {
  readonly snapshot: Snapshot;
  readonly plan: Preview;
  /** Whose gains and losses are put into words. */
  readonly shown: readonly MemberId[];
  /** Further places whose names are wanted. */
  readonly alsoNamed?: readonly Scope[];
}

/** What these people gain and lose by a plan, in words; in two statements however many they are. */
export async function affectedPeople(
  transaction: Transaction,
  organizationId: OrganizationId,
  { snapshot, plan, shown, alsoNamed = [] }: Affected,
): Promise<{ readonly people: PlanView['affected']; readonly places: Places }> {
  const byMember = Map.groupBy(plan.moves, ({ memberId }) => memberId);
  const movesOf = (memberId: MemberId) => byMember.get(memberId) ?? [];
  const effects = new Map(
    plan.effects.flatMap((effect) =>
      effect.object === 'member' ? [[effect.id, effect] as const] : [],
    ),
  );
  const { places: names } = await readNames(transaction, organizationId, {
    sets: [],
    places: [...alsoNamed, ...shown.flatMap((memberId) => placesNamed(movesOf(memberId)))],
  });
  const places = { snapshot, names, planned: plannedPlaces(plan.effects) };
  const known = await readPeople(transaction, organizationId, shown);
  const people = shown.map((memberId) => {
    const effect = effects.get(memberId);
    const person = known.get(memberId) ?? effect?.after;
    return {
      memberId,
      name: person?.name ?? '',
      address: person?.address ?? '',
      ...moveLines(places, movesOf(memberId), effect),
    };
  });
  return { people, places };
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
    .where('member_id', '=', sql<MemberId>`any(${[...memberIds]})`)
    .execute();
  return new Map(rows.map((row) => [row.member_id, row]));
}
