import type { RequestPage } from '@latchkey/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** How many requests wait, for the navigation. */
export const waitingRequestsQuery = queryOptions({
  queryKey: ['requests', 'count'],
  queryFn: ({ signal }) =>
    request<RequestPage>('GET', '/v1/requests', { query: { limit: 1 }, signal }),
  select: (page) => page.total,
  staleTime: 30_000,
});
