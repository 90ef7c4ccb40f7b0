import { expect, test } from 'vitest';
import { shopModel } from '../../test/shop-model.ts';
import { createSnapshot } from '../snapshot/create-snapshot.ts';
import { coverage } from './coverage.ts';

test('nobody but an owner can what requires a module that is off at the place', () => {
  const now = 1;
  const set = { restrictions: [], mayGrant: [] };
  const place = { type: 'store', closed: false, parents: [] };
  const snapshot = createSnapshot({
    organizationId: 'org_1',
    revision: 0,
    model: shopModel,
    modulesOff: [],
    entities: [
      { ...place, entityId: 'ent_1', code: '1', modulesOff: [] },
      { ...place, entityId: 'ent_2', code: '2', modulesOff: ['stock'] },
      { ...place, entityId: 'ent_3', code: '3', modulesOff: [], closed: true },
    ],
    permissionSets: [{ ...set, setId: 'pst_1', permissions: ['campaign.restock', 'stock.count'] }],
    members: [
      {
        memberId: 'mem_1',
        userId: null,
        externalId: null,
        role: 'member',
        status: 'active',
        accessEndsAt: null,
        visiting: false,
      },
    ],
    grants: [
      {
        grantId: 'grt_1',
        memberId: 'mem_1',
        setId: 'pst_1',
        permissions: null,
        scope: 'org_1',
        startsAt: null,
        endsAt: null,
      },
    ],
  });
  const permissions = ['campaign.restock', 'stock.count', 'no.such'];
  const { places, columns } = coverage(snapshot, { permissions, type: 'store' }, now);
  expect(places).toEqual(['ent_1', 'ent_2']);
  const nobody = { people: 'nobody', only: null };
  expect(columns).toEqual([
    [{ people: 'one', only: 'mem_1' }, nobody],
    [
      { people: 'one', only: 'mem_1' },
      { people: 'off', only: null },
    ],
    [nobody, nobody],
  ]);
});
