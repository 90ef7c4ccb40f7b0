import { createHash } from 'node:crypto';
import {
  type AccessMove,
  canonicalJson,
  type Effect,
  type MovedAccess,
  type PermissionSetId,
  type Plan,
} from '@latchkey/engine';

/** The same for two plans that do the same: the ids that new sets get do not count. */
export function moveDigest(
  { effects, problems }: Plan,
  moves: readonly AccessMove[],
  newSetIds: Readonly<Record<string, PermissionSetId>>,
): string {
  const nameOf = new Map<string, string>(
    Object.entries(newSetIds).map(([key, id]) => [id, `new set ${key}`]),
  );
  const written = effects.map((effect) => canonicalJson(withoutNewIds(effect, nameOf))).sort();
  const refused = problems.map(({ code, subject }) => `${code} ${subject}`).sort();
  const moved = moves.map(({ memberId, from, gained, lost, bound, freed }) => [
    memberId,
    from,
    movedPermissions(gained),
    movedPermissions(lost),
    bound,
    freed,
  ]);
  return sha256(canonicalJson([written, refused, moved]));
}

/** The permissions alone, wherever they are gained or lost. */
export const movedPermissions = (parts: readonly MovedAccess[]): string[] =>
  [...new Set(parts.flatMap(({ permissions }) => permissions))].sort();

/** One name for the plans of several organizations, as it is shown to whoever reviews them. */
export function planHash(moves: readonly { organizationId: string; digest: string }[]): string {
  const parts = moves.map(({ organizationId, digest }) => `${organizationId} ${digest}`).sort();
  return sha256(parts.join('\n')).slice(0, 16);
}

function withoutNewIds(effect: Effect, nameOf: ReadonlyMap<string, string>): unknown {
  if (effect.object !== 'permissionSet' || effect.after === null) return effect;
  const { mayGrant } = effect.after;
  return {
    ...effect,
    id: nameOf.get(effect.id) ?? effect.id,
    after: {
      ...effect.after,
      // In the order of what they are, for new ids sort anyhow.
      mayGrant: mayGrant === '*' ? '*' : mayGrant.map((id) => nameOf.get(id) ?? id).sort(),
    },
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
