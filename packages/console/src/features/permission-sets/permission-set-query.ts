import type { PermissionSet } from '@latchkey/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../../api/request.ts';

export const permissionSetQuery = (setId: string) =>
  queryOptions({
    queryKey: ['permission-sets', setId],
    queryFn: ({ signal }) =>
      request<PermissionSet>('GET', `/v1/permission-sets/${encodeURIComponent(setId)}`, { signal }),
  });
