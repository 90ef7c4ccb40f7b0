import {
  type Effect,
  type GrantState,
  type MemberId,
  type OrganizationId,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../db/database.ts';
import { holdingWords } from './holding-words.ts';
import { placeWords } from './place-words.ts';
import { type Names, readNames } from './read-names.ts';

export interface Affected {
  readonly gains: Set<string>;
  readonly loses: Set<string>;
}

/** Who gains and loses what by these effects, in words, in the order in which they are touched. */
export async function affectedMembers(
  transaction: Transaction,
  organizationId: OrganizationId,
  snapshot: Snapshot,
  effects: readonly Effect[],
): Promise<Map<MemberId, Affected>> {
  const affected = new Map<MemberId, Affected>();
  const of = (memberId: MemberId) => {
    const entry = affected.get(memberId) ?? { gains: new Set(), loses: new Set() };
    affected.set(memberId, entry);
    return entry;
  };
  const names = await readNames(transaction, organizationId, namesIn(effects));
  for (const effect of effects) {
    if (effect.object === 'member') sayMember(of(effect.id), effect);
    if (effect.object === 'grant') {
      if (effect.before)
        of(effect.before.memberId).loses.add(sayGrant(snapshot, names, effect.before));
      if (effect.after)
        of(effect.after.memberId).gains.add(sayGrant(snapshot, names, effect.after));
    }
  }
  for (const effect of effects) {
    if (effect.object === 'permissionSet')
      await sayHolders(transaction, organizationId, snapshot, effect, of);
  }
  for (const [memberId, { gains, loses }] of affected)
    if (gains.size + loses.size === 0) affected.delete(memberId);
  return affected;
}

function sayMember(
  { gains, loses }: Affected,
  { before, after }: Extract<Effect, { object: 'member' }>,
): void {
  if (!after) return;
  if (after.role === 'owner' && before?.role !== 'owner')
    gains.add('every permission everywhere, as an owner');
  if (before?.role === 'owner' && after.role !== 'owner')
    loses.add('every permission everywhere, as an owner');
  if (before && before.status !== after.status) {
    if (after.status === 'suspended') loses.add('all access, until resumed');
    if (after.status === 'removed') loses.add('all access and the place in the organization');
    if (before.status === 'suspended' && after.status === 'active')
      gains.add('all access that was held');
    if (before.status === 'removed') gains.add('a place in the organization again');
  }
  if (!before || before.accessEndsAt === after.accessEndsAt) return;
  const longer =
    after.accessEndsAt === null ||
    (before.accessEndsAt !== null && after.accessEndsAt > before.accessEndsAt);
  if (after.accessEndsAt === null) gains.add('access without an end');
  else if (longer) gains.add(`access until ${sayInstant(after.accessEndsAt)}`);
  else loses.add(`access after ${sayInstant(after.accessEndsAt)}`);
}

const sayInstant = (instant: number) =>
  `${new Date(instant).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })} UTC`;

function sayGrant(snapshot: Snapshot, names: Names, grant: GrantState): string {
  const { label } = placeWords(snapshot, grant.scope, names.places.get(grant.scope));
  return `${holdingWords(snapshot, names, grant)} at ${label}`;
}

/** A set that changes gives and takes from everybody who holds it. */
async function sayHolders(
  transaction: Transaction,
  organizationId: OrganizationId,
  snapshot: Snapshot,
  { id, before, after }: Extract<Effect, { object: 'permissionSet' }>,
  of: (memberId: MemberId) => Affected,
): Promise<void> {
  if (!before || !after) return;
  const added = after.permissions.filter((permission) => !before.permissions.includes(permission));
  const removed = before.permissions.filter(
    (permission) => !after.permissions.includes(permission),
  );
  if (added.length + removed.length === 0) return;
  const labels = permissionLabels(snapshot);
  const { rows } = await sql<{ member_id: MemberId }>`
    select distinct g.member_id
    from grants g join members m on m.organization_id = g.organization_id and m.member_id = g.member_id
    where g.organization_id = ${organizationId} and g.set_id = ${id} and m.status <> 'removed'
    order by g.member_id
  `.execute(transaction);
  for (const { member_id } of rows) {
    const { gains, loses } = of(member_id);
    for (const permission of added) gains.add(labels.get(permission) ?? permission);
    for (const permission of removed) loses.add(labels.get(permission) ?? permission);
  }
}

function permissionLabels(snapshot: Snapshot): Map<string, string> {
  const modules = Object.values(snapshotModel(snapshot).modules);
  return new Map(
    modules.flatMap((module) =>
      Object.entries(module.permissions).map(([name, { label }]) => [name, label] as const),
    ),
  );
}

function namesIn(effects: readonly Effect[]) {
  const states = effects.flatMap((effect) =>
    effect.object === 'grant' ? [effect.before, effect.after] : [],
  );
  const grants = states.filter((state) => state !== null);
  return { sets: grants.map(({ setId }) => setId), places: grants.map(({ scope }) => scope) };
}
