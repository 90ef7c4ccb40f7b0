import type { Decision, Question } from '../decision.ts';
import type { Instant } from '../ids.ts';
import type { MaskWay } from '../model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { evaluate } from './evaluate.ts';
import { masksHoldUntil } from './masks-hold-until.ts';
import { masksOf } from './masks-of.ts';

/** A decision about a resource of which something may have to be masked. */
export type MaskedDecision =
  | (Extract<Decision, { allowed: true }> & { readonly masks: ReadonlyMap<string, MaskWay> })
  | Extract<Decision, { allowed: false }>
  | { readonly allowed: false; readonly reason: 'obligation_not_supported' };

export interface MaskedResource {
  readonly type: string;
  /** Whether whoever asks will mask what has to be masked: a yes goes to nobody else, who would show it. */
  readonly canMask: boolean;
}

/** What `evaluate` decides, with what has to be masked of such a resource; it holds until time alone may change either. */
export function evaluateMasked(
  snapshot: Snapshot,
  question: Question,
  { type, canMask }: MaskedResource,
  now: Instant,
): MaskedDecision {
  const decision = evaluate(snapshot, question, now);
  if (!decision.allowed) return decision;
  const { memberId, place, groups } = question;
  const masks = masksOf(snapshot, memberId, place, type, now, groups);
  if (masks.size > 0 && !canMask) return notSupported;
  const { validUntil } = decision;
  const turn = masksHoldUntil(snapshot, memberId, type, now);
  const isSooner = turn !== null && (validUntil === null || turn < validUntil);
  return { ...decision, masks, validUntil: isSooner ? turn : validUntil };
}

const notSupported: MaskedDecision = { allowed: false, reason: 'obligation_not_supported' };
