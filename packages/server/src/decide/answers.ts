import type { Decision } from '@latchkey/engine';

type Reason = Decision['reason'];

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
] as const satisfies readonly Reason[];

/** The answers without an end, written once: they are most of what is ever sent. */
const prebuilt: ReadonlyMap<Reason, string> = new Map<Reason, string>([
  ...allowReasons.map((reason) => [reason, answer(true, { reason })] as const),
  ...denyReasons.map((reason) => [reason, answer(false, { reason })] as const),
]);
/** One decision as JSON; with the end of a temporary grant where there is one, as a licence to keep it until then. */
export function decisionText(decision: Decision): string {
  if (decision.allowed && decision.validUntil !== null) {
    const { reason, validUntil } = decision;
    return answer(true, { reason, valid_until: new Date(validUntil).toISOString() });
  }
  return prebuilt.get(decision.reason) ?? answer(decision.allowed, { reason: decision.reason });
}

/** An item of a batch that cannot be answered: refused, with the reason, while the others are answered. */
export const failedItemText = (message: string): string =>
  answer(false, { error: { status: 400, message } });

function answer(decision: boolean, context: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ decision, context });
}
