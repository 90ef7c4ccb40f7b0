import type { PermissionSet } from '@latchkey/contract';
import {
  handOutSets,
  type PermissionSetId,
  permissionGraph,
  permissionsAt,
  placeFilter,
  snapshotModel,
} from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { actorNames } from '../changes/actor-names.ts';
import { readHeldSets, readSets } from './queries.ts';
import { setView } from './set-view.ts';
import { sourceGains } from './source-gains.ts';

/**
 * The sets that the reader has to do with: all for owners and whoever sees or manages sets, else those
 * that the reader may hand out or holds.
 */
export async function listPermissionSets(
  services: Services,
  { organizationId, memberId, role }: SignedIn,
  only: PermissionSetId | null = null,
): Promise<PermissionSet[]> {
  const snapshot = await services.snapshots.current(organizationId);
  const now = Date.now();
  const mayBeHandedOut = new Set(handOutSets(snapshot, memberId, now));
  const { kind: manages } = placeFilter(snapshot, memberId, 'access.set.manage', now);
  const { kind: reads } = placeFilter(snapshot, memberId, 'access.set.read', now);
  const managesSets = role === 'owner' || manages === 'all';
  const graph = permissionGraph(snapshotModel(snapshot));
  const own = new Set(permissionsAt(snapshot, memberId, organizationId, now));

  const seesAll = managesSets || reads !== 'none';

  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const rows = await readSets(transaction, organizationId, only);
      const held = seesAll ? null : await readHeldSets(transaction, organizationId, memberId);
      const visible = rows.filter(
        ({ set_id }) => !held || held.has(set_id) || mayBeHandedOut.has(set_id),
      );
      const nameOf = await actorNames(transaction, organizationId, visible);
      const gains = await sourceGains(transaction, organizationId, graph, only);
      return visible.map((row) =>
        setView(row, {
          changedBy: nameOf(row),
          mayHandOut: mayBeHandedOut.has(row.set_id),
          managesSets,
          isOwner: role === 'owner',
          holdsAll:
            role === 'owner' || graph.closure(row.permissions).every((each) => own.has(each)),
          gained: gains.get(row.set_id) ?? [],
        }),
      );
    },
    { readOnly: true },
  );
}
