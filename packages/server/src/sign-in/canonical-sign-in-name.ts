import { canonicalAddress } from './canonical-address.ts';

const shape = /^[a-z0-9][a-z0-9._-]{2,63}$/;

/**
 * The one form of a name to sign in with; `name` is null for the own address, which needs no choosing.
 * Null as a whole when it can be none: plain letters, so that no two look alike, and never an
 * address that is somebody else's.
 */
export function canonicalSignInName(
  entered: string,
  ownAddress: string,
): { readonly name: string | null } | null {
  const text = entered.trim().toLowerCase();
  if (text.includes('@'))
    return canonicalAddress(entered)?.address === ownAddress ? { name: null } : null;
  return shape.test(text) ? { name: text } : null;
}
