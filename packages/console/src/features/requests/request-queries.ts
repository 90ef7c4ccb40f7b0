import type { AccessRequest, RequestId, RequestPage } from '@latchkey/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from '../../api/request.ts';
import type { RequestsSearch } from './requests-search.ts';

export const requestsQuery = ({ state = undefined, cursor }: RequestsSearch) =>
  queryOptions({
    queryKey: ['requests', 'list', state, cursor],
    queryFn: ({ signal }) =>
      request<RequestPage>('GET', '/v1/requests', { query: { state, cursor }, signal }),
    placeholderData: keepPreviousData,
  });

export const requestQuery = (id: RequestId) =>
  queryOptions({
    queryKey: ['requests', 'one', id],
    queryFn: ({ signal }) => request<AccessRequest>('GET', `/v1/requests/${id}`, { signal }),
    staleTime: 0,
  });
