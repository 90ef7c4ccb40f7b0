import type { EntityTree } from '@latchkey/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** Every place that the reader may see, in one answer. */
export const entityTreeQuery = queryOptions({
  queryKey: ['entities', 'tree'],
  queryFn: ({ signal }) => request<EntityTree>('GET', '/v1/entities/tree', { signal }),
  staleTime: 60_000,
});
