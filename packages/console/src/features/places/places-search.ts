const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What the places page keeps in its address. */
export interface PlacesSearch {
  readonly search?: string | undefined;
  readonly type?: string | undefined;
  /** The place whose places are listed. */
  readonly open?: string | undefined;
  readonly cursor?: string | undefined;
}

export const placesSearch = (search: Record<string, unknown>): PlacesSearch => ({
  search: text(search['search']),
  type: text(search['type']),
  open: text(search['open']),
  cursor: text(search['cursor']),
});
