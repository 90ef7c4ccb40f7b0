import type { MaskObligation } from '@latchkey/contract';
import type { MaskWay } from '@latchkey/engine';
import { isObject } from './asked-question.ts';

/** The type of every obligation this server gives, as callers declare it (AuthZEN obligations profile, draft 1). */
export const supportedObligations = ['custom'] as const;

/** Looked through for each question of a batch; the profile knows four types. */
const mostDeclared = 100;

/** Whether the caller has said that it carries out obligations; one who has not would show what has to be hidden. */
export function supportsObligations(context: unknown): boolean {
  const declared = isObject(context) ? context['supported_obligations'] : null;
  return (
    Array.isArray(declared) &&
    declared.length <= mostDeclared &&
    supportedObligations.every((type) => declared.includes(type))
  );
}

/** Tells the caller how each of these fields has to read. */
export const maskObligation = (fields: ReadonlyMap<string, MaskWay>): MaskObligation => ({
  id: 'mask-fields',
  type: 'custom',
  properties: { vendor: 'latchkey', action: 'mask_fields', fields: Object.fromEntries(fields) },
});
