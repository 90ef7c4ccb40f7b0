import type { MemberPermissions } from '@latchkey/contract';
import { Skeleton } from '@mantine/core';
import { IconCircleOff, IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../../api/api-problem.ts';
import { request } from '../../../api/request.ts';
import '../../../shared-ui/grant-list/grant-list.css';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';

type Held = MemberPermissions['permissions'][number];

/** What one person may do, module by module: where, and which sets or direct permissions give it. */
export function PermissionList({ permissions }: Pick<MemberPermissions, 'permissions'>) {
  if (permissions.length === 0) return <p className="sub">Nothing counts at present.</p>;
  return [...Map.groupBy(permissions, ({ module }) => module)].map(([module, held]) => (
    <div key={module} className="member-module">
      <h4>{module}</h4>
      <ul className="grant-list">
        {held.map((permission) => (
          <PermissionItem key={permission.key} held={permission} />
        ))}
      </ul>
    </div>
  ));
}

/** More sources than this are shown when they are asked for. */
const fewSources = 3;

function PermissionItem({ held }: { held: Held }) {
  const [all, setAll] = useState(false);
  const shown = all ? held.through : held.through.slice(0, fewSources);
  const more = held.through.length - shown.length;
  return (
    <li>
      {held.where === null ? (
        <IconCircleOff className="i" aria-hidden />
      ) : (
        <IconKey className="i" aria-hidden />
      )}
      <div className="grant-list-body">
        <div>
          <b>{held.label}</b> {held.where}
        </div>
        {held.remark ? <div className="sub">{held.remark}</div> : null}
        {shown.length > 0 ? <div className="sub">Through {shown.join('; ')}</div> : null}
        {more > 0 ? (
          <button type="button" className="linkish sub" onClick={() => setAll(true)}>
            and {more} more
          </button>
        ) : null}
      </div>
    </li>
  );
}

/** Rules that hide something from the person although the acts are allowed, and which sets carry them. */
export function RestrictionList({ restrictions }: Pick<MemberPermissions, 'restrictions'>) {
  return (
    <ul className="grant-list">
      {restrictions.map(({ key, label, description, hides, through }) => (
        <li key={key}>
          <IconCircleOff className="i" aria-hidden />
          <div className="grant-list-body">
            <b>{label}</b>
            {description ? <div>{description}</div> : null}
            {hides.length > 0 ? <div>Hides {new Intl.ListFormat('en').format(hides)}.</div> : null}
            <div className="sub">Through {through.join(', ')}</div>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function useMemberPermissions(memberId: string) {
  return useQuery({
    queryKey: ['members', memberId, 'permissions'],
    queryFn: ({ signal }) =>
      request<MemberPermissions>('GET', `/v1/members/${memberId}/permissions`, { signal }),
  });
}

/** The list while it loads, when that failed, and when it is there. */
export function MemberPermissionList({
  query,
}: {
  query: ReturnType<typeof useMemberPermissions>;
}) {
  if (query.error) return <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />;
  if (!query.data) return <Skeleton height={160} />;
  return <PermissionList permissions={query.data.permissions} />;
}
