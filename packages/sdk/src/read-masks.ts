import type { EvaluationAnswer, MaskedFields } from '@latchkey/contract';
import { LatchkeyError } from './latchkey-error.ts';
import { isRecord } from './read-answer.ts';

/** Declared with a question by whoever masks what the answer asks to mask. */
export const supportedObligations = ['custom'];

/** Whether an answer asks for more than to be obeyed as a yes or a no. */
const hasObligations = ({ context }: EvaluationAnswer): boolean =>
  context?.['obligations'] !== undefined;

/** A yes that asks for something besides is none for whoever only looks at the yes. */
export const isPlainYes = (answer: EvaluationAnswer): boolean =>
  answer.decision && !hasObligations(answer);

/**
 * The fields that an answer asks to mask.
 * INVARIANT: one obligation that is not understood to its last word makes the whole answer a failure.
 */
export function readMasks({ context }: EvaluationAnswer): MaskedFields {
  const obligations = context?.['obligations'] ?? [];
  if (!Array.isArray(obligations)) throw unknownObligation();
  const fields = new Map<string, MaskedFields[string]>();
  for (const obligation of obligations) {
    for (const [field, way] of Object.entries(fieldsOf(obligation))) {
      if (!isMaskWay(way)) throw unknownObligation();
      // Two obligations on one field have no order: neither may undo the other.
      fields.set(field, fields.has(field) ? 'absent' : way);
    }
  }
  return Object.fromEntries(fields);
}

function fieldsOf(obligation: unknown): object {
  const properties = isRecord(obligation) ? obligation['properties'] : null;
  const isOurs =
    isRecord(obligation) &&
    obligation['type'] === 'custom' &&
    isRecord(properties) &&
    properties['vendor'] === 'latchkey' &&
    properties['action'] === 'mask_fields' &&
    isRecord(properties['fields']);
  if (!isOurs) throw unknownObligation();
  return Object(properties['fields']);
}

const isMaskWay = (way: unknown): way is MaskedFields[string] =>
  way === 'country_code' || way === 'redacted' || way === 'absent';

const unknownObligation = () =>
  new LatchkeyError(
    'unknown_obligation',
    'Latchkey asks for something that this version of the SDK cannot do. Update `@latchkey/sdk`.',
  );
