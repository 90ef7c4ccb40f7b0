export interface RequestsSearch {
  readonly state?: 'decided' | undefined;
  readonly cursor?: string | undefined;
  /** The request that is open beside the list. */
  readonly request?: `req_${string}` | undefined;
}

export const requestsSearch = (search: Record<string, unknown>): RequestsSearch => ({
  state: search['state'] === 'decided' ? 'decided' : undefined,
  cursor: typeof search['cursor'] === 'string' ? search['cursor'] : undefined,
  request: isRequestId(search['request']) ? search['request'] : undefined,
});

const isRequestId = (value: unknown): value is `req_${string}` =>
  typeof value === 'string' && value.startsWith('req_');
