import { describe, expect, test } from 'vitest';
import { entityId, grants, join, memberId, setId } from '../../test/populate.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { day, noon } from '../../test/test-organization.ts';
import type { AskedGrant } from './asked-access.ts';
import { widerAccess } from './wider-access.ts';

const shop = shopOrganization();
for (const name of ['una', 'ulf', 'ute']) join(shop, name, [{ set: 'viewer', at: 'w1' }]);

type Words = Parameters<typeof grants>[1];
const asked = (words: Words): AskedGrant[] =>
  grants(shop, words).flatMap(({ setId: held, scope, startsAt, endsAt }) =>
    held == null
      ? []
      : [
          {
            setId: held,
            permissions: null,
            scope,
            startsAt: startsAt ?? null,
            endsAt: endsAt ?? null,
          },
        ],
  );
const wider = (words: Words, asker = 'olga', member: string | null = null) =>
  widerAccess(shop.snapshot, asked(words), {
    asker: memberId(asker),
    member: member === null ? null : memberId(member),
    now: noon,
  });
const kinds = (...of: Parameters<typeof wider>) => wider(...of).map(({ kind }) => kind);

describe('access that includes itself', () => {
  test('a set is included in one that has all of its permissions at the place or above', () => {
    expect(
      wider([
        { set: 'viewer', at: 'w2' },
        { set: 'editor', at: 'west' },
      ]),
    ).toContainEqual({
      kind: 'included_holding',
      holding: { setId: setId('viewer'), permissions: null },
      within: { setId: setId('editor'), permissions: null },
      scopes: [entityId('w2')],
      of: 1,
    });
    expect(
      kinds([
        { set: 'viewer', at: 'west' },
        { set: 'editor', at: 'w2' },
      ]),
    ).not.toContain('included_holding');
  });

  test('a place is included in one above with the same set, for as long as that counts', () => {
    const both = (endsAt?: number) => [
      { set: 'viewer', at: 'w2' },
      { set: 'viewer', at: 'west', ...(endsAt !== undefined && { endsAt }) },
    ];
    expect(kinds(both())).toContain('included_place');
    expect(kinds(both(noon + day))).not.toContain('included_place');
  });
});

describe('access compared with what others hold', () => {
  test('a set that nobody at the place holds is unusual there, from three people on', () => {
    expect(wider([{ set: 'runner', at: 'w1' }])).toMatchObject([
      { kind: 'unusual_here', people: 3 },
    ]);
    expect(kinds([{ set: 'runner', at: 'w2' }])).toEqual([]);
    expect(kinds([{ set: 'viewer', at: 'w1' }])).toEqual([]);
  });

  test('a scope is remarked on that is wider than that of anybody who holds the set', () => {
    expect(wider([{ set: 'viewer', at: 'organization' }])).toContainEqual({
      kind: 'widest',
      holding: { setId: setId('viewer'), permissions: null },
      scope: shop.id,
      people: 3,
      widest: entityId('w1'),
    });
    expect(kinds([{ set: 'viewer', at: 'w2' }])).toEqual([]);
  });

  test('what the person holds already is not remarked on, and the person is no colleague', () => {
    expect(kinds([{ set: 'runner', at: 'w1' }], 'olga', 'una')).toEqual([]);
    expect(kinds([{ set: 'manager', at: 'west' }], 'olga', 'wanda')).toEqual([]);
  });

  test('people whom the asker does not see are not counted', () => {
    expect(kinds([{ set: 'runner', at: 'w1' }], 'egon')).toEqual([]);
    expect(kinds([{ set: 'viewer', at: 'organization' }], 'egon')).toEqual([]);
  });
});
