import type { OrganizationId } from '@latchkey/engine';

export type FollowTarget =
  | { readonly organizationId: OrganizationId; readonly endpoint: 'snapshot' }
  | {
      readonly organizationId: OrganizationId;
      readonly endpoint: 'changes';
      readonly query: URLSearchParams;
    };

const followPath =
  /^\/organizations\/(org_[0-9a-z]{8,40})\/access\/v1\/(snapshot|changes)(?:\?(.*))?$/;

/** The organization and endpoint that a path names; null: the path is somebody else's. */
export function findFollowTarget(url: string): FollowTarget | null {
  if (!url.startsWith('/organizations/')) return null;
  const [, id, endpoint, query = ''] = followPath.exec(url) ?? [];
  if (id === undefined) return null;
  const organizationId = id as OrganizationId; // the expression has proved the shape
  return endpoint === 'changes'
    ? { organizationId, endpoint, query: new URLSearchParams(query) }
    : { organizationId, endpoint: 'snapshot' };
}
