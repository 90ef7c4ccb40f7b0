import { type OrganizationId, snapshotRevision } from '@latchkey/engine';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestOrganization } from '../../test/create-test-organization.ts';
import { createMarketOrganization } from '../../test/market-organization.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';

let services: TestServices;
let organizations: OrganizationId[];

beforeAll(async () => {
  services = await startTestServices();
  organizations = [];
  for (let made = 0; made < 3; made++)
    organizations.push((await createTestOrganization(services)).organizationId);
});
afterAll(() => services[Symbol.asyncDispose]());

const keeperFor = (rowBudget: number) =>
  new SnapshotKeeper({ db: services.db, log: pino({ level: 'silent' }), rowBudget });

test('a snapshot is loaded once and then kept', async () => {
  const keeper = keeperFor(1_000_000);
  for (const organizationId of organizations) {
    const first = await keeper.current(organizationId);
    expect(await keeper.current(organizationId)).toBe(first);
    expect(snapshotRevision(first)).toBe(2);
  }
});

test('beyond the budget the least used organization goes first, and comes back when asked for', async () => {
  const [first, second, third] = organizations as [OrganizationId, OrganizationId, OrganizationId]; // made above
  const probe = keeperFor(1_000_000);
  await probe.current(first);
  const keeper = keeperFor(2 * probe.rowsKept);
  const kept = await keeper.current(first);
  const other = await keeper.current(second);
  await keeper.current(first);
  await keeper.current(third);
  expect(await keeper.current(first)).toBe(kept);
  expect(await keeper.current(second)).not.toBe(other);
  expect(keeper.rowsKept).toBeLessThanOrEqual(2 * probe.rowsKept);
});

test('one organization larger than the whole budget is still served', async () => {
  const keeper = keeperFor(1);
  const [organizationId] = organizations as [OrganizationId]; // made above
  expect(snapshotRevision(await keeper.current(organizationId))).toBe(2);
});

test('an organization takes as much of the budget as it has grown to, not as it was when it was loaded', async () => {
  const market = await createMarketOrganization(services);
  const keeper = keeperFor(1_000_000);
  await keeper.current(market.organizationId);
  const before = keeper.rowsKept;
  await market.addMember(market.grant('editor', market.places.west));
  const { revision } = await market.change({
    type: 'entity.update',
    entityId: market.places.west,
    name: 'Far West',
  });
  await keeper.atLeast(market.organizationId, revision);
  expect(keeper.rowsKept).toBe(before + 2);
});

test('the log is read in pages of whole changes, however many objects one of them has', async () => {
  const { organizationId } = await createMarketOrganization(services);
  const keeper = keeperFor(1_000_000);
  const whole = await keeper.changesAfter(organizationId, 0, 1_000);
  const sizes = whole.map(({ effects }) => effects.length);
  expect(Math.max(...sizes)).toBeGreaterThan(4);
  for (const most of [1, 4, 7]) {
    const paged: (typeof whole)[number][] = [];
    for (;;) {
      const page = await keeper.changesAfter(organizationId, paged.at(-1)?.revision ?? 0, most);
      if (page.length === 0) break;
      const allButLast = page.slice(0, -1).flatMap(({ effects }) => effects);
      expect(allButLast.length).toBeLessThan(most);
      paged.push(...page);
    }
    expect(paged).toEqual(whole);
  }
});
