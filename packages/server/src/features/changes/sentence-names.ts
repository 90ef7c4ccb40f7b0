import {
  type MemberId,
  type OrganizationId,
  type Scope,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import { placeWords } from '../../words/place-words.ts';
import { readNames } from '../../words/read-names.ts';
import type { SentenceNames } from './change-sentence.ts';
import type { Act } from './tallies.ts';

/** Everything that the sentences of a page mention, looked up together. */
export async function sentenceNames(
  transaction: Transaction,
  organizationId: OrganizationId,
  snapshot: Snapshot,
  acts: readonly Act[],
): Promise<SentenceNames> {
  const memberIds = new Set(
    acts.flatMap(({ people, memberId }) => (people <= 1 && memberId ? [memberId] : [])),
  );
  const people = await readPeople(transaction, organizationId, [...memberIds]);
  const names = await readNames(transaction, organizationId, {
    sets: acts.flatMap(({ setIds }) => (setIds.length <= 3 ? setIds : [])),
    places: acts.flatMap(({ scopes }) => (scopes.length === 1 ? scopes : [])),
  });
  const { entityTypes } = snapshotModel(snapshot);

  return {
    person: (memberId) => (memberId && people.get(memberId)) || 'somebody who is no longer here',
    set: (setId) => names.sets.get(setId) ?? 'a set that is gone',
    places: (scopes) => {
      const [only] = scopes;
      if (scopes.length !== 1 || only === undefined) return `${scopes.length} places`;
      return placeWords(snapshot, only as Scope, names.places.get(only as Scope)).label; // recorded as a grant's scope
    },
    entities: (type, count) => {
      const spec = type === null ? undefined : entityTypes[type];
      if (count === 1) return spec?.label.toLowerCase() ?? 'place';
      return `${count.toLocaleString('en')} ${spec?.plural.toLowerCase() ?? 'places'}`;
    },
  };
}

async function readPeople(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, string>> {
  if (memberIds.length === 0) return new Map();
  const { rows } = await sql<{ member_id: MemberId; name: string }>`
    select member_id, coalesce(nullif(name, ''), address) as name
    from members where organization_id = ${organizationId} and member_id = any(${memberIds})
  `.execute(transaction);
  return new Map(rows.map(({ member_id, name }) => [member_id, name]));
}
