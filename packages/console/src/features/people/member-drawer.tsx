import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { toProblem } from '../../api/api-problem.ts';
import { memberQuery } from '../../api/member.ts';
import { Drawer } from '../../shared-ui/drawer.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { MemberDetails } from './member/member-details.tsx';

const route = getRouteApi('/frame/people/$memberId');

/** One person beside the list. */
export function MemberDrawer() {
  const { memberId } = route.useParams();
  const navigate = route.useNavigate();
  const query = useQuery(memberQuery(memberId));
  const name = query.data ? query.data.name || query.data.address : 'Person';
  return (
    <Drawer
      key={memberId}
      label={name}
      onClose={() => void navigate({ to: '/people', search: (now) => now })}
    >
      {query.data ? <MemberDetails member={query.data} /> : null}
      {query.error && !query.data ? (
        <section style={{ paddingTop: 56 }}>
          <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
        </section>
      ) : null}
      {query.isPending ? (
        <header className="stack" aria-busy="true">
          <span className="sr">Loading</span>
          <Skeleton height={44} width="70%" />
          {['40%', '50%', '45%', '90%', '90%', '60%', '80%', '80%'].map((width, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines never move
            <Skeleton key={line} height={14} width={width} />
          ))}
        </header>
      ) : null}
    </Drawer>
  );
}
