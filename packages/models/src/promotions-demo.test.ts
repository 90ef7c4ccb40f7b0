import { permissionGraph } from '@latchkey/engine';
import { expect, test } from 'vitest';
import { loyaltyDemo } from './loyalty-demo.ts';
import { promotionsModel } from './promotions.ts';
import { promotionsDemo } from './promotions-demo.ts';

const demo = promotionsDemo();
const graph = permissionGraph(promotionsModel);

test('the demo is a group of five companies, three of which have bought loyalty', () => {
  expect(demo.entities).toHaveLength(5);
  expect(demo.entities.filter(({ modulesOff }) => modulesOff?.length === 0)).toHaveLength(3);
});

test('some forty people hold every permission of the model, and what they hold can stand', () => {
  const { people } = demo;
  expect(people.length).toBeGreaterThanOrEqual(35);
  expect(people[0]).toMatchObject({ role: 'owner', state: 'active' });
  const held = people.flatMap(({ grants }) =>
    grants.map((grant) => ('permissions' in grant ? grant.permissions : [])),
  );
  for (const permissions of held) expect(graph.problems(permissions)).toEqual([]);
  const own = Object.entries(promotionsModel.modules).flatMap(([key, { permissions }]) =>
    key === 'access' ? [] : Object.keys(permissions),
  );
  expect([...new Set(held.flat())].sort()).toEqual(own.sort());
});

test('some hold nothing, some hold all companies with those to come, and nobody shares an address or a name', () => {
  const { people } = demo;
  expect(
    people.some(
      ({ grants, role, state }) => role === 'member' && state === 'active' && grants.length === 0,
    ),
  ).toBe(true);
  expect(people.some(({ grants }) => grants.some(({ place }) => place === 'organization'))).toBe(
    true,
  );
  const everybody = [...people, ...loyaltyDemo().people];
  expect(new Set(everybody.map(({ address }) => address)).size).toBe(everybody.length);
  expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
});

test('nobody is given a permission of loyalty at a company without it', () => {
  const without = demo.entities.filter(({ modulesOff }) => modulesOff?.includes('loyalty'));
  for (const { grants } of demo.people) {
    for (const grant of grants) {
      const { place } = grant;
      if (place === 'organization' || !without.some(({ code }) => code === place.code)) continue;
      const permissions = 'permissions' in grant ? grant.permissions : [];
      expect(permissions.filter((name) => name.startsWith('loyalty.'))).toEqual([]);
    }
  }
});
