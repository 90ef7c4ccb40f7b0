import type { PermissionSet } from '@latchkey/contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../api/model-words.ts';
import { PageTrail } from '../../shared-ui/page-trail.tsx';

interface SetsTrailProps {
  /** Which kind of set the page is about. */
  readonly kind?: PermissionSet['kind'];
}

const kinds = { standard: 'Standard', starter: 'Starter', custom: 'Custom' };

/** The way back from one set to all of them, and where these lie in the platform. */
export function SetsTrail({ kind }: SetsTrailProps) {
  return (
    <PageTrail page="permissionSets">
      <Link to="/permission-sets">{useWords().permissionSets}</Link>
      {kind ? ` › ${kinds[kind]}` : null}
    </PageTrail>
  );
}
