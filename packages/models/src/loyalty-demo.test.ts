import { expect, test } from 'vitest';
import { loyaltyModel } from './loyalty.ts';
import { loyaltyDemo } from './loyalty-demo.ts';

const demo = loyaltyDemo();
const key = ({ type, code }: { type: string; code: string }) => `${type}:${code}`;

test('the demo is a company of two concepts, a dozen zones and 1,200 stores, each in one of both', () => {
  const ofType = (type: string) => demo.entities.filter((entity) => entity.type === type);
  expect([ofType('concept').length, ofType('zone').length, ofType('store').length]).toEqual([
    2, 12, 1200,
  ]);
  for (const store of ofType('store')) {
    expect(store.parents.map(({ type }) => type)).toEqual(['concept', 'zone']);
  }
});

test('everything that the demo names is there, before it is named', () => {
  const known = new Set<string>();
  for (const entity of demo.entities) {
    for (const parent of entity.parents) expect(known).toContain(key(parent));
    expect(known).not.toContain(key(entity));
    known.add(key(entity));
  }
  const sets = new Set([
    ...Object.keys(loyaltyModel.permissionSets),
    ...demo.permissionSets.map((set) => set.key),
  ]);
  for (const { grants } of demo.people) {
    for (const { place, ...holding } of grants) {
      expect(sets).toContain('set' in holding ? holding.set : null);
      if (place !== 'organization') expect(known).toContain(key(place));
    }
  }
});

test('some hundred people hold it together, each with an address and a name of their own', () => {
  const { people } = demo;
  expect(people.length).toBeGreaterThan(100);
  expect(new Set(people.map(({ address }) => address)).size).toBe(people.length);
  expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
  expect(people[0]).toMatchObject({ role: 'owner', state: 'active' });
  for (const { role, grants, address } of people) {
    expect(address).toMatch(/^[a-z.]+@[a-z]+\.example$/);
    expect(grants.length > 0).toBe(role === 'member');
  }
  const states = new Set(people.map(({ state }) => state));
  expect(states).toEqual(new Set(['active', 'waiting', 'expired', 'suspended', 'removed']));
  expect(people.some(({ accessEndsInDays }) => accessEndsInDays !== null)).toBe(true);
});

test('the demo is the same on every call', () => {
  expect(loyaltyDemo()).toEqual(demo);
});
