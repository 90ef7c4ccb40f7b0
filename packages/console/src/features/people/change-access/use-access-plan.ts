import type { Member, MemberAccess, PlanView } from '@latchkey/contract';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../api/request.ts';

/** What giving the person this access would do, asked again at every change; null while there is nothing to ask. */
export function useAccessPlan(member: Member, access: MemberAccess | null) {
  const [asked] = useDebouncedValue(access, 200);
  return useQuery({
    queryKey: ['access-plan', member.id, member.etag, asked],
    queryFn: () =>
      request<PlanView>('PUT', `/v1/members/${member.id}/access`, {
        body: asked,
        ifMatch: member.etag,
        dryRun: true,
      }),
    enabled: asked !== null,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
