import {
  askedPermission,
  claimedSets,
  type MemberId,
  resolveMember,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import type { NamedSubject } from '../asked.ts';

/** Only people are members. */
export const memberOf = (snapshot: Snapshot, { type, id }: NamedSubject): MemberId | null =>
  type === 'user' ? resolveMember(snapshot, id) : null;

/** Addresses, and which set is which of the model's, are not in a snapshot: such a subject is known to the server alone. */
export function isKnownHere(snapshot: Snapshot, subject: NamedSubject): boolean {
  if (claimedSets(snapshotModel(snapshot), subject.properties ?? null).length > 0) return false;
  return !subject.id.includes('@') || memberOf(snapshot, subject) !== null;
}

/** The permission that a name of the access model stands for; one that stands for none gets a name that none has. */
export const permissionOf = (snapshot: Snapshot, name: string): string =>
  askedPermission(snapshotModel(snapshot), name, null) ?? '';

/** Of all names that a question may ask with, those that stand for one of these permissions, sorted. */
export function namesOf(snapshot: Snapshot, permissions: readonly string[]): string[] {
  const { actions } = snapshotModel(snapshot);
  if (actions === undefined) return [...permissions];
  const held = new Set(permissions);
  const names = new Set([...permissions, ...Object.keys(actions)]);
  return [...names].filter((name) => held.has(permissionOf(snapshot, name))).sort();
}
