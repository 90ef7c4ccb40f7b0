import type { Explanation } from '@latchkey/engine';

/** An explanation in the spelling of the wire: the chain behind a yes, or the nearest miss behind a no. */
export function explainedOnTheWire({
  question,
  grant,
  path,
  missingRequired,
  blockedBy,
  setsWithPermission,
}: Explanation) {
  return {
    member: question.memberId,
    permission: question.permission,
    places: [question.place].flat(),
    grant: grant && {
      id: grant.grantId,
      set: grant.setId,
      ...(grant.permissions && { permissions: grant.permissions }),
      scope: grant.scope,
      starts_at: instant(grant.startsAt),
      ends_at: instant(grant.endsAt),
      has_permission: grant.hasPermission,
      covers_place: grant.coversPlace,
    },
    path,
    missing_required: missingRequired,
    blocked_by: blockedBy && blockedOnTheWire(blockedBy),
    sets_with_permission: setsWithPermission,
  };
}

function blockedOnTheWire(blockedBy: NonNullable<Explanation['blockedBy']>) {
  return blockedBy.by === 'module'
    ? { by: blockedBy.by, module: blockedBy.module, place: blockedBy.place }
    : { by: blockedBy.by, restriction: blockedBy.restriction, set: blockedBy.setId };
}

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());
