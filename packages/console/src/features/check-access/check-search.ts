const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What the page keeps in its address: the question, as far as it is put together. */
export interface CheckSearch {
  readonly memberId?: string | undefined;
  readonly permission?: string | undefined;
  readonly place?: string | undefined;
  readonly at?: string | undefined;
}

export const checkSearch = (search: Record<string, unknown>): CheckSearch => ({
  memberId: text(search['memberId']),
  permission: text(search['permission']),
  place: text(search['place']),
  at: text(search['at']),
});

/** A question that can be answered. */
export interface AskedCheck {
  readonly memberId: string;
  readonly permission: string;
  readonly place: string;
  readonly at?: string | undefined;
}

export function askedOf({ memberId, permission, place, at }: CheckSearch): AskedCheck | null {
  if (memberId === undefined || permission === undefined || place === undefined) return null;
  return { memberId, permission, place, ...(at ? { at } : {}) };
}
