/** A page of a list, as every list of the server answers. */
export interface Page<Item> {
  readonly data: Item[];
  readonly nextCursor: string | null;
  readonly previousCursor: string | null;
  readonly total: number;
}
