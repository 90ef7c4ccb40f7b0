import { type OrganizationId, snapshotRevision } from '@latchkey/engine';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestOrganization } from '../../test/create-test-organization.ts';
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
