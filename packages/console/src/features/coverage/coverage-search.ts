const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What the page keeps in its address: what is looked at, and the number that is open. */
export interface CoverageSearch {
  readonly permission?: string | undefined;
  readonly type?: string | undefined;
  readonly by?: string | undefined;
  /** The permission of the open number; the places behind it are listed. */
  readonly open?: string | undefined;
  /** The place that the open number is counted in; `none`: those that lie in none. */
  readonly in?: string | undefined;
  readonly people?: 'one' | 'off' | undefined;
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
}

export const coverageSearch = (search: Record<string, unknown>): CoverageSearch => ({
  permission: text(search['permission']),
  type: text(search['type']),
  by: text(search['by']),
  open: text(search['open']),
  in: text(search['in']),
  people: search['people'] === 'one' || search['people'] === 'off' ? search['people'] : undefined,
  search: text(search['search']),
  cursor: text(search['cursor']),
});
