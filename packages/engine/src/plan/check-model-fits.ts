import type { AccessModel, Assignment } from '../model.ts';
import { organizationOrdinal } from '../snapshot/records.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { type Refusal, refusal } from './derivation.ts';
import type { Working } from './working.ts';

/** What the organization has and the model has no place for. */
export function checkModelFits(model: AccessModel, { store }: Working): Refusal[] {
  return [...checkPlaces(model, store), ...checkAssignment(model, store)];
}

/** Types that are gone while places are of them, and places that may no longer lie where they lie; each once. */
function checkPlaces(model: AccessModel, store: SnapshotStore): Refusal[] {
  const gone = new Set<string>();
  const misplaced = new Map<string, Refusal>();
  for (const { type, ordinal, parents } of store.allEntities()) {
    if (ordinal === organizationOrdinal) continue;
    const definition = model.entityTypes[type];
    if (definition === undefined) {
      gone.add(type);
      continue;
    }
    for (const parent of parents) {
      const parentType = typeAt(store, parent);
      if (definition.parents.includes(parentType)) continue;
      misplaced.set(`${type} ${parentType}`, refusal('wrong_parent_type', type, { parentType }));
    }
  }
  return [
    ...[...gone].map((type) => refusal('unknown_place_type', type)),
    ...[...misplaced.values()].filter(({ details }) => !gone.has(String(details['parentType']))),
  ];
}

const typeAt = (store: SnapshotStore, ordinal: number): string =>
  ordinal === organizationOrdinal ? 'organization' : (store.entityAt(ordinal)?.type ?? '');

/** Grants that were made the way the earlier version gave access. */
function checkAssignment({ assignment = 'sets' }: AccessModel, store: SnapshotStore): Refusal[] {
  const earlier = store.compiled.model.assignment ?? 'sets';
  if (earlier === assignment) return [];
  let unfit = 0;
  for (const member of store.allMembers()) {
    if (member.status === 'removed') continue;
    const isDirect = member.grants.some(({ set }) => store.setAt(set)?.setId === null);
    const isNamed = member.grants.some(({ set }) => store.setAt(set)?.setId !== null);
    const isOne =
      member.grants.length <= 1 &&
      member.grants.every(({ scope }) => scope === organizationOrdinal);
    const fits: Record<Assignment, boolean> = {
      sets: !isDirect,
      direct: !isNamed,
      one_set: !isDirect && isOne,
    };
    if (!fits[assignment]) unfit += 1;
  }
  if (unfit === 0) return [];
  const code = {
    sets: 'permissions_not_direct',
    direct: 'sets_not_assigned',
    one_set: 'one_set_per_person',
  } as const;
  return [refusal(code[assignment], null, { members: unfit })];
}
