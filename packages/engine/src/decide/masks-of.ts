import type { Instant, MemberId, PermissionSetId, Scope } from '../ids.ts';
import { type MaskWay, maskWays } from '../model.ts';
import { hasBit } from '../snapshot/compiled-model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { askedMember } from './asked-member.ts';
import { effectiveWords, isActive, lineageOf, restrictionsOf } from './covering.ts';

/**
 * The fields of a resource that the member may not read as they are, at this place, and how they read.
 * What several rules mask reads as the strictest says; for one who is unknown or does not count, all of them are masked.
 */
export function masksOf(
  snapshot: Snapshot,
  memberId: MemberId,
  place: Scope | readonly Scope[],
  resourceType: string,
  now: Instant,
  groups?: readonly PermissionSetId[],
): ReadonlyMap<string, MaskWay> {
  const store = storeOf(snapshot);
  // Most resources hide nothing from anybody, and every question asks.
  if (!store.compiled.maskedTypes.has(resourceType)) return nothingMasked;
  const masks = new Map<string, MaskWay>();
  const opens = store.compiled.opens.get(resourceType) ?? [];
  const member = askedMember(store, memberId, groups);
  const lineage = lineageOf(store, place);
  const counts = member !== null && lineage !== null && isActive(member, now);
  const words = counts && opens.length > 0 ? effectiveWords(store, member, lineage, now) : null;
  for (const { bit, fields } of opens) {
    if (words === null || !hasBit(words, bit)) mask(masks, fields);
  }
  const { restrictions = {} } = store.compiled.model;
  const binding = counts ? restrictionsOf(store, member, now) : Object.keys(restrictions);
  for (const key of binding) mask(masks, fieldsOf(store, key, resourceType));
  return masks;
}

const nothingMasked: ReadonlyMap<string, MaskWay> = new Map();

function fieldsOf(
  { compiled: { model } }: SnapshotStore,
  restriction: string,
  resourceType: string,
): Readonly<Record<string, MaskWay>> {
  const masks = model.restrictions?.[restriction]?.masks;
  return masks !== undefined && Object.hasOwn(masks, resourceType)
    ? (masks[resourceType] ?? {})
    : {};
}

function mask(masks: Map<string, MaskWay>, fields: Readonly<Record<string, MaskWay>>): void {
  for (const [field, way] of Object.entries(fields)) {
    const other = masks.get(field);
    if (other === undefined || maskWays.indexOf(way) > maskWays.indexOf(other)) {
      masks.set(field, way);
    }
  }
}
