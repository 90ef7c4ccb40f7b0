import { modulesOffAt } from '../../src/decide/modules-off-at.ts';
import { ancestors, descendants, placeCount, placesByType } from '../../src/decide/places.ts';
import { entityName, memberName } from '../../src/decide/wire-names.ts';
import type { MemberId, Scope } from '../../src/ids.ts';
import { resolveEntity } from '../../src/snapshot/resolve-entity.ts';
import { resolveMember } from '../../src/snapshot/resolve-member.ts';
import { above } from '../oracle.ts';
import { entityTypes } from '../random-model.ts';
import type { World } from '../random-world.ts';
import { type Property, same } from './property.ts';

export const hierarchy: readonly Property[] = [
  {
    name: 'what lies above and below a place is the same seen from both ends',
    holds: (world, chance, effort) => {
      const { snapshot, tables, places } = world;
      for (const place of chance.shuffled(places).slice(0, Math.ceil(10 * effort))) {
        const lineage = ancestors(snapshot, place);
        same(new Set(lineage), above(tables, place), () => ({ ancestors: place }));
        same([lineage[0], lineage.at(-1)], [place, tables.id], () => ({ ancestors: place }));
        const below = places.filter((other) => above(tables, other).has(place));
        same(descendants(snapshot, [place]), new Set(below), () => ({ descendants: place }));
        for (const type of entityTypes) {
          const count = below.filter((other) => {
            const entity = entityOf(world, other);
            return entity?.type === type && !entity.closed;
          }).length;
          same(placeCount(snapshot, place, type), count, () => ({ placeCount: place, type }));
          const counted = placesByType(snapshot, [...below, 'ent_gone']).get(type) ?? 0;
          same(counted, count, () => ({ placesByType: below, type }));
        }
      }
    },
  },
  {
    name: 'a place says which modules are off there, and where they were switched off',
    holds: (world, chance, effort) => {
      const { snapshot, tables, places } = world;
      for (const place of chance.shuffled(places).slice(0, Math.ceil(6 * effort))) {
        const found = modulesOffAt(snapshot, place);
        const switched = (scope: Scope) =>
          (scope === tables.id
            ? tables.modulesOff
            : (entityOf(world, scope)?.modulesOff ?? [])
          ).filter(
            (key) =>
              Object.hasOwn(tables.model.modules, key) && tables.model.modules[key]?.switchable,
          );
        const asked = () => ({ modulesOffAt: place });
        same(new Set(found.keys()), new Set([...above(tables, place)].flatMap(switched)), asked);
        for (const [key, scope] of found) same(switched(scope).includes(key), true, asked);
      }
    },
  },
  {
    name: 'a name stands for the one place or person that bears it',
    holds: (world, chance, effort) => {
      const { snapshot, tables, holdsLists } = world;
      const entities = [...tables.entities];
      const codes = entities.map(([, { code }]) => code);
      const names = [...chance.some(codes, 8 * effort), 'p0', 'x1', ''];
      for (const name of names.flatMap((each) => [each, each.toUpperCase(), each.slice(1)])) {
        for (const type of entityTypes) {
          const [found] =
            entities.find(([id, entity]) => id === name && entity.type === type) ??
            entities.find(
              ([, entity]) =>
                entity.type === type && entity.code.toLowerCase() === name.toLowerCase(),
            ) ??
            [];
          if (found !== undefined && !found.startsWith('ent_')) continue;
          same(resolveEntity(snapshot, type, name), found ?? null, () => ({ resolve: name, type }));
        }
      }
      const people = chance.shuffled([...tables.members]).slice(0, 5 * effort);
      for (const [memberId, { userId, externalId }] of people) {
        for (const name of [memberId, userId ?? 'usr_nobody', externalId ?? 'nobody']) {
          same(resolveMember(snapshot, name), personOf(world, name), () => ({ resolve: name }));
        }
      }
      for (const [memberId, { userId, externalId, status }] of people) {
        // A branch names nobody, and nobody asks for the name of one who is not there.
        if (!holdsLists || !['active', 'suspended'].includes(status)) continue;
        const name = memberName(snapshot, memberId);
        const asked = () => ({ memberName: memberId, name });
        const leadsBack = externalId && personOf(world, externalId) === memberId;
        same(name, leadsBack ? externalId : (userId ?? memberId), asked);
        // Only an id that begins as members' ids do is known for one.
        if (name.startsWith('mem_') || name !== memberId) {
          same(resolveMember(snapshot, name), memberId, asked);
        }
      }
      for (const [entityId, { type, code }] of chance.shuffled(entities).slice(0, 5 * effort)) {
        const name = entityName(snapshot, entityId);
        const asked = () => ({ entityName: entityId, name, type, code });
        same([entityId, code].includes(name), true, asked);
        if (!entityId.startsWith('ent_')) continue;
        same(resolveEntity(snapshot, type, name), entityId, asked);
        if (code !== '' && resolveEntity(snapshot, type, code) === entityId)
          same(name, code, asked);
      }
    },
  },
];

const entityOf = ({ tables }: World, scope: Scope) =>
  scope === tables.id
    ? undefined
    : new Map<Scope, ReturnType<typeof rows>>(tables.entities).get(scope);
const rows = ({ tables }: World) => [...tables.entities.values()][0];

function personOf({ tables }: World, name: string): MemberId | null {
  const [found] =
    [...tables.members].find(([memberId, { status, userId, externalId }]) => {
      if (name.startsWith('mem_')) return memberId === name;
      return status !== 'removed' && (name.startsWith('usr_') ? userId : externalId) === name;
    }) ?? [];
  return found === undefined || tables.members.get(found)?.status === 'invited' ? null : found;
}
