import type { WhoCan, WhoCanFilter, whoCanQuery } from '@latchkey/contract';
import {
  type MemberId,
  modulesOffAt,
  type PermissionSetId,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import type { z } from 'zod';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { readCursor } from '../../http/cursor.ts';
import type { SignedIn } from '../../http/env.ts';
import { page } from '../../http/page.ts';
import { ProblemError } from '../../http/problem.ts';
import { requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { permissionAct } from '../../words/permission-label.ts';
import { whereWords } from '../../words/place-words.ts';
import { readNames } from '../../words/read-names.ts';
import { knowsPlace } from '../entities/knows-place.ts';
import { visibleEntities } from '../entities/visible-entities.ts';
import { memberOrder } from '../members/member-order.ts';
import { type AskedWho, type PeopleWhoCan, peopleWhoCan, type Source } from './people-who-can.ts';
import { personView } from './person-view.ts';
import { countPeople, readPeople } from './queries.ts';

/** Who may do something at a place, as far as the reader sees people, with the reason of each. */
export async function whoCan(
  services: Services,
  signedIn: SignedIn,
  query: z.output<typeof whoCanQuery>,
): Promise<WhoCan> {
  const { organizationId } = signedIn;
  const { snapshot, asked, people, mayCount } = await findWhoCan(services, signedIn, query);
  const { serverKey } = services.config;
  const of = { organizationId, list: 'who-can' };
  const cursor = readCursor(serverKey, of, query.cursor);
  const order = memberOrder('name', cursor);
  const among = chosen(people, query.source);
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const wanted = { organizationId, among, search: query.search };
      const rows = await readPeople(transaction, wanted, order, query.limit);
      const total = query.search?.trim() ? await countPeople(transaction, wanted) : among.length;
      const view = await personView(transaction, signedIn, snapshot, asked, rows);
      const names = await readNames(transaction, organizationId, {
        sets: [],
        places: [asked.place],
      });
      const place = names.places.get(asked.place);
      if (!place) throw new ProblemError('unknown_place');
      const { data, ...around } = page({
        serverKey,
        of,
        limit: query.limit,
        cursor,
        rows,
        total,
        position: (row) => [row.sort_key, row.member_id],
        item: view,
      });
      return {
        ...around,
        data: data.filter((person) => person !== null),
        act: permissionAct(snapshotModel(snapshot), asked.permission),
        place,
        where: whereWords(snapshot, asked.place, place),
        sources: await sourcesOf(transaction, signedIn, snapshot, people),
        others: mayCount ? people.unseen : null,
        moduleOff: isOff(snapshot, asked),
      };
    },
    { readOnly: true },
  );
}

/** The people behind a list or a file, once it is sure that the reader may ask. */
export async function findWhoCan(
  services: Services,
  signedIn: SignedIn,
  { permission, place, at }: WhoCanFilter,
) {
  const { memberId } = signedIn;
  const { snapshot, reach } = await requireReach(services, signedIn, 'access.member.read');
  const now = Date.now();
  const visible = visibleEntities(snapshot, memberId, now);
  if (!knowsPlace(snapshot, visible, place)) throw new ProblemError('unknown_place');
  const asked: AskedWho = { permission, place, asked: at === undefined ? now : Date.parse(at) };
  const reader = { memberId, seesEverybody: reach.kind === 'all' };
  return {
    snapshot,
    asked,
    people: await peopleWhoCan(snapshot, asked, reader, now),
    /** Whether the reader is told how many people there are at this place. */
    mayCount: visible?.counted === null || visible?.counted.has(place) === true,
  };
}

/** Those of one source, or all. */
export const chosen = ({ seen }: PeopleWhoCan, source: Source | undefined): MemberId[] =>
  [...seen].flatMap(([memberId, from]) =>
    source === undefined || from === source ? memberId : [],
  );

async function sourcesOf(
  transaction: Transaction,
  { organizationId }: SignedIn,
  snapshot: Snapshot,
  { seen }: PeopleWhoCan,
): Promise<WhoCan['sources']> {
  const counts = new Map<Source, number>();
  for (const source of seen.values()) counts.set(source, (counts.get(source) ?? 0) + 1);
  const isSet = (source: Source): source is PermissionSetId =>
    source !== 'owners' && source !== 'direct';
  const names = await readNames(transaction, organizationId, {
    sets: [...counts.keys()].filter(isSet),
    places: [],
  });
  const { words } = snapshotModel(snapshot);
  const labelOf = (source: Source) => {
    if (source === 'owners') return words?.owner ?? 'Owner';
    return source === 'direct' ? 'Given directly' : (names.sets.get(source) ?? source);
  };
  return [...counts]
    .map(([source, people]) => ({ source, label: labelOf(source), people }))
    .sort((one, other) => other.people - one.people || one.label.localeCompare(other.label));
}

function isOff(snapshot: Snapshot, { permission, place }: AskedWho): boolean {
  const { modules } = snapshotModel(snapshot);
  const off = modulesOffAt(snapshot, place);
  return Object.entries(modules).some(
    ([key, { permissions }]) => off.has(key) && Object.hasOwn(permissions, permission),
  );
}
