import { expect, test } from 'vitest';
import { entityId, join, memberId } from '../../test/populate.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { day } from '../../test/test-organization.ts';
import { accessOf } from './access-of.ts';

const shop = shopOrganization();

test('nobody has an access that is not known', () => {
  expect(accessOf(shop.snapshot, 'mem_nobody', shop.now)).toBeNull();
});

test('a set that is held twice at a place is named there once', () => {
  const viewer = { set: 'viewer', at: 'west' };
  join(shop, 'tess', [viewer, { ...viewer, endsAt: shop.now + day }]);
  const told = accessOf(shop.snapshot, memberId('tess'), shop.now);
  expect(told?.permissions[0]?.through).toEqual([
    { setId: 'pst_viewer', scopes: [entityId('west')] },
  ]);
});
