import type { Member } from '@latchkey/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

export const memberQuery = (memberId: string) =>
  queryOptions({
    queryKey: ['members', memberId],
    queryFn: ({ signal }) => request<Member>('GET', `/v1/members/${memberId}`, { signal }),
  });
