import { ownWords, restrictionsOf, wordsOfHolder } from '../decide/covering.ts';
import {
  handsOut,
  handsOutDirectly,
  isAbove,
  type ManagingPermission,
  mayAt,
} from '../decide/management.ts';
import type { MemberId } from '../ids.ts';
import { closedWords, namesOf, without } from '../snapshot/compiled-model.ts';
import { type MemberRecord, organizationOrdinal } from '../snapshot/records.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { GrantState, MemberState } from '../state.ts';
import { type Act, effectsOn, type Guard, ofMembers } from './act.ts';
import { type Refusal, refusal } from './derivation.ts';

/** Whoever manages people does so inside the own part of the organization and gives nothing beyond the own access. */
export const guardPeople: Guard = ofMembers((act, actor) =>
  [...changesByMember(act).values()].flatMap((change) => [
    ...checkPerson(act, actor, change),
    ...checkReleased(act, actor, change),
    ...change.given.flatMap((grant) => checkGiven(act, actor, change, grant)),
    ...change.taken.flatMap((grant) => checkTakenAway(act, actor, change, grant)),
  ]),
);

interface MemberChange {
  readonly memberId: MemberId;
  member: { before: MemberState | null; after: MemberState | null } | null;
  hasInvitation: boolean;
  readonly given: { readonly after: GrantState; readonly before: GrantState | null }[];
  readonly taken: GrantState[];
}

function changesByMember(act: Act): Map<MemberId, MemberChange> {
  const changes = new Map<MemberId, MemberChange>();
  const of = (memberId: MemberId): MemberChange => {
    const known = changes.get(memberId);
    if (known !== undefined) return known;
    const made = { memberId, member: null, hasInvitation: false, given: [], taken: [] };
    changes.set(memberId, made);
    return made;
  };
  for (const { id, before, after } of effectsOn(act, 'member')) of(id).member = { before, after };
  for (const { before, after } of effectsOn(act, 'invitation')) {
    const memberId = (after ?? before)?.memberId;
    if (memberId !== undefined) of(memberId).hasInvitation = true;
  }
  for (const { before, after } of effectsOn(act, 'grant')) {
    // Permissions given directly that change in their place are measured once, by what is added.
    if (before !== null && !isSameDirect(before, after)) of(before.memberId).taken.push(before);
    if (after !== null) of(after.memberId).given.push({ after, before });
  }
  return changes;
}

/** A restriction comes off nobody by the own hand, nor by the hand of somebody whom it binds. */
function checkReleased(act: Act, actor: MemberRecord, { memberId }: MemberChange): Refusal[] {
  const was = act.before.store.member(memberId);
  const is = act.after.store.member(memberId);
  if (was === null || is === null || is.status === 'removed') return [];
  const kept = restrictionsOf(act.after.store, is, act.now);
  const binding = restrictionsOf(act.before.store, actor, act.now);
  const released = [...restrictionsOf(act.before.store, was, act.now)].filter(
    (key) => !kept.has(key) && binding.has(key),
  );
  return released.length === 0
    ? []
    : [refusal('grant_ceiling', memberId, { restrictions: released })];
}

/** The person as such: standing, details, end of access, invitation. */
function checkPerson(act: Act, actor: MemberRecord, change: MemberChange): Refusal[] {
  const { memberId, member, hasInvitation } = change;
  const target = act.before.store.member(memberId);
  const isSelf = memberId === actor.memberId;
  if (target === null) return checkArrival(act, actor, change);
  if (member === null && !hasInvitation) {
    // Nobody widens or prolongs the own access.
    return isSelf && change.given.length > 0 ? [refusal('not_allowed', memberId)] : [];
  }
  if (isSelf && member !== null && onlyDetails(member)) return [];
  if (isSelf && member?.after?.status !== 'removed') return [refusal('not_allowed', memberId)];

  const oneOf = rightsFor(change, target);
  if (isAbove(act.before.store, actor, target, oneOf, act.now)) return [];
  const managesSomebody = actor.grants.some(({ scope }) =>
    oneOf.some((permission) => mayAt(act.before.store, actor, permission, scope, act.now)),
  );
  return [
    managesSomebody
      ? refusal('not_dominated', memberId)
      : refusal('not_allowed', memberId, { permission: oneOf[0] ?? '' }),
  ];
}

