import type { InvitationListItem } from '@latchkey/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Page } from '../../../api/page.ts';
import { request } from '../../../api/request.ts';
import type { PeopleSearch } from '../people-search.ts';

export const invitationListQuery = (search: PeopleSearch) => {
  const query = {
    status: search.invitation,
    search: search.search,
    cursor: search.cursor,
    limit: search.limit,
  };
  return queryOptions({
    queryKey: ['invitations', 'list', query],
    queryFn: ({ signal }) =>
      request<Page<InvitationListItem>>('GET', '/v1/invitations', { query, signal }),
    placeholderData: keepPreviousData,
  });
};
