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

/** What the page of one place keeps in its address. */
export interface PlaceSearch {
  readonly tab?: 'modules' | undefined;
  readonly search?: string | undefined;
  /** False: only people who hold something there. */
  readonly withoutAccess?: false | undefined;
  readonly cursor?: string | undefined;
  /** How one came: from the organization, or from the configuration inside the place. */
  readonly from?: 'configuration' | undefined;
}

export const placeSearch = (search: Record<string, unknown>): PlaceSearch => ({
  tab: search['tab'] === 'modules' ? 'modules' : undefined,
  search: text(search['search']),
  withoutAccess: search['withoutAccess'] === false ? false : undefined,
  cursor: text(search['cursor']),
  from: search['from'] === 'configuration' ? 'configuration' : undefined,
});
