import type { PermissionSet } from '@latchkey/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

export const permissionSetsQuery = queryOptions({
  queryKey: ['permission-sets'],
  queryFn: ({ signal }) =>
    request<{ data: PermissionSet[] }>('GET', '/v1/permission-sets', { signal }),
  select: (answer) => answer.data,
});
