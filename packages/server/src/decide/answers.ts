import type { MaskedDecision } from '@latchkey/engine';
import { maskObligation } from './mask-obligation.ts';

/** A decision as it goes out: a yes may oblige the caller to mask, and is a no for one who cannot. */
export type Answer = MaskedDecision;

type Reason = Answer['reason'];

const allowReasons = ['owner', 'granted'] as const;
const denyReasons = [
  'no_grant',
  'not_covered',
  'missing_required',
  'module_disabled',
  'masked',
  'expired',
  'not_started',
  'unknown_subject',
  'unknown_entity',
  'unknown_permission',
  'member_inactive',
  'obligation_not_supported',
] as const satisfies readonly Reason[];

/** The answers without an end, written once: they are most of what is ever sent. */
const prebuilt: ReadonlyMap<Reason, string> = new Map<Reason, string>([
  ...allowReasons.map((reason) => [reason, answer(true, { reason })] as const),
  ...denyReasons.map((reason) => [reason, answer(false, { reason })] as const),
]);

/**
 * One answer as JSON; with the end of a temporary grant where there is one, as a licence to keep it until then,
 * with what the caller has to mask, and with what it has asked to be told besides.
 */
export function decisionText(
  given: Answer,
  told: Readonly<Record<string, unknown>> | null,
): string {
  const { reason } = given;
  const carries = given.allowed && (given.validUntil !== null || given.masks.size > 0);
  if (!carries) {
    const bare = told === null ? prebuilt.get(reason) : undefined;
    return bare ?? answer(given.allowed, { reason, ...told });
  }
  const { validUntil, masks } = given;
  return answer(true, {
    reason,
    ...(validUntil !== null && { valid_until: new Date(validUntil).toISOString() }),
    ...(masks.size > 0 && { obligations: [maskObligation(masks)] }),
    ...told,
  });
}

/** An item of a batch that cannot be answered: refused, with the reason, while the others are answered. */
export const failedItemText = (message: string): string =>
  answer(false, { error: { status: 400, message } });

function answer(decision: boolean, context: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ decision, context });
}
