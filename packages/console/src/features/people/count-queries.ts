import type { InvitationListItem, MemberListItem } from '@latchkey/contract';
import { queryOptions } from '@tanstack/react-query';
import type { Page } from '../../api/page.ts';
import { request } from '../../api/request.ts';

/** How many people there are, for the tab. */
export const memberCountQuery = queryOptions({
  queryKey: ['members', 'count'],
  queryFn: ({ signal }) =>
    request<Page<MemberListItem>>('GET', '/v1/members', { query: { limit: 1 }, signal }),
  select: (page) => page.total,
});

/** How many invitations wait, for the tab. */
export const waitingCountQuery = queryOptions({
  queryKey: ['invitations', 'count'],
  queryFn: ({ signal }) =>
    request<Page<InvitationListItem>>('GET', '/v1/invitations', {
      query: { status: 'waiting', limit: 1 },
      signal,
    }),
  select: (page) => page.total,
});
