import type { AccessAdvice, InviteAnswer } from '@latchkey/contract';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { request } from '../../api/request.ts';
import { useSession } from '../../api/session.ts';
import {
  type AddPeopleDraft,
  grantCount,
  grantsAtMost,
  inviteRequestOf,
} from './add-people-draft.ts';
import type { Standing } from './address-standing.ts';

/** Where what is chosen so far is wider than it may need to be; rehearsed for one of the people, as all get the same. */
export function useChosenAdvice(
  draft: AddPeopleDraft,
  people: readonly Standing[],
): readonly AccessAdvice[] {
  const { organization } = useSession();
  const { note: _, ...asked } = inviteRequestOf(draft, people.slice(0, 1), organization.id);
  const [body] = useDebouncedValue(asked, 300);
  const askable =
    body.people.length > 0 && body.grants.length > 0 && grantCount(draft) <= grantsAtMost;
  const query = useQuery({
    queryKey: ['invitations', 'advice', body],
    queryFn: ({ signal }) =>
      request<InviteAnswer>('POST', '/v1/invitations', { body, dryRun: true, signal }),
    enabled: askable,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
  // Advice stands beside the choice; when it cannot be had, the choice goes on without it.
  return askable ? (query.data?.advice ?? []) : [];
}
