import type { Operation } from '../operations.ts';
import { type Derivation, type DeriveContext, refused, unchanged } from './derivation.ts';
import type { Working } from './working.ts';

export function deriveKey(
  operation: Extract<Operation, { type: `key.${string}` }>,
  working: Working,
  { now }: DeriveContext,
): Derivation {
  const { keyId } = operation;
  const before = working.key(keyId);
  if (operation.type === 'key.create') {
    if (before !== null) return unchanged;
    const { name, hint } = operation;
    const after = { name, hint, createdAt: now, revokedAt: null };
    return { effects: [{ object: 'key', id: keyId, before, after }] };
  }
  if (before === null) return refused('unknown_key', keyId);
  if (before.revokedAt !== null) return unchanged;
  return { effects: [{ object: 'key', id: keyId, before, after: { ...before, revokedAt: now } }] };
}
