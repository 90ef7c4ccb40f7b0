import {
  bindingRestrictions,
  evaluate,
  type PermissionSetState,
  type Plan,
  permissionGraph,
  type Scope,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import type { HolderRow } from './queries.ts';

/** A permission gained or lost, and where: the places of the person's own grants of the set. */
export interface HolderChange {
  readonly holder: HolderRow;
  readonly gains: ReadonlyMap<string, readonly Scope[]>;
  readonly loses: ReadonlyMap<string, readonly Scope[]>;
  /** Restrictions that begin to bind the person, everywhere, and those that bind no longer. */
  readonly bound: readonly string[];
  readonly freed: readonly string[];
}

/**
 * What a new version of a set really gives to and takes from its holders: decided before and after,
 * so that a permission held through another set is neither gained nor lost.
 */
export function holderChanges(
  snapshot: Snapshot,
  plan: Plan,
  before: PermissionSetState,
  after: PermissionSetState,
  holders: readonly HolderRow[],
  now: number,
): HolderChange[] {
  const graph = permissionGraph(snapshotModel(snapshot));
  const had = new Set(graph.closure(before.permissions));
  const has = new Set(graph.closure(after.permissions));
  const added = [...has].filter((permission) => !had.has(permission));
  const removed = [...had].filter((permission) => !has.has(permission));

  const { modules, restrictions = {} } = snapshotModel(snapshot);
  const hidden = (set: PermissionSetState, permission: string) =>
    set.restrictions
      .flatMap((key) => restrictions[key]?.hidesModules ?? [])
      .some((module) => Object.hasOwn(modules[module]?.permissions ?? {}, permission));

  // People who are not active yet are decided by the set alone: nothing else counts for them now.
  const differs = (
    holder: HolderRow,
    permission: string,
    place: Scope,
    without: Snapshot,
    having: Snapshot,
  ) => {
    if (holder.status !== 'active')
      return !hidden(having === snapshot ? before : after, permission);
    const question = { memberId: holder.member_id, permission, place };
    return evaluate(having, question, now).allowed && !evaluate(without, question, now).allowed;
  };
  const placesOf = (
    holder: HolderRow,
    permissions: readonly string[],
    without: Snapshot,
    having: Snapshot,
  ) =>
    new Map(
      permissions
        .map(
          (permission) =>
            [
              permission,
              holder.scopes.filter((place) => differs(holder, permission, place, without, having)),
            ] as const,
        )
        .filter(([, places]) => places.length > 0),
    );

  const bindingOf = (holder: HolderRow, at: Snapshot, set: PermissionSetState) =>
    holder.status === 'active' ? bindingRestrictions(at, holder.member_id, now) : set.restrictions;

  return holders.map((holder) => ({
    holder,
    ...bindings(
      bindingOf(holder, snapshot, before),
      bindingOf(holder, plan.branch.snapshot, after),
    ),
    gains: placesOf(holder, added, snapshot, plan.branch.snapshot),
    loses: placesOf(holder, removed, plan.branch.snapshot, snapshot),
  }));
}

const bindings = (before: readonly string[], after: readonly string[]) => ({
  bound: after.filter((key) => !before.includes(key)),
  freed: before.filter((key) => !after.includes(key)),
});
