import type { Decision, Explanation, Question } from '../decision.ts';
import type { Instant, PermissionSetId, Scope } from '../ids.ts';
import { hasBit, namesOf, without } from '../snapshot/compiled-model.ts';
import { grantState } from '../snapshot/grant-record.ts';
import type { GrantRecord, MemberAccess } from '../snapshot/records.ts';
import { hasBitAt } from '../snapshot/set-bits.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { askedMember, isOfGroup } from './asked-member.ts';
import { blockedWords, heldWords, isLive, lineageOf } from './covering.ts';
import { evaluate } from './evaluate.ts';

/** The decision with the chain behind it, or the nearest miss; always the decision that `evaluate` gives. */
export function explain(snapshot: Snapshot, question: Question, now: Instant): Explanation {
  const store = storeOf(snapshot);
  const decision = evaluate(snapshot, question, now);
  const bit = store.compiled.bits.get(question.permission);
  const lineage = lineageOf(store, question.place) ?? [];
  const member = askedMember(store, question.memberId, question.groups);
  const grant = member === null ? null : tellingGrant(store, member, decision, bit, lineage, now);
  const covers = grant !== null && lineage.includes(grant.scope);
  return {
    decision,
    question,
    grant:
      grant === null || member === null
        ? null
        : {
            grantId: isOfGroup(grant) ? null : grant.grantId,
            ...withoutMember(grantState(store, question.memberId, grant)),
            hasPermission: holds(store, grant, bit),
            coversPlace: covers,
          },
    path: grant !== null && covers ? pathTo(store, question.place, grant.scope) : [],
    missingRequired: missingRequired(store, member, decision, bit, lineage, now),
    blockedBy: member === null ? null : blockedBy(store, member, decision, bit, lineage, now),
    setsWithPermission: setsWith(store, bit),
  };
}

/** The grant that decided, or the one that came nearest: with the permission before without, reaching before not, live before not. */
function tellingGrant(
  store: SnapshotStore,
  member: MemberAccess,
  decision: Decision,
  bit: number | undefined,
  lineage: readonly number[],
  now: Instant,
): GrantRecord | null {
  if (decision.reason === 'owner') return null;
  const nearness = (grant: GrantRecord) =>
    (holds(store, grant, bit) ? 4 : 0) +
    (lineage.includes(grant.scope) ? 2 : 0) +
    (isLive(grant, now) ? 1 : 0);
  let nearest: GrantRecord | null = null;
  for (const grant of member.grants) {
    if (nearest === null || nearness(grant) > nearness(nearest)) nearest = grant;
  }
  return nearest;
}

const holds = (store: SnapshotStore, grant: GrantRecord, bit: number | undefined) => {
  const words = store.setAt(grant.set)?.words;
  return bit !== undefined && words !== undefined && hasBit(words, bit);
};

const withoutMember = ({ memberId: _, ...rest }: ReturnType<typeof grantState>) => rest;

/** One way up from the asked place to the scope, both included. */
function pathTo(store: SnapshotStore, place: Scope | readonly Scope[], scope: number): Scope[] {
  for (const start of typeof place === 'string' ? [place] : place) {
    const found = climb(store, store.entity(start)?.ordinal, scope);
    if (found !== null) return found;
  }
  return [];
}

function climb(store: SnapshotStore, from: number | undefined, scope: number): Scope[] | null {
  const entity = from === undefined ? null : store.entityAt(from);
  if (entity === null || !entity.ancestors.includes(scope)) return null;
  if (entity.ordinal === scope) return [entity.id];
  for (const parent of entity.parents) {
    const rest = climb(store, parent, scope);
    if (rest !== null) return [entity.id, ...rest];
  }
  return null;
}

function missingRequired(
  store: SnapshotStore,
  member: MemberAccess | null,
  decision: Decision,
  bit: number | undefined,
  lineage: readonly number[],
  now: Instant,
): readonly string[] {
  if (member === null || bit === undefined || decision.reason !== 'missing_required') return [];
  const needed = store.compiled.requires[bit];
  if (needed === null || needed === undefined) return [];
  const held = heldWords(store, member, lineage, now);
  const blocked = blockedWords(store, member, lineage, now);
  const counting = blocked === null ? held : without(held, blocked);
  return namesOf(store.compiled, without(needed, counting));
}

function blockedBy(
  store: SnapshotStore,
  member: MemberAccess,
  { reason }: Decision,
  bit: number | undefined,
  lineage: readonly number[],
  now: Instant,
): Explanation['blockedBy'] {
  if (bit === undefined) return null;
  if (reason === 'module_disabled') {
    for (const ordinal of lineage) {
      const entity = store.entityAt(ordinal);
      const module = entity?.modulesOff.find((key) =>
        holdsBit(store.compiled.modules.get(key), bit),
      );
      if (entity && module !== undefined) return { by: 'module', module, place: entity.id };
    }
  }
  if (reason !== 'masked') return null;
  for (const grant of member.grants) {
    const set = isLive(grant, now) ? store.setAt(grant.set) : null;
    const restriction = set?.restrictions.find((key) =>
      holdsBit(store.compiled.restrictions.get(key), bit),
    );
    if (set === null || set.setId === null || restriction === undefined) continue;
    return { by: 'restriction', restriction, setId: set.setId };
  }
  return null;
}

const holdsBit = (words: Uint32Array | undefined, bit: number) =>
  words !== undefined && hasBit(words, bit);

function setsWith(store: SnapshotStore, bit: number | undefined): PermissionSetId[] {
  if (bit === undefined) return [];
  const sets: PermissionSetId[] = [];
  for (let ordinal = 0; ordinal < store.nextSet; ordinal += 1) {
    const set = hasBitAt(store.setBits, ordinal, bit) ? store.setAt(ordinal) : null;
    if (set !== null && set.setId !== null) sets.push(set.setId);
  }
  return sets.sort();
}
