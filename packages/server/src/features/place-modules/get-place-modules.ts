import type { PlaceModules } from '@latchkey/contract';
import {
  ancestors,
  handOutPermissions,
  modulesOffAt,
  permissionGraph,
  type Scope,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { readNames } from '../../words/read-names.ts';
import { visibleEntities } from '../entities/visible-entities.ts';
import { countHolders } from './queries.ts';

/** Which modules are on at a place, for whoever manages people there. */
export async function getPlaceModules(
  services: Services,
  signedIn: SignedIn,
  place: Scope = signedIn.organizationId,
): Promise<PlaceModules> {
  const { organizationId } = signedIn;
  const snapshot = await services.snapshots.current(organizationId);
  requireManaged(snapshot, signedIn, place);
  const { modules } = snapshotModel(snapshot);
  const graph = permissionGraph({ modules });
  const off = modulesOffAt(snapshot, place);
  const lineage = ancestors(snapshot, place);
  const own = Object.entries(modules).filter(([key]) => key !== 'access');
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const names = await readNames(transaction, organizationId, { sets: [], places: lineage });
      const found = names.places.get(place);
      if (!found) throw new ProblemError('not_found');
      const views: PlaceModules['modules'] = [];
      for (const [key, { label, description, permissions, switchable }] of own) {
        const offAt = off.get(key);
        views.push({
          key,
          label,
          description: description ?? null,
          switchable: switchable !== undefined,
          on: offAt === undefined,
          offAt: offAt === undefined ? null : (names.places.get(offAt) ?? null),
          holders: await countHolders(
            transaction,
            organizationId,
            lineage,
            bringing(graph, modules, Object.keys(permissions)),
          ),
        });
      }
      return { place: found, modules: views };
    },
    { readOnly: true },
  );
}

/** Every permission that is one of these or brings one of them. */
function bringing(
  graph: ReturnType<typeof permissionGraph>,
  modules: ReturnType<typeof snapshotModel>['modules'],
  wanted: readonly string[],
): string[] {
  const all = Object.values(modules).flatMap(({ permissions }) => Object.keys(permissions));
  return all.filter((name) => graph.closure([name]).some((held) => wanted.includes(held)));
}

function requireManaged(snapshot: Snapshot, { memberId, role }: SignedIn, place: Scope): void {
  if (role === 'owner') return;
  const now = Date.now();
  if (handOutPermissions(snapshot, memberId, place, now).length > 0) return;
  const seen = visibleEntities(snapshot, memberId, now);
  const isSeen =
    seen !== null && (seen.managed === null || seen.managed.some((id) => id === place));
  throw new ProblemError(isSeen ? 'forbidden' : 'not_found');
}
