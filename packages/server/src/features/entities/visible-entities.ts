import {
  ancestors,
  descendants,
  type EntityId,
  type MemberId,
  reachOf,
  type Scope,
  type Snapshot,
} from '@latchkey/engine';

export interface VisibleEntities {
  /** Null: the whole organization. */
  readonly managed: readonly EntityId[] | null;
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

/** The places at or below which the reader manages something; null when the reader manages nothing. */
export function visibleEntities(
  snapshot: Snapshot,
  memberId: MemberId,
  now: number,
): VisibleEntities | null {
  const scopes = new Set<Scope>();
  for (const permission of managingPermissions) {
    const reach = reachOf(snapshot, memberId, permission, now);
    if (reach === 'everywhere') return { managed: null, context: [] };
    for (const scope of reach) scopes.add(scope);
  }
  if (scopes.size === 0) return null;

  const managed = new Set([...descendants(snapshot, [...scopes])].filter(isEntity).sort());
  const above = new Set(
    [...scopes].flatMap((scope) => ancestors(snapshot, scope)).filter(isEntity),
  );
  return { managed: [...managed], context: [...above].filter((id) => !managed.has(id)) };
}

const isEntity = (scope: Scope): scope is EntityId => scope.startsWith('ent_');
