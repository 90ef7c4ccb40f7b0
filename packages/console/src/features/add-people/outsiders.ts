import type { Standing } from './address-standing.ts';

/** Addresses in another domain than the one of whoever invites. */
export function outsiders(people: readonly Standing[], ownAddress: string): readonly string[] {
  const own = domainOf(ownAddress);
  return people
    .map(({ entry, checked }) => checked?.address ?? entry.entered)
    .filter((address) => domainOf(address) !== own);
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
