const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What the activity page keeps in its address. */
export interface ActivitySearch {
  readonly memberId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly object?: string | undefined;
  readonly importId?: string | undefined;
  readonly place?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly cursor?: string | undefined;
  readonly change?: string | undefined;
}

export const activitySearch = (search: Record<string, unknown>): ActivitySearch => ({
  memberId: text(search['memberId']),
  actorId: text(search['actorId']),
  object: text(search['object']),
  importId: text(search['importId']),
  place: text(search['place']),
  from: text(search['from']),
  to: text(search['to']),
  cursor: text(search['cursor']),
  change: text(search['change']),
});
