import { expect, test } from 'vitest';
import { invite, join, memberId, setId } from '../../test/populate.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { noon } from '../../test/test-organization.ts';
import { dominates, handOutSets, mayHandOut, sees } from './management.ts';
import { placeCount } from './places.ts';

const shop = shopOrganization();
join(shop, 'both', [
  { set: 'viewer', at: 'w1' },
  { set: 'viewer', at: 'e1' },
]);
join(shop, 'runa', [{ set: 'runner', at: 'w1' }]);
shop.must([invite(shop, 'ivy', [{ set: 'viewer', at: 'w2' }])]);

const above = (actor: string, target: string) =>
  dominates(shop.snapshot, memberId(actor), memberId(target), noon);
const seen = (actor: string, target: string) =>
  sees(shop.snapshot, memberId(actor), memberId(target), noon);

test('a manager is above whoever holds no more than the manager, and nowhere else', () => {
  expect(above('wanda', 'edgar')).toBe(true);
  expect(above('wanda', 'ivy')).toBe(true);
  expect(above('wanda', 'both')).toBe(false);
  expect(above('wanda', 'runa')).toBe(false);
  expect(above('wanda', 'olga')).toBe(false);
  expect(above('edgar', 'edgar')).toBe(false);
  expect(above('olga', 'stella')).toBe(true);
});

test('a manager sees people with a grant in the own part, and oneself', () => {
  expect(seen('wanda', 'both')).toBe(true);
  expect(seen('wanda', 'egon')).toBe(false);
  expect(seen('wanda', 'olga')).toBe(false);
  expect(seen('edgar', 'edgar')).toBe(true);
  expect(seen('edgar', 'wanda')).toBe(false);
  expect(seen('stella', 'olga')).toBe(true);
});

test('sets are handed out where one manages people, as listed, and within what one holds there', () => {
  const may = (name: string, key: string, scope: 'ent_w1' | 'ent_e1' | 'org_test') =>
    mayHandOut(shop.snapshot, memberId(name), setId(key), scope, noon);
  expect(may('wanda', 'editor', 'ent_w1')).toBe(true);
  expect(may('wanda', 'editor', 'ent_e1')).toBe(false);
  expect(may('wanda', 'editor', 'org_test')).toBe(false);
  expect(may('wanda', 'runner', 'ent_w1')).toBe(false);
  expect(may('wanda', 'manager', 'ent_w1')).toBe(false);
  expect(may('stella', 'manager', 'org_test')).toBe(true);
  expect(may('stella', 'runner', 'org_test')).toBe(false);
  expect(may('olga', 'runner', 'org_test')).toBe(true);
  expect(handOutSets(shop.snapshot, memberId('wanda'), noon)).toEqual(['pst_editor', 'pst_viewer']);
  expect(handOutSets(shop.snapshot, memberId('edgar'), noon)).toEqual([]);
});

test('places are counted by their type, closed ones left out', () => {
  expect(placeCount(shop.snapshot, 'ent_west', 'store')).toBe(2);
  expect(placeCount(shop.snapshot, shop.id, 'store')).toBe(3);
  const other = shopOrganization();
  other.must([{ type: 'entity.update', entityId: 'ent_w2', closed: true }]);
  expect(placeCount(other.snapshot, 'ent_west', 'store')).toBe(1);
});
