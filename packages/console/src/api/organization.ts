import type { Organization } from '@latchkey/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: ({ signal }) => request<Organization>('GET', '/v1/organization', { signal }),
});
