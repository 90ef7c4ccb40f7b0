import { ownWords } from '../decide/covering.ts';
import { mayAt } from '../decide/management.ts';
import type { EntityId } from '../ids.ts';
import { containsAll, namesOf } from '../snapshot/compiled-model.ts';
import type { EntityRecord, MemberRecord } from '../snapshot/records.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { type Act, effectsOn, type Guard, ofMembers } from './act.ts';
import { type Refusal, refusal } from './derivation.ts';

const permission = 'access.place.manage';

/** Places are managed where they lie; a move needs the right at both ends and widens nobody beyond the mover. */
export const guardPlaces: Guard = ofMembers((act, actor) =>
  effectsOn(act, 'entity').flatMap(({ id }): Refusal[] => {
    const before = act.before.store.entity(id);
    const after = act.after.store.entity(id);
    const isMove = before !== null && after !== null && !sameParents(before, after);
    const needed = new Set([
      ...(before === null ? [] : [before.ordinal]),
      ...(isMove || after === null ? (before?.parents ?? []) : []),
      ...(isMove || before === null ? (after?.parents ?? []) : []),
    ]);
    for (const ordinal of needed) {
      if (mayAt(act.before.store, actor, permission, ordinal, act.now)) continue;
      return [refusal('not_allowed', id, { permission })];
    }
    return isMove ? checkWidening(act, actor, id, before, after) : [];
  }),
);

/** Whoever holds a grant above the new place reaches it now: with nothing that the mover does not hold there already. */
function checkWidening(
  { before: { store }, now }: Act,
  actor: MemberRecord,
  id: EntityId,
  before: EntityRecord,
  after: EntityRecord,
): Refusal[] {
  const gained = after.ancestors.filter(
    (ordinal) => !before.ancestors.includes(ordinal) && store.grantCountAt(ordinal) > 0,
  );
  if (gained.length === 0) return [];
  const given = wordsGivenAt(store, new Set(gained));
  const own = ownWords(store, actor, before.ancestors, now);
  if (containsAll(own, given)) return [];
  const missing = given.map((word, index) => word & ~(own[index] ?? 0));
  return [refusal('grant_ceiling', id, { permissions: namesOf(store.compiled, missing) })];
}

function wordsGivenAt(store: SnapshotStore, ordinals: ReadonlySet<number>): Uint32Array {
  const given = new Uint32Array(store.compiled.wordCount);
  for (const { grants } of store.allMembers()) {
    for (const grant of grants) {
      if (!ordinals.has(grant.scope)) continue;
      store.setAt(grant.set)?.words.forEach((word, index) => {
        given[index] = (given[index] ?? 0) | word;
      });
    }
  }
  return given;
}

const sameParents = (left: EntityRecord, right: EntityRecord) =>
  left.parents.length === right.parents.length &&
  left.parents.every((parent) => right.parents.includes(parent));
