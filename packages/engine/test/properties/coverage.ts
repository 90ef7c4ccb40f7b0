import { coverage, placesOfType } from '../../src/decide/coverage.ts';
import type { Scope } from '../../src/ids.ts';
import { isOff, oracle } from '../oracle.ts';
import { entityTypes } from '../random-model.ts';
import { instant, type World } from '../random-world.ts';
import { type Property, same } from './property.ts';

export const covered: readonly Property[] = [
  {
    name: 'a place is covered by exactly the people besides owners who may, and every open place is looked at once',
    holds: (world, chance, effort) => {
      if (!world.holdsLists) return;
      const { snapshot, tables } = world;
      const entities = [...tables.entities];
      for (const _ of chance.times(Math.ceil(2 * effort), Number)) {
        // Asked together, with one that the model does not have among them.
        const permissions = [
          chance.pick(world.permissions),
          'no.such',
          chance.pick(world.permissions),
        ];
        const now = instant(chance, world.now);
        for (const type of [...entityTypes, 'organization']) {
          const { places, columns } = coverage(snapshot, { permissions, type }, now);
          const asked = () => ({ coverage: permissions, type, now });
          const open: Scope[] = entities
            .filter(([, entity]) => entity.type === type && !entity.closed)
            .map(([id]) => id);
          if (type === 'organization') open.push(tables.id);
          same(places, open.sort(), asked);
          same(placesOfType(snapshot, type), open, asked);
          permissions.forEach((permission, column) => {
            places.forEach((place, index) => {
              const expected = plainly(world, permission, place, now);
              same(columns[column]?.[index], expected, () => [asked(), permission, place]);
            });
          });
        }
      }
    },
  },
];

function plainly({ tables, members }: World, permission: string, place: Scope, now: number) {
  const may = members.filter(
    (memberId) => oracle(tables, { memberId, permission, place }, now) === 'granted',
  );
  const [only = null] = may;
  if (may.length > 1) return { people: 'several', only: null };
  if (may.length === 1) return { people: 'one', only };
  return { people: isOff(tables, permission, place) ? 'off' : 'nobody', only: null };
}
