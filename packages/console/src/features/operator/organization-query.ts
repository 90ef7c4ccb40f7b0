import type { OperatorOrganizationPage } from '@latchkey/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from '../../api/request.ts';
import type { OrganizationsSearch } from './organizations-search.ts';

export const organizationsQuery = ({ search, selfServe, sort, cursor }: OrganizationsSearch) =>
  queryOptions({
    queryKey: ['operator', 'organizations', { search, selfServe, sort, cursor }],
    queryFn: ({ signal }) =>
      request<OperatorOrganizationPage>('GET', '/v1/operator/organizations', {
        query: {
          search,
          selfServe: selfServe === undefined ? undefined : String(selfServe === 'on'),
          sort,
          cursor,
        },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
