import { listMembers } from '../../src/decide/list-members.ts';
import { listPlaces } from '../../src/decide/list-places.ts';
import type { Page, PageRequest } from '../../src/decide/page.ts';
import { principalOf } from '../../src/decide/principal.ts';
import type { Chance } from '../chance.ts';
import { isAllowed } from '../oracle.ts';
import { entityTypes } from '../random-model.ts';
import { instant, randomQuestion } from '../random-world.ts';
import { type Property, same } from './property.ts';

const all = { after: null, limit: 1_000_000 };

/** Pages of one size, one after the other, to the end. */
function walked<Id extends string>(list: (page: PageRequest) => Page<Id>, limit: number): Id[][] {
  const pages: Id[][] = [];
  for (let after: Id | null = null; ; ) {
    const page: Page<Id> = list({ after, limit });
    pages.push([...page.ids]);
    if (page.next === null || pages.length > 10_000) return pages;
    after = page.next;
  }
}

function isWholeList<Id extends string>(
  list: (page: PageRequest) => Page<Id>,
  expected: readonly Id[],
  chance: Chance,
  asked: () => object,
): void {
  same(list(all), { ids: expected, next: null }, asked);
  const { length } = expected;
  for (const limit of new Set([1, 2, 3, length - 1, length, length + 1])) {
    if (limit < 1 || (limit < 20 && length > 100 && limit !== 3)) continue;
    const pages = walked(list, limit);
    same(pages.flat(), expected, () => ({ ...asked(), limit }));
    const full = pages.slice(0, -1).every((page) => page.length === limit);
    same(full, true, () => ({ ...asked(), limit, pages }));
  }
  const after = chance.pick([...expected, '', 'mem_', 'ent_5', '\uffff', 'zzz']);
  same(
    list({ after, limit: 1_000_000 }).ids,
    expected.filter((id) => id > after),
    () => ({ ...asked(), after }),
  );
}

export const lists: readonly Property[] = [
  {
    name: 'who may do something here are exactly those for whom the question is answered yes, page by page',
    holds: (world, chance, effort) => {
      const { snapshot, tables, members } = world;
      if (!world.holdsLists) return;
      for (const _ of chance.times(Math.ceil(4 * effort), Number)) {
        const { permission, place } = randomQuestion(chance, world);
        const now = instant(chance, world.now);
        const question = { permission, place };
        const expected = members
          .filter((memberId) => isAllowed(tables, { ...question, memberId }, now))
          .sort();
        const asking = () => ({ listMembers: question, now });
        isWholeList((page) => listMembers(snapshot, question, page, now), expected, chance, asking);
      }
    },
  },
  {
    name: 'where somebody may are exactly the places at which the question is answered yes, page by page',
    holds: (world, chance, effort) => {
      const { snapshot, tables, places } = world;
      if (!world.holdsLists) return;
      for (const _ of chance.times(Math.ceil(4 * effort), Number)) {
        const { memberId, permission, groups = [] } = randomQuestion(chance, world);
        const now = instant(chance, world.now);
        const type = chance.pick([...entityTypes, 'organization', 'nothing', 'toString']);
        const asked = { memberId, permission, groups };
        const allowed = places.filter((place) => isAllowed(tables, { ...asked, place }, now));
        const ofType = allowed.filter((place) => {
          const entity = [...tables.entities].find(([id]) => id === place);
          return (entity?.[1].type ?? 'organization') === type;
        });
        const asking = () => ({ listPlaces: asked, type, now });
        const expected = ofType.sort();
        isWholeList(
          (page) => listPlaces(snapshot, { ...asked, type }, page, now),
          expected,
          chance,
          asking,
        );
        const principal = principalOf(snapshot, memberId, groups);
        if (principal === null) continue;
        isWholeList(
          (page) => principal.entities(permission, type, page, now),
          expected,
          chance,
          asking,
        );
        same(principal.filter(permission, places, now), allowed, () => ({ filter: asked, now }));
      }
    },
  },
];
