import { listMembers, type Scope, type Snapshot, snapshotModel } from '@latchkey/engine';

/** Everything that a snapshot answers about these places at an instant: who may do what there. Equal answers, equal access. */
export function snapshotAnswers(
  snapshot: Snapshot,
  places: readonly Scope[],
  now: number,
): readonly (readonly [Scope, string, readonly string[]])[] {
  const permissions = Object.values(snapshotModel(snapshot).modules).flatMap((module) =>
    Object.keys(module.permissions),
  );
  return places.flatMap((place) =>
    permissions.map((permission) => {
      const page = { after: null, limit: 100_000 };
      return [
        place,
        permission,
        listMembers(snapshot, { permission, place }, page, now).ids,
      ] as const;
    }),
  );
}
