import { evaluate } from '../src/decide/evaluate.ts';
import { mayHandOut } from '../src/decide/management.ts';
import { masksOf } from '../src/decide/masks-of.ts';
import { placeFilter } from '../src/decide/place-filter.ts';
import { placeCount } from '../src/decide/places.ts';
import type { Scope } from '../src/ids.ts';
import { resolveMember } from '../src/snapshot/resolve-member.ts';
import type { Snapshot } from '../src/snapshot/snapshot.ts';
import { permissionsOf } from './oracle.ts';
import { day, type TestOrganization } from './test-organization.ts';

/** Everything that can be asked of a snapshot, answered: two snapshots with the same answers are the same. */
export function fingerprint(snapshot: Snapshot, organization: TestOrganization): unknown {
  const permissions = permissionsOf(organization.model);
  const places: Scope[] = [organization.id, ...organization.entities.keys(), 'ent_nowhere'];
  const times = [organization.now, organization.now + 1.5 * day];
  return {
    decisions: [...organization.members.keys(), 'mem_nobody' as const].map((memberId) => [
      memberId,
      times.map((now) => [
        permissions.map((permission) => placeFilter(snapshot, memberId, permission, now)),
        places.map((place) =>
          ['campaign.edit', 'stock.order'].map((permission) =>
            evaluate(snapshot, { memberId, permission, place }, now),
          ),
        ),
        places.map((place) => [...masksOf(snapshot, memberId, place, 'customer', now)].sort()),
        places.map((place) =>
          [...organization.sets.keys()]
            .filter((setId) => mayHandOut(snapshot, memberId, setId, place, now))
            .sort(),
        ),
      ]),
    ]),
    counts: places.map((place) => placeCount(snapshot, place, 'store')),
    users: ['usr_olga', 'usr_new1', 'usr_edgar', 'mem_wanda'].map((name) =>
      resolveMember(snapshot, name),
    ),
  };
}
