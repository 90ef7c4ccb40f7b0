import {
  dominates,
  handOutPermissions,
  listMembers,
  type MemberId,
  mayHandOut,
  type PermissionSetId,
  type Scope,
  type Snapshot,
  sees,
  snapshotModel,
} from '@latchkey/engine';

/** What somebody must be able to do to be of help. */
export type HelpNeeded =
  | { readonly kind: 'give'; readonly sets: readonly PermissionSetId[] }
  | { readonly kind: 'manage' }
  | { readonly kind: 'none' };

export interface HelpAsked {
  readonly asker: MemberId;
  readonly person: MemberId;
  readonly permission: string;
  readonly place: Scope;
  readonly needed: HelpNeeded;
}

/** Everybody else who could mend it, as far as the asker sees people; owners among them. */
export function findHelpers(
  snapshot: Snapshot,
  { asker, person, permission, place, needed }: HelpAsked,
  now: number,
): MemberId[] {
  if (needed.kind === 'none') return [];
  const gives = (helper: MemberId) => {
    if (needed.kind === 'manage') return dominates(snapshot, helper, person, now);
    if (snapshotModel(snapshot).assignment === 'direct')
      return handOutPermissions(snapshot, helper, place, now).includes(permission);
    return needed.sets.some((setId) => mayHandOut(snapshot, helper, setId, place, now));
  };
  return managersOf(snapshot, place, now).filter(
    (helper) =>
      helper !== asker && helper !== person && sees(snapshot, asker, helper, now) && gives(helper),
  );
}

const pageSize = 1000;

function managersOf(snapshot: Snapshot, place: Scope, now: number): MemberId[] {
  const asked = { permission: 'access.member.change', place };
  const managers: MemberId[] = [];
  for (let after: MemberId | null = null; ; ) {
    const page = listMembers(snapshot, asked, { after, limit: pageSize }, now);
    managers.push(...page.ids);
    if (page.next === null) return managers;
    after = page.next;
  }
}
