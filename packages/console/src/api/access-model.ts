import type { AccessModelView } from '@latchkey/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

export const accessModelQuery = queryOptions({
  queryKey: ['model'],
  queryFn: ({ signal }) => request<AccessModelView>('GET', '/v1/model', { signal }),
  staleTime: 300_000,
});
