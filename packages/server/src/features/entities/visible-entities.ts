import {
  ancestors,
  descendants,
  type EntityId,
  type MemberId,
  reachOf,
  type Scope,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';

export interface VisibleEntities {
  /** What the reader sees. Null: the whole organization. */
  readonly managed: readonly EntityId[] | null;
  /** Where the reader is told how many people there are. Null: everywhere. */
  readonly counted: ReadonlySet<Scope> | null;
  /** What the managed entities lie in, shown as context. */
  readonly context: readonly EntityId[];
}

const managingPermissions = [
  'access.member.read',
  'access.member.invite',
  'access.member.change',
  'access.member.remove',
  'access.place.manage',
  'access.set.manage',
] as const;

/**
 * The places at or below which the reader manages something; null when the reader manages nothing. Where
 * permissions are given directly, a place is seen by whoever holds anything there, and by nobody else.
 */
export function visibleEntities(
  snapshot: Snapshot,
  memberId: MemberId,
  now: number,
): VisibleEntities | null {
  const model = snapshotModel(snapshot);
  const opening =
    model.assignment === 'direct'
      ? Object.values(model.modules).flatMap(({ permissions }) => Object.keys(permissions))
      : managingPermissions;
  const counted = countedPlaces(snapshot, memberId, now);
  const scopes = new Set<Scope>();
  for (const permission of opening) {
    const reach = reachOf(snapshot, memberId, permission, now);
    if (reach === 'everywhere') return { managed: null, context: [], counted };
    for (const scope of reach) scopes.add(scope);
  }
  if (scopes.size === 0 && !model.membersMayHoldNothing) return null;

  const managed = new Set([...descendants(snapshot, [...scopes])].filter(isEntity).sort());
  const above = new Set(
    [...scopes].flatMap((scope) => ancestors(snapshot, scope)).filter(isEntity),
  );
  return { managed: [...managed], context: [...above].filter((id) => !managed.has(id)), counted };
}

function countedPlaces(snapshot: Snapshot, memberId: MemberId, now: number): Set<Scope> | null {
  const reach = reachOf(snapshot, memberId, 'access.member.read', now);
  return reach === 'everywhere' ? null : descendants(snapshot, reach);
}

const isEntity = (scope: Scope): scope is EntityId => scope.startsWith('ent_');
