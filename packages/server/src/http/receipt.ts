import type { ChangeReceipt } from '@latchkey/contract';
import type { OrganizationId } from '@latchkey/engine';
import type { Committed } from '../change/commit.ts';
import type { Services } from '../services.ts';

/** What the caller of a change gets: its id, and a token with which the next question includes it. */
export function receipt(
  { revisions }: Services,
  organizationId: OrganizationId,
  committed: Pick<Committed, 'changeId' | 'revision'>,
): ChangeReceipt {
  return {
    changeId: committed.changeId,
    revision: revisions.of(organizationId, committed.revision),
  };
}
