import { lineageOf, offWords } from '../decide/covering.ts';
import type { Effect } from '../effects.ts';
import type { GrantId, Instant, MemberId } from '../ids.ts';
import type { NewGrant, Operation } from '../operations.ts';
import { hasBit } from '../snapshot/compiled-model.ts';
import type { GrantHolding, GrantState } from '../state.ts';
import {
  type Derivation,
  type DeriveContext,
  derived,
  type Refusal,
  refusal,
  refused,
  unchanged,
} from './derivation.ts';
import { sameValue } from './same-value.ts';
import type { Working } from './working.ts';

type OperationOf<Type extends Operation['type']> = Extract<Operation, { type: Type }>;

/** The member holds exactly these grants afterwards; equal ones stay as they are. */
export function deriveSetGrants(
  { memberId, grants }: OperationOf<'member.setGrants'>,
  working: Working,
  { now }: DeriveContext,
): Derivation {
  const member = working.member(memberId);
  if (member === null) return refused('unknown_member', memberId);
  if (member.status === 'removed') {
    return refused('wrong_member_status', memberId, { status: member.status });
  }
  if (member.role === 'owner' && grants.length > 0) {
    return refused('owner_needs_no_access', memberId);
  }
  return derived(checkGrants(grants, memberId, working, now), () =>
    grantEffects(memberId, grants, working),
  );
}

export function deriveAddGrant(
  { memberId, grant }: OperationOf<'grant.add'>,
  working: Working,
  { now }: DeriveContext,
): Derivation {
  const member = working.member(memberId);
  if (member === null) return refused('unknown_member', memberId);
  if (member.status === 'removed') {
    return refused('wrong_member_status', memberId, { status: member.status });
  }
  if (member.role === 'owner') return refused('owner_needs_no_access', memberId);
  return derived(checkGrants([grant], memberId, working, now), () => {
    const state = stateOf(memberId, grant);
    const held = working.grantsOf(memberId).some((other) => sameValue(other.state, state));
    return held ? [] : [{ object: 'grant', id: grant.grantId, before: null, after: state }];
  });
}

export function deriveRemoveGrant(
  { memberId, grantId }: OperationOf<'grant.remove'>,
  working: Working,
): Derivation {
  if (working.member(memberId) === null) return refused('unknown_member', memberId);
  const before = working.grant(memberId, grantId);
  // Somebody else was faster: the end that was asked for is reached.
  if (before === null) return unchanged;
  return { effects: [{ object: 'grant', id: grantId, before, after: null }] };
}

/** The direct grant without an end at this scope holds exactly these permissions afterwards. */
export function deriveSetPermissions(
  { memberId, scope, permissions, grantId }: OperationOf<'member.setPermissions'>,
  working: Working,
  { now }: DeriveContext,
): Derivation {
  const member = working.member(memberId);
  if (member === null) return refused('unknown_member', memberId);
  if (member.status === 'removed') {
    return refused('wrong_member_status', memberId, { status: member.status });
  }
  if (member.role === 'owner') return refused('owner_needs_no_access', memberId);
  const held = working
    .grantsOf(memberId)
    .find(
      ({ state }) =>
        state.permissions !== null &&
        state.scope === scope &&
        state.startsAt === null &&
        state.endsAt === null,
    );
  const id = held?.id ?? grantId;
  const before = held?.state ?? null;
  if (permissions.length === 0) {
    return before === null
      ? unchanged
      : { effects: [{ object: 'grant', id, before, after: null }] };
  }
  const grant: NewGrant = { grantId: id, scope, permissions };
  const refusals = checkHolding(grant, before?.permissions ?? [], working);
  if (held === undefined) refusals.push(...checkPlaceAndTimes(grant, memberId, working, now));
  return derived(refusals, () => [
    { object: 'grant', id, before, after: stateOf(memberId, grant) },
  ]);
}

