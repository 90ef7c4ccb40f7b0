const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What the page keeps in its address: the question, and which of the people are shown. */
export interface WhoCanSearch {
  readonly permission?: string | undefined;
  readonly place?: string | undefined;
  readonly at?: string | undefined;
  readonly search?: string | undefined;
  readonly source?: string | undefined;
  readonly cursor?: string | undefined;
}

export const whoCanSearch = (search: Record<string, unknown>): WhoCanSearch => ({
  permission: text(search['permission']),
  place: text(search['place']),
  at: text(search['at']),
  search: text(search['search']),
  source: text(search['source']),
  cursor: text(search['cursor']),
});
