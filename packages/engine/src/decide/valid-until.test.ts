import { expect, test } from 'vitest';
import { entityId, type GrantWords, join, memberId } from '../../test/populate.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { day } from '../../test/test-organization.ts';
import { evaluate } from './evaluate.ts';

const shop = shopOrganization();
const soon = shop.now + day;
const later = soon + day;
const last = later + day;
const restricted = (setId: `pst_${string}`, restriction: string) =>
  ({
    type: 'permissionSet.create',
    setId,
    name: restriction,
    description: '',
    permissions: ['money.ask'],
    mayGrant: [],
    restrictions: [restriction],
  }) as const;
shop.must([restricted('pst_quiet', 'hide-number'), restricted('pst_noteless', 'hide-notes')]);

/** Until when somebody with these grants may publish at a store in west. */
function publishesUntil(name: string, ...words: readonly GrantWords[]) {
  join(shop, name, words);
  const place = entityId('w1');
  const question = { memberId: memberId(name), permission: 'campaign.publish', place };
  const decision = evaluate(shop.snapshot, question, shop.now);
  return decision.allowed ? decision.validUntil : decision.reason;
}

test('a yes ends when a grant begins whose restriction hides it, wherever that grant is made', () => {
  const runner = { set: 'runner', at: 'west' };
  const quiet = { set: 'quiet', at: 'east' };
  expect(publishesUntil('una', runner)).toBeNull();
  expect(publishesUntil('ulf', runner, { ...quiet, startsAt: later })).toBe(later);
  expect(publishesUntil('ute', { ...runner, endsAt: soon }, { ...quiet, startsAt: later })).toBe(
    soon,
  );
  expect(publishesUntil('uwe', { ...runner, endsAt: last }, { ...quiet, startsAt: later })).toBe(
    later,
  );
});

test('a restriction that hides something else does not end a yes', () => {
  const runner = { set: 'runner', at: 'west' };
  expect(
    publishesUntil('ina', runner, { set: 'noteless', at: 'west', startsAt: later }),
  ).toBeNull();
});
