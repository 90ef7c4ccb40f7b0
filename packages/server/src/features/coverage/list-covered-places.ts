import type { CoveragePlaces, CoveredPlaceView, coveragePlacesQuery } from '@latchkey/contract';
import { type MemberId, type Scope, sees } from '@latchkey/engine';
import type { z } from 'zod';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { readCursor } from '../../http/cursor.ts';
import type { SignedIn } from '../../http/env.ts';
import { page } from '../../http/page.ts';
import { requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { readNames } from '../../words/read-names.ts';
import { askedCoverage } from './asked-coverage.ts';
import { coveredPlaces, groupedPlaces } from './covered-places.ts';
import { countPlaces, type PlaceRow, readPeople, readPlaces } from './queries.ts';

type Query = z.output<typeof coveragePlacesQuery>;

/** The places behind a number of the table, by name. */
export async function listCoveredPlaces(
  services: Services,
  signedIn: SignedIn,
  query: Query,
): Promise<CoveragePlaces> {
  const { organizationId, memberId: reader } = signedIn;
  const { snapshot, reach } = await requireReach(services, signedIn, 'access.member.read');
  const now = Date.now();
  const asked = askedCoverage(snapshot, query);
  const { places, columns } = coveredPlaces(snapshot, asked, reach, now);
  const group = query.in === 'none' ? null : query.in;
  const inGroup =
    group === undefined ? places.keys() : (groupedPlaces(snapshot, asked, places).get(group) ?? []);
  const found = new Map<Scope, MemberId | null>();
  for (const index of inGroup) {
    const [place, cover] = [places[index], columns[0]?.[index]];
    if (place !== undefined && cover?.people === query.people) found.set(place, cover.only);
  }
  const isSeen = (memberId: MemberId) => sees(snapshot, reader, memberId, now);
  const { serverKey } = services.config;
  const of = { organizationId, list: 'coverage' };
  const cursor = readCursor(serverKey, of, query.cursor);
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const wanted = { organizationId, among: [...found.keys()], search: query.search };
      const rows = found.has(organizationId)
        ? await wholeOrganization(transaction, signedIn)
        : await readPlaces(transaction, wanted, query.limit, cursor);
      const onlyOnes = rows.flatMap(({ id }) => found.get(id) ?? []).filter(isSeen);
      const people = await readPeople(transaction, organizationId, onlyOnes);
      const item = ({ id, type, code, name, in: names }: PlaceRow): CoveredPlaceView => {
        const person = people.get(found.get(id) ?? 'mem_');
        return {
          place: { id, type, code, name },
          in: names,
          only: person ? { id: person.id, name: person.name } : null,
        };
      };
      return page({
        serverKey,
        of,
        limit: query.limit,
        cursor,
        rows,
        total: query.search?.trim() ? await countPlaces(transaction, wanted) : found.size,
        position: (row) => [row.sort_name, row.id],
        item,
      });
    },
    { readOnly: true },
  );
}

/** Where there are no places, the organization itself is what is looked at. */
async function wholeOrganization(
  transaction: Transaction,
  { organizationId }: SignedIn,
): Promise<PlaceRow[]> {
  const names = await readNames(transaction, organizationId, {
    sets: [],
    places: [organizationId],
  });
  return [...names.places.values()].map((place) => ({ ...place, sort_name: '', in: [] }));
}
