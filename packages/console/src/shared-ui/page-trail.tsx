import type { ReactNode } from 'react';
import { useAccessModel } from '../api/access-model.ts';
import './page-trail.css';

interface PageTrailProps {
  readonly page: 'people' | 'permissionSets' | 'places';
  /** On a page below that one: the link back to it. */
  readonly children?: ReactNode;
}

/** Where a page lies in the platform, as the access model says, and the way back up. */
export function PageTrail({ page, children }: PageTrailProps) {
  const trail = useAccessModel().pages[page] ?? [];
  if (trail.length === 0 && !children) return null;
  return (
    <nav aria-label="Where this page lies">
      <ol className="page-trail">
        {trail.map((step) => (
          <li key={step}>{step}</li>
        ))}
        {children ? <li>{children}</li> : null}
      </ol>
    </nav>
  );
}
