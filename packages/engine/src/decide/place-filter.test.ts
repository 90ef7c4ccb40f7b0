import { expect, test } from 'vitest';
import { shopModel } from '../../test/shop-model.ts';
import type { EntityId, Instant, PermissionSetId, Scope } from '../ids.ts';
import { createSnapshot } from '../snapshot/create-snapshot.ts';
import { evaluate } from './evaluate.ts';
import { expandFilter, placeFilter } from './place-filter.ts';

const place = (code: string, type: string, parents: string[] = []) => ({ code, type, parents });
const places = [
  place('c1', 'concept'),
  place('c2', 'concept'),
  place('west', 'zone'),
  place('east', 'zone'),
  place('w1', 'store', ['c1', 'west']),
  place('w2', 'store', ['c2', 'west']),
  place('e1', 'store', ['c1', 'east']),
];
const now = 10;

interface Holding {
  readonly at: string;
  readonly set?: PermissionSetId;
  readonly permissions?: readonly string[];
  readonly startsAt?: Instant;
  readonly endsAt?: Instant;
}

const scopeOf = (at: string): Scope => (at === 'organization' ? 'org_shop' : `ent_${at}`);

function snapshotOf(grants: readonly Holding[], stockOffAt: readonly string[] = []) {
  return createSnapshot({
    organizationId: 'org_shop',
    revision: 1,
    model: shopModel,
    modulesOff: stockOffAt.includes('organization') ? ['stock'] : [],
    entities: places.map(({ code, type, parents }) => ({
      entityId: `ent_${code}` as const,
      type,
      code,
      parents: parents.map((parent): EntityId => `ent_${parent}`),
      closed: false,
      modulesOff: stockOffAt.includes(code) ? ['stock'] : [],
    })),
    permissionSets: [
      {
        setId: 'pst_quiet',
        permissions: ['money.ask'],
        mayGrant: [],
        restrictions: ['hide-number'],
      },
    ],
    members: [
      {
        memberId: 'mem_a',
        userId: null,
        externalId: null,
        role: 'member',
        status: 'active',
        accessEndsAt: null,
        visiting: false,
      },
    ],
    grants: grants.map(
      ({ at, set = null, permissions = [], startsAt = null, endsAt = null }, index) => ({
        grantId: `grt_${index}` as const,
        memberId: 'mem_a',
        ...(set === null ? { setId: null, permissions } : { setId: set, permissions: null }),
        scope: scopeOf(at),
        startsAt,
        endsAt,
      }),
    ),
  });
}

/** The filter, once it has been seen to answer as the question does. */
function filterOf(permission: string, grants: readonly Holding[], stockOffAt?: readonly string[]) {
  const snapshot = snapshotOf(grants, stockOffAt);
  const filter = placeFilter(snapshot, 'mem_a', permission, now);
  const yes = ['organization', ...places.map(({ code }) => code)]
    .map(scopeOf)
    .filter(
      (scope) => evaluate(snapshot, { memberId: 'mem_a', permission, place: scope }, now).allowed,
    );
  expect(expandFilter(snapshot, filter, null)).toEqual(yes.sort());
  return filter;
}

const run = { permissions: ['campaign.run'] };
const count = { permissions: ['stock.count'] };
const restock = { permissions: ['campaign.restock'] };
const forever = { validUntil: null };

test('a grant at the whole organization is a filter of everything', () => {
  expect(filterOf('campaign.view', [{ ...run, at: 'organization' }])).toEqual({
    kind: 'all',
    ...forever,
  });
  expect(filterOf('money.ask', [{ ...run, at: 'organization' }])).toEqual({
    kind: 'none',
    ...forever,
  });
});

test('places that lie in others of the filter are not named again', () => {
  const grants = [
    { ...run, at: 'w1' },
    { ...run, at: 'west' },
    { ...run, at: 'e1' },
  ];
  expect(filterOf('campaign.view', grants)).toMatchObject({
    kind: 'some',
    under: ['ent_e1', 'ent_west'],
    except: [],
  });
});

test('what is switched off below is excepted, also where it reaches the places from the side', () => {
  const everywhere = [{ ...count, at: 'organization' }];
  const west = [{ ...count, at: 'west' }];
  expect(filterOf('stock.count', everywhere, ['w1', 'east'])).toMatchObject({
    under: ['org_shop'],
    except: ['ent_east', 'ent_w1'],
  });
  expect(filterOf('stock.count', west, ['c1', 'east'])).toMatchObject({
    under: ['ent_west'],
    except: ['ent_c1'],
  });
  expect(filterOf('stock.count', west, ['organization', 'w1'])).toMatchObject({ kind: 'none' });
});

test('a permission is excepted where what it requires is switched off', () => {
  const grants = [{ at: 'west', permissions: ['campaign.restock', 'stock.count'] }];
  expect(filterOf('campaign.restock', grants, ['w2'])).toMatchObject({
    under: ['ent_west'],
    except: ['ent_w2'],
  });
});

test('what one grant requires another may bring, where both reach', () => {
  const crossing = [
    { ...restock, at: 'west' },
    { ...count, at: 'c1' },
  ];
  expect(filterOf('campaign.restock', crossing)).toMatchObject({ under: ['ent_w1'] });
  expect(filterOf('campaign.restock', [{ ...restock, at: 'west' }])).toMatchObject({
    kind: 'none',
  });
});

test('a restriction that hides the permission leaves nothing', () => {
  const grants = [
    { ...run, at: 'west' },
    { set: 'pst_quiet' as const, at: 'e1' },
  ];
  expect(filterOf('campaign.view', grants)).toMatchObject({ kind: 'none' });
});

test('a filter names the next instant at which a grant that bears on it begins or ends', () => {
  const west = { ...restock, at: 'west', endsAt: 40 };
  const west1 = { ...count, at: 'w1', startsAt: 30 };
  const quiet = { set: 'pst_quiet' as const, at: 'e1', startsAt: 20 };
  const other = { permissions: ['money.approve'], at: 'w1', endsAt: 15 };
  expect(filterOf('campaign.restock', [west, other])).toMatchObject({ validUntil: 40 });
  expect(filterOf('campaign.restock', [west, west1, other])).toMatchObject({ validUntil: 30 });
  expect(filterOf('campaign.restock', [west, west1, quiet])).toMatchObject({ validUntil: 20 });
});
