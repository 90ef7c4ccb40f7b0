import type { Effect, MemberId } from '@latchkey/engine';
import { deleteRows, type WriteContext } from './write-context.ts';

/** Whoever is no longer an active member is signed out of the organization in the same transaction. */
export function endSessions(context: WriteContext): Promise<void> {
  return deleteRows(
    context,
    'end-sessions',
    'delete from sessions where organization_id = $1 and member_id = any($2)',
    membersWhoseSessionsEnd(context.effects),
  );
}

function membersWhoseSessionsEnd(effects: readonly Effect[]): readonly MemberId[] {
  return effects.flatMap((effect) =>
    effect.object === 'member' &&
    effect.before !== null &&
    (effect.after?.status !== 'active' || effect.after.userId !== effect.before.userId)
      ? [effect.id]
      : [],
  );
}
