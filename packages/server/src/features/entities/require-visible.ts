import type { Reader } from '../../decide/reader.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { type VisibleEntities, visibleEntities } from './visible-entities.ts';

/** What the reader may see of the hierarchy; whoever manages nothing is refused. */
export async function requireVisible(
  { snapshots }: Services,
  { organizationId, memberId }: Reader,
): Promise<VisibleEntities> {
  const visible = visibleEntities(await snapshots.current(organizationId), memberId, Date.now());
  if (!visible) throw new ProblemError('forbidden');
  return visible;
}