/** One who comes with nothing comes into the organization as such, so only its top brings that person in. */
function checkArrival(act: Act, actor: MemberRecord, change: MemberChange): Refusal[] {
  const { memberId, member, given } = change;
  const permission = 'access.member.invite';
  const needsNoTop = given.length > 0 || member?.after?.role === 'owner';
  return needsNoTop || mayAt(act.before.store, actor, permission, organizationOrdinal, act.now)
    ? []
    : [refusal('not_allowed', memberId, { permission })];
}

/** What one must hold, one of them, at every scope of the person. */
function rightsFor({ member }: MemberChange, target: MemberRecord): readonly ManagingPermission[] {
  const isInvited = target.status === 'invited';
  if (member !== null && member.before?.status !== member.after?.status) {
    return isInvited ? ['access.member.invite', 'access.member.remove'] : ['access.member.remove'];
  }
  return isInvited
    ? ['access.member.invite', 'access.member.change']
    : ['access.member.change', 'access.member.remove'];
}

/** Name and phone are everybody's own. */
function onlyDetails({ before, after }: NonNullable<MemberChange['member']>): boolean {
  if (before === null || after === null) return false;
  return (
    before.role === after.role &&
    before.status === after.status &&
    before.userId === after.userId &&
    before.address === after.address &&
    before.signInMethod === after.signInMethod &&
    before.externalId === after.externalId &&
    before.accessEndsAt === after.accessEndsAt
  );
}

function checkGiven(
  act: Act,
  actor: MemberRecord,
  { memberId, member }: MemberChange,
  { after, before }: MemberChange['given'][number],
): Refusal[] {
  const { store } = act.before;
  const { scope } = after;
  const entity = store.entity(scope);
  if (entity === null) return [refusal('unknown_place', scope)];
  const invites = act.after.store.member(memberId)?.status === 'invited';
  const isNew = member?.before === null || act.operationTypes.has('member.invite');
  const rights: ManagingPermission[] = isNew
    ? ['access.member.invite']
    : invites
      ? ['access.member.invite', 'access.member.change']
      : ['access.member.change'];
  if (!rights.some((permission) => mayAt(store, actor, permission, entity.ordinal, act.now))) {
    return [refusal('not_allowed', scope, { permission: rights[0] ?? '' })];
  }
  const words = wordsGiven(store, after, before);
  const allowed =
    after.setId === null
      ? handsOutDirectly(store, actor, words, entity, act.now)
      : handsOut(store, actor, after.setId, entity, act.now);
  if (allowed) return [];
  const missing = without(words, ownWords(store, actor, entity.ancestors, act.now));
  const permissions = namesOf(store.compiled, missing);
  return [
    refusal('grant_ceiling', after.setId ?? memberId, {
      place: scope,
      ...(permissions.length === 0 ? {} : { permissions }),
    }),
  ];
}

/** A set counts whole; of permissions given directly, those that the person did not hold by the same grant. */
function wordsGiven(
  store: SnapshotStore,
  after: GrantState,
  before: GrantState | null,
): Uint32Array {
  const { compiled } = store;
  if (after.setId !== null) {
    const set = store.set(after.setId);
    return set === null ? closedWords(compiled, []) : wordsOfHolder(store, set);
  }
  const words = closedWords(compiled, after.permissions);
  return before !== null && isSameDirect(before, after)
    ? without(words, closedWords(compiled, before.permissions ?? []))
    : words;
}

const isSameDirect = (before: GrantState, after: GrantState | null) =>
  before.permissions !== null &&
  after !== null &&
  after.permissions !== null &&
  before.scope === after.scope;

function checkTakenAway(
  act: Act,
  actor: MemberRecord,
  { member, memberId }: MemberChange,
  { scope }: GrantState,
): Refusal[] {
  const ordinal = act.before.store.entity(scope)?.ordinal;
  const wasInvited = act.before.store.member(memberId)?.status === 'invited';
  const movesPerson = member !== null && member.before?.status !== member.after?.status;
  const rights: ManagingPermission[] = [
    'access.member.change',
    ...(movesPerson ? (['access.member.remove'] as const) : []),
    ...(wasInvited ? (['access.member.invite'] as const) : []),
  ];
  const allowed =
    ordinal !== undefined &&
    rights.some((permission) => mayAt(act.before.store, actor, permission, ordinal, act.now));
  return allowed ? [] : [refusal('not_allowed', scope, { permission: 'access.member.change' })];
}
