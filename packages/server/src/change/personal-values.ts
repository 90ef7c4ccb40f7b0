import { createHash, randomBytes } from 'node:crypto';
import type { Effect, MemberId, ObjectType, OrganizationId } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';

/** What the log holds instead of a name or an address; erasing the person's values leaves the chain whole. */
interface PersonalReference {
  readonly personal: string;
}

type LoggedState = Record<string, unknown>;

/** One object as the log holds it. */
export interface LoggedObject {
  readonly object: ObjectType;
  readonly id: string;
  readonly memberId: MemberId | null;
  readonly before: LoggedState | null;
  readonly after: LoggedState | null;
}

export interface PersonalValue {
  readonly reference: string;
  readonly memberId: MemberId;
  readonly value: string;
}

/** The fields that say something about a person, by object. */
const personalFields: Partial<Record<ObjectType, readonly string[]>> = {
  member: ['name', 'phone', 'address'],
  invitation: ['address', 'note'],
};
export const personalFieldNames = ['name', 'phone', 'address', 'note'] as const;

/** The person an object belongs to. */
function memberOf(effect: Effect): MemberId | null {
  if (effect.object === 'member') return effect.id;
  if (effect.object === 'invitation' || effect.object === 'grant')
    return (effect.after ?? effect.before)?.memberId ?? null;
  return null;
}

/** Salted, so that nobody can tell by guessing whom a reference meant once the value is erased. */
export function personalReference(salt: Buffer, field: string, value: string): string {
  return createHash('sha256').update(salt).update(`${field}\0${value}`).digest('hex');
}

/** The salts of everybody whose values the effects hold: those that were read already, others' from their rows; new people get theirs here. */
export async function saltsFor(
  transaction: Transaction,
  organizationId: OrganizationId,
  effects: readonly Effect[],
  known: ReadonlyMap<MemberId, Buffer>,
): Promise<ReadonlyMap<MemberId, Buffer>> {
  const wanted = new Set<MemberId>();
  for (const effect of effects) {
    const memberId = personalFields[effect.object] ? memberOf(effect) : null;
    if (memberId && !known.has(memberId)) wanted.add(memberId);
  }
  if (wanted.size === 0) return known;
  const salts = new Map(known);
  for (const { object, id, before } of effects) {
    if (object !== 'member' || before !== null || !wanted.delete(id)) continue;
    salts.set(id, randomBytes(16));
  }
  if (wanted.size === 0) return salts;
  const { rows } = await transaction.client.query<{ member_id: MemberId; personal_salt: Buffer }>({
    name: 'personal-salts',
    text: 'select member_id, personal_salt from members where organization_id = $1 and member_id = any($2)',
    values: [organizationId, [...wanted]],
  });
  for (const row of rows) salts.set(row.member_id, row.personal_salt);
  for (const memberId of wanted) if (!salts.has(memberId)) salts.set(memberId, randomBytes(16));
  return salts;
}

/** Effects as the log holds them, and the values to be kept beside it. */
export function withReferences(
  effects: readonly Effect[],
  salts: ReadonlyMap<MemberId, Buffer>,
): { readonly objects: readonly LoggedObject[]; readonly values: readonly PersonalValue[] } {
  const values = new Map<string, PersonalValue>();
  const objects = effects.map((effect): LoggedObject => {
    const memberId = memberOf(effect);
    const refer = (state: object | null): LoggedState | null => {
      if (state === null) return null;
      const logged: LoggedState = { ...state };
      const salt = memberId === null ? undefined : salts.get(memberId);
      if (memberId === null || salt === undefined) return logged;
      for (const field of personalFields[effect.object] ?? []) {
        const value = logged[field];
        if (typeof value !== 'string') continue;
        const reference = personalReference(salt, field, value);
        values.set(reference, { reference, memberId, value });
        logged[field] = { personal: reference } satisfies PersonalReference;
      }
      return logged;
    };
    return {
      object: effect.object,
      id: effect.id,
      memberId,
      before: refer(effect.before),
      after: refer(effect.after),
    };
  });
  return { objects, values: [...values.values()] };
}

type Recorded = Pick<LoggedObject, 'object' | 'before' | 'after'> & { readonly id: string };

/** A recorded object for the snapshot, which holds nothing personal: references become empty texts. */
export function withoutPersonalValues(recorded: Recorded): Effect {
  return asEffect(recorded, () => '');
}

/** An effect that has not been recorded yet, for snapshots: personal values become empty texts. */
export function bareEffect(effect: Effect): Effect {
  const fields = personalFields[effect.object];
  if (fields === undefined) return effect;
  const bare = (state: object | null) => {
    if (state === null) return null;
    const emptied: LoggedState = { ...state };
    for (const field of fields) if (typeof emptied[field] === 'string') emptied[field] = '';
    return emptied;
  };
  // A text became another text: each state is what it was.
  return { ...effect, before: bare(effect.before), after: bare(effect.after) } as unknown as Effect;
}

/** The values behind the references of recorded objects; erased ones are missing. */
export async function readPersonalValues(
  transaction: Transaction,
  organizationId: OrganizationId,
  recorded: readonly Recorded[],
): Promise<ReadonlyMap<string, string>> {
  const references = new Set<string>();
  for (const { object, before, after } of recorded)
    for (const field of personalFields[object] ?? [])
      for (const value of [before?.[field], after?.[field]])
        if (isReference(value)) references.add(value.personal);
  if (references.size === 0) return new Map();
  const { rows } = await transaction.client.query<{ reference: string; value: string }>({
    name: 'read-personal-values',
    text: 'select reference, value from personal_values where organization_id = $1 and reference = any($2)',
    values: [organizationId, [...references]],
  });
  return new Map(rows.map((row) => [row.reference, row.value]));
}

/** A recorded object as it was, its personal values looked up; an erased one reads `null`. */
export function withPersonalValues(
  recorded: Recorded,
  values: ReadonlyMap<string, string>,
): Effect {
  return asEffect(recorded, (reference) => values.get(reference) ?? null);
}

function asEffect(recorded: Recorded, resolve: (reference: string) => string | null): Effect {
  const resolved = (state: LoggedState | null) => {
    if (state === null) return null;
    const whole = { ...addedSince[recorded.object], ...state };
    for (const field of personalFields[recorded.object] ?? []) {
      const value = whole[field];
      if (isReference(value)) whole[field] = resolve(value.personal);
    }
    return whole;
  };
  const { object, id, before, after } = recorded;
  // The log's rows were written from effects, under row rights that allow no change.
  return { object, id, before: resolved(before), after: resolved(after) } as unknown as Effect;
}

/** What objects have now and had not when the oldest changes were recorded. */
const addedSince: Readonly<Partial<Record<Effect['object'], LoggedState>>> = {
  organization: { selfServe: true, modulesOff: [], typesOff: [] },
  member: { visiting: false },
  grant: { permissions: null },
  permissionSet: { restrictions: [] },
  entity: { modulesOff: [] },
};

function isReference(value: unknown): value is PersonalReference {
  return typeof value === 'object' && value !== null && 'personal' in value;
}
