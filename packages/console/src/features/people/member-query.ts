import type { MemberFilter, MemberListItem } from '@latchkey/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Page } from '../../api/page.ts';
import { addressOf, type QueryValue, request } from '../../api/request.ts';
import type { PeopleSearch } from './people-search.ts';

/** The filter of the address, as the server takes it in a query. */
export const filterQuery = (search: PeopleSearch): Record<string, QueryValue> => ({
  search: search.search,
  role: search.role,
  permissionSetId: search.set,
  place: search.place,
  status: search.status,
  endsWithinDays: search.endsWithinDays,
  inactiveDays: search.inactiveDays,
  withoutAccess: search.withoutAccess,
});

/** The same filter as the text of a query; undefined when nothing is filtered. */
export const filterText = (search: PeopleSearch): string | undefined =>
  addressOf('', { query: filterQuery(search) }).slice(1) || undefined;

/** The same filter, as a bulk act names everybody who matches. */
export function memberFilter(search: PeopleSearch): MemberFilter {
  const filter: MemberFilter = {};
  if (search.search !== undefined) filter.search = search.search;
  if (search.role !== undefined) filter.role = search.role;
  if (isPermissionSetId(search.set)) filter.permissionSetId = search.set;
  if (isScope(search.place)) filter.place = search.place;
  if (search.status !== undefined) filter.status = search.status;
  if (search.endsWithinDays !== undefined) filter.endsWithinDays = search.endsWithinDays;
  if (search.inactiveDays !== undefined) filter.inactiveDays = search.inactiveDays;
  if (search.withoutAccess) filter.withoutAccess = true;
  return filter;
}

export const memberListQuery = (search: PeopleSearch) =>
  queryOptions({
    queryKey: [
      'members',
      'list',
      filterQuery(search),
      search.sort ?? 'name',
      search.cursor ?? '',
      search.limit ?? 25,
    ],
    queryFn: ({ signal }) =>
      request<Page<MemberListItem>>('GET', '/v1/members', {
        query: {
          ...filterQuery(search),
          sort: search.sort,
          cursor: search.cursor,
          limit: search.limit,
        },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

/** How many of the matching people a bulk act may reach: owners are changed one at a time. */
export const changeableCountQuery = (search: PeopleSearch) =>
  queryOptions({
    queryKey: ['members', 'changeable-count', filterQuery(search)],
    queryFn: ({ signal }) =>
      request<Page<MemberListItem>>('GET', '/v1/members', {
        query: { ...filterQuery(search), role: 'member', limit: 1 },
        signal,
      }),
    select: (page) => (search.role === 'owner' ? 0 : page.total),
  });

const isPermissionSetId = (id: string | undefined): id is `pst_${string}` =>
  id?.startsWith('pst_') ?? false;
const isScope = (id: string | undefined): id is `org_${string}` | `ent_${string}` =>
  /^(org|ent)_/.test(id ?? '');
