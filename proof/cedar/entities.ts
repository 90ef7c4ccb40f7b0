import type { Question } from '@latchkey/engine';
import type { WorldTables } from '../../packages/engine/test/random-world.ts';
import { definitionsOf, isPlace } from './policies.ts';
import { type EntityType, uid } from './text.ts';

export interface CedarEntity {
  readonly uid: { readonly type: EntityType; readonly id: string };
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly parents: readonly { readonly type: EntityType; readonly id: string }[];
}

/** Places lie in their parents; a permission lies in whatever it comes with. */
export function standingEntities(tables: WorldTables): CedarEntity[] {
  const definitions = definitionsOf(tables);
  const places = [...tables.entities].map(([id, row]): CedarEntity => {
    const parents = row.parents.filter((parent) => isPlace(tables, parent));
    const lying = parents.length === 0 ? [tables.id] : parents;
    return { uid: uid('Place', id), attrs: {}, parents: lying.map((one) => uid('Place', one)) };
  });
  const actions = [...definitions].map(
    ([name, { module, requires }]): CedarEntity => ({
      uid: uid('Action', name),
      attrs: { module, demanding: requires.length > 0 },
      parents: [...definitions]
        .filter(([, { implies }]) => implies.includes(name))
        .map(([other]) => uid('Action', other)),
    }),
  );
  return [{ uid: uid('Place', tables.id), attrs: {}, parents: [] }, ...places, ...actions];
}

/** Who asks, in the groups of the question, and what is asked about, lying in each of the places. */
export function askedEntities(tables: WorldTables, question: Question): CedarEntity[] {
  const resource: CedarEntity = {
    uid: uid('Resource', 'asked'),
    attrs: {},
    parents: [...new Set(placesOf(question))].map((place) => uid('Place', place)),
  };
  const member = tables.members.get(question.memberId);
  if (member === undefined) return [resource];
  const { role, status, visiting, accessEndsAt } = member;
  return [
    resource,
    {
      uid: uid('Member', question.memberId),
      attrs: {
        status,
        visiting,
        owner: role === 'owner',
        ...(accessEndsAt !== null && { ends: accessEndsAt }),
      },
      parents: [...new Set(question.groups)].map((setId) => uid('Group', setId)),
    },
  ];
}

export const placesOf = ({ place }: Question) => (typeof place === 'string' ? [place] : place);
