import {
  can,
  createSnapshot,
  evaluate,
  type MemberId,
  type Principal,
  principalOf,
  ResolvedPermission,
  ResolvedPlace,
  type Scope,
} from '@latchkey/engine';
import { type BenchOrganization, rowsOf } from '../organization/make-organization.ts';
import type { Contender } from './contender.ts';

/** A yes or no by three strings. */
export function latchkeyCan(organization: BenchOrganization): Contender<MemberId> {
  const snapshot = createSnapshot(rowsOf(organization));
  return {
    ask: (memberId, permission, place, now) =>
      can(snapshot, { memberId, permission, place: place as Scope }, now),
  };
}

/** The same with its reason. */
export function latchkeyEvaluate(organization: BenchOrganization): Contender<MemberId> {
  const snapshot = createSnapshot(rowsOf(organization));
  return {
    ask: (memberId, permission, place, now) =>
      evaluate(snapshot, { memberId, permission, place: place as Scope }, now).allowed,
  };
}

/** The person is looked up once, as a request does that asks several questions. */
export function latchkeyPrincipal(organization: BenchOrganization): Contender<Principal> {
  const snapshot = createSnapshot(rowsOf(organization));
  return {
    resolve(memberId) {
      const principal = principalOf(snapshot, memberId as MemberId);
      if (principal === null) throw new Error(`Nobody has the id \`${memberId}\`.`);
      return principal;
    },
    ask: (principal, permission, place, now) => principal.can(permission, place as Scope, now),
  };
}

/** The permission and the place are looked up once too, as a module does that asks about the same ones again and again. */
export function latchkeyHandles(
  organization: BenchOrganization,
): Contender<Principal, ResolvedPermission, ResolvedPlace> {
  const permissions = new Map<string, ResolvedPermission>();
  const places = new Map<string, ResolvedPlace>();
  return {
    ...latchkeyPrincipal(organization),
    resolvePermission: (name) => oneOf(permissions, name, () => new ResolvedPermission(name)),
    resolvePlace: (id) => oneOf(places, id, () => new ResolvedPlace(id as Scope)),
    ask: (principal, permission, place, now) => principal.can(permission, place, now),
  };
}

function oneOf<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
