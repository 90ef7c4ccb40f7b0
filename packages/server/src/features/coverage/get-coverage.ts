import type { Coverage, CoverageCell, CoverageQuery } from '@latchkey/contract';
import { type MemberId, type PlaceCover, type Scope, sees, snapshotModel } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { permissionAct, permissionLabel, permissionRisk } from '../../words/permission-label.ts';
import { readNames } from '../../words/read-names.ts';
import { askedCoverage } from './asked-coverage.ts';
import { coveredPlaces, groupedPlaces } from './covered-places.ts';
import { readPeople } from './queries.ts';

const shownAlone = 20;

/** Places where nobody besides owners can do what matters, and people who alone can, counted. */
export async function getCoverage(
  services: Services,
  signedIn: SignedIn,
  query: CoverageQuery,
): Promise<Coverage> {
  const { organizationId, memberId: reader } = signedIn;
  const { snapshot, reach } = await requireReach(services, signedIn, 'access.member.read');
  const now = Date.now();
  const model = snapshotModel(snapshot);
  const asked = askedCoverage(snapshot, query);
  const { places, columns } = coveredPlaces(snapshot, asked, reach, now);
  const groups = groupedPlaces(snapshot, asked, places);
  const alone = aloneSomewhere(asked.permissions, places, columns);
  const seen = [...alone].filter(([memberId]) => sees(snapshot, reader, memberId, now));
  seen.sort(([, one], [, other]) => other.places.size - one.places.size);

  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const names = await readNames(transaction, organizationId, {
        sets: [],
        places: [...groups.keys()].filter((group) => group !== null),
      });
      const shown = seen.slice(0, shownAlone);
      const people = await readPeople(
        transaction,
        organizationId,
        shown.map(([memberId]) => memberId),
      );
      return {
        type: asked.type,
        types: [...asked.types],
        by: asked.by,
        groupings: [...asked.groupings],
        permissions: asked.permissions.map((key) => ({
          key,
          label: permissionLabel(model, key),
          act: permissionAct(model, key),
          risk: permissionRisk(model, key),
        })),
        groups: [...groups]
          .map(([group, indexes]) => ({
            place: group === null ? null : (names.places.get(group) ?? null),
            places: indexes.length,
            cells: columns.map((column) =>
              counted(indexes.flatMap((index) => column[index] ?? [])),
            ),
          }))
          .sort((one, other) => byName(one.place, other.place)),
        total: {
          places: places.length,
          cells: columns.map((column) => counted(column)),
        },
        alone: shown.flatMap(([memberId, { permissions, places }]) => {
          const person = people.get(memberId);
          return person ? [{ ...person, permissions: [...permissions], places: places.size }] : [];
        }),
        aloneTotal: seen.length,
      };
    },
    { readOnly: true },
  );
}

function counted(covered: readonly PlaceCover[]): CoverageCell {
  const cell = { nobody: 0, one: 0, off: 0 };
  for (const { people } of covered) if (people !== 'several') cell[people] += 1;
  return cell;
}

interface Alone {
  readonly permissions: Set<string>;
  readonly places: Set<Scope>;
}

function aloneSomewhere(
  permissions: readonly string[],
  places: readonly Scope[],
  columns: readonly (readonly PlaceCover[])[],
): Map<MemberId, Alone> {
  const alone = new Map<MemberId, Alone>();
  columns.forEach((column, index) => {
    const permission = permissions[index];
    column.forEach(({ only }, at) => {
      const place = places[at];
      if (only === null || permission === undefined || place === undefined) return;
      const known = alone.get(only) ?? { permissions: new Set(), places: new Set() };
      known.permissions.add(permission);
      known.places.add(place);
      alone.set(only, known);
    });
  });
  return alone;
}

type Named = { readonly name: string } | null;

/** By name, and what lies in none comes last. */
function byName(one: Named, other: Named): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one.name.localeCompare(other.name, 'en', { numeric: true });
}
