export type EntityType = 'Member' | 'Place' | 'Action' | 'Group' | 'Resource';

const numbers = new Map<string, number>();

/** Every id goes by a number in Cedar, the same id always by the same: half of a surrogate pair cannot be said in its UTF-8. */
function nameOf(id: string): string {
  const number = numbers.get(id) ?? numbers.size;
  numbers.set(id, number);
  return `n${number}`;
}

export const uid = (type: EntityType, id: string) => ({ type, id: nameOf(id) });

export const entity = (type: EntityType, id: string) => `${type}::"${nameOf(id)}"`;

export const listed = (type: EntityType, ids: Iterable<string>) =>
  `[${[...ids].map((id) => entity(type, id)).join(', ')}]`;

/** A string of Cedar's. */
export const literal = (value: string) =>
  `"${value.replace(/[^A-Za-z0-9]/gu, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`)}"`;
