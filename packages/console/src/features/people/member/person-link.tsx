import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { peopleSearch } from '../people-search.ts';

/** Opens a person beside the list, which keeps its filter and page. */
export function PersonLink({ memberId, children }: { memberId: string; children: ReactNode }) {
  return (
    <Link to="/people/$memberId" params={{ memberId }} search={(now) => peopleSearch(now)}>
      {children}
    </Link>
  );
}
