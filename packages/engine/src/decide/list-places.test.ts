import { expect, test, vi } from 'vitest';
import { shopOrganization } from '../../test/shop-organization.ts';
import { noon } from '../../test/test-organization.ts';
import { PlaceLists } from '../snapshot/place-lists.ts';
import { listPlaces } from './list-places.ts';

test('of a type that the model does not have there are no places, and no list is kept', () => {
  const { snapshot } = shopOrganization();
  const kept = vi.spyOn(PlaceLists.prototype, 'of');
  const ask = (type: string) =>
    listPlaces(
      snapshot,
      { memberId: 'mem_olga', permission: 'campaign.edit', type },
      { after: null, limit: 10 },
      noon,
    ).ids;
  for (const type of ['nothing', 'toString', '']) expect(ask(type)).toEqual([]);
  expect(kept).not.toHaveBeenCalled();
  expect(ask('store')).toEqual(['ent_e1', 'ent_w1', 'ent_w2']);
  expect(ask('organization')).toEqual(['org_test']);
  expect(kept).toHaveBeenCalledTimes(2);
});