/** From the grants held now to exactly these. */
export function grantEffects(
  memberId: MemberId,
  grants: readonly NewGrant[],
  working: Working,
): Effect[] {
  const before = working.grantsOf(memberId);
  const wanted: { id: GrantId; state: GrantState }[] = [];
  for (const grant of grants) {
    const state = stateOf(memberId, grant);
    if (!wanted.some((other) => sameValue(other.state, state))) {
      wanted.push({ id: grant.grantId, state });
    }
  }
  const removed = before.filter(
    (held) => !wanted.some((other) => sameValue(other.state, held.state)),
  );
  const added = wanted.filter(
    (grant) => !before.some((held) => sameValue(held.state, grant.state)),
  );
  return [
    ...removed.map(
      ({ id, state }): Effect => ({ object: 'grant', id, before: state, after: null }),
    ),
    ...added.map(({ id, state }): Effect => ({ object: 'grant', id, before: null, after: state })),
  ];
}

/** What is wrong with the grants by themselves, whoever gives them. */
export function checkGrants(
  grants: readonly NewGrant[],
  memberId: MemberId,
  working: Working,
  now: Instant,
): Refusal[] {
  const refusals: Refusal[] = [];
  const held = working.grantsOf(memberId);
  const stateOfId = new Map(held.map(({ id, state }) => [id, state]));
  for (const grant of grants) {
    const state = stateOf(memberId, grant);
    const isHeld = held.some((other) => sameValue(other.state, state));
    refusals.push(
      ...checkHolding(grant, isHeld ? (state.permissions ?? []) : [], working),
      ...checkPlaceAndTimes(grant, memberId, working, now),
    );
    const sameId = stateOfId.get(grant.grantId);
    if (sameId !== undefined && !sameValue(sameId, state)) {
      refusals.push(refusal('duplicate_grant', grant.grantId));
    }
    stateOfId.set(grant.grantId, state);
  }
  return refusals;
}

/** A set that exists, or permissions that can be held together and whose modules are on, as far as they are new. */
function checkHolding(
  { setId, permissions, scope }: NewGrant,
  heldBefore: readonly string[],
  working: Working,
): Refusal[] {
  const { store } = working;
  if (permissions == null) {
    return setId == null || store.set(setId) === null
      ? [refusal('unknown_permission_set', setId ?? null)]
      : [];
  }
  const { compiled } = store;
  const refusals = compiled.graph
    .problems(permissions)
    .map(({ code, permission, others }) =>
      refusal(code, permission, others.length === 0 ? {} : { permissions: others }),
    );
  const off = offWords(store, lineageOf(store, scope) ?? []);
  if (off === null) return refusals;
  const disabled = permissions.filter((name) => {
    const bit = compiled.bits.get(name);
    return bit !== undefined && hasBit(off, bit) && !heldBefore.includes(name);
  });
  if (disabled.length > 0) {
    refusals.push(refusal('module_disabled', scope, { permissions: disabled }));
  }
  return refusals;
}

function checkPlaceAndTimes(
  grant: NewGrant,
  memberId: MemberId,
  working: Working,
  now: Instant,
): Refusal[] {
  const refusals: Refusal[] = [];
  const startsAt = grant.startsAt ?? null;
  const endsAt = grant.endsAt ?? null;
  const entity = working.store.entity(grant.scope);
  if (entity === null) refusals.push(refusal('unknown_place', grant.scope));
  const state = stateOf(memberId, grant);
  const held = working.grantsOf(memberId);
  // A place that has closed since keeps what was given there.
  if (entity?.closed && !held.some((other) => sameButTimes(other.state, state))) {
    refusals.push(refusal('place_closed', grant.scope));
  }
  const isHeld = held.some((other) => sameValue(other.state, state));
  if (!isHeld && endsAt !== null && endsAt <= now) {
    refusals.push(refusal('ends_in_past', grant.scope, { endsAt }));
  }
  if (startsAt !== null && endsAt !== null && endsAt <= startsAt) {
    refusals.push(refusal('ends_before_start', grant.scope, { startsAt, endsAt }));
  }
  return refusals;
}

/** The same at the same place, whatever its times. */
const sameButTimes = (left: GrantState, right: GrantState): boolean =>
  sameValue({ ...left, startsAt: null, endsAt: null }, { ...right, startsAt: null, endsAt: null });

function stateOf(memberId: MemberId, grant: NewGrant): GrantState {
  const holding: GrantHolding =
    grant.permissions == null
      ? { setId: grant.setId, permissions: null }
      : { setId: null, permissions: [...new Set(grant.permissions)].sort() };
  return {
    memberId,
    ...holding,
    scope: grant.scope,
    startsAt: grant.startsAt ?? null,
    endsAt: grant.endsAt ?? null,
  };
}
