import { Link } from '@tanstack/react-router';
import './tabs.css';

interface AccessViewsProps {
  readonly permission?: string | undefined;
  readonly place?: string | undefined;
}

/** The three ways to ask about access; what is asked about goes along. */
export function AccessViews({ permission, place }: AccessViewsProps) {
  return (
    <nav className="tabs" aria-label="Ways to ask">
      <Link to="/check-access" search={{ permission, place }} activeOptions={exactly}>
        One person
      </Link>
      <Link to="/check-access/who" search={{ permission, place }} activeOptions={exactly}>
        Everybody who can
      </Link>
      <Link to="/check-access/coverage" search={{ permission }} activeOptions={exactly}>
        Where nobody can
      </Link>
    </nav>
  );
}

const exactly = { exact: true, includeSearch: false };
