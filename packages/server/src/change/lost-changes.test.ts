import { can, type OrganizationId, type Snapshot, snapshotRevision } from '@latchkey/engine';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import type { TestMember } from '../../test/test-member.ts';
import { commit } from './commit.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';
import type { WatchEnd } from './snapshot-watchers.ts';

// A database that fails over to one that had not got everything loses the last changes, and goes on with others in
// their places: revisions alone do not show it, the log's hashes do.

let services: TestServices;
let admin: pg.Client;
let market: MarketOrganization;
let organizationId: OrganizationId;
let person: TestMember;

beforeAll(async () => {
  services = await startTestServices();
  admin = new pg.Client(services.database.connection);
  await admin.connect();
});
beforeEach(async () => {
  market = await createMarketOrganization(services);
  organizationId = market.organizationId;
  person = await market.addMember(market.grant('publisher', market.places.west));
});
afterAll(async () => {
  await admin.end();
  await services[Symbol.asyncDispose]();
});

const mayPublish = (snapshot: Snapshot) =>
  can(
    snapshot,
    {
      memberId: person.memberId,
      permission: 'campaign.publish',
      place: market.places.west,
    },
    Date.now(),
  );

/** The last change is another one now, and what the person held with it is not there. */
async function loseTheLastChange(): Promise<void> {
  await admin.query('begin');
  await admin.query('delete from grants where organization_id = $1 and member_id = $2', [
    organizationId,
    person.memberId,
  ]);
  const { rows } = await admin.query<{ revision: number }>(
    `update organizations set head_hash = 'another' where organization_id = $1 returning revision`,
    [organizationId],
  );
  await admin.query(
    `update changes set hash = 'another' where organization_id = $1 and revision = $2`,
    [organizationId, rows[0]?.revision],
  );
  await admin.query('commit');
}

async function startKeeper(heartbeatEveryMs: number): Promise<SnapshotKeeper & AsyncDisposable> {
  const keeper = new SnapshotKeeper({
    db: services.db,
    log: pino({ level: 'silent' }),
    heartbeatEveryMs,
  });
  await keeper.start();
  expect(mayPublish(await keeper.current(organizationId))).toBe(true);
  return Object.assign(keeper, { [Symbol.asyncDispose]: () => keeper.stop() });
}

test('a process finds out that its log has lost changes although it is as long as before', async () => {
  await using keeper = await startKeeper(20);
  const ended: WatchEnd[] = [];
  const stop = keeper.watch(organizationId, {
    advanced: () => {},
    reached: () => {},
    ended: (why) => ended.push(why),
  });
  await loseTheLastChange();
  await vi.waitFor(async () =>
    expect(mayPublish(await keeper.current(organizationId))).toBe(false),
  );
  stop();
  expect(ended).toEqual(['gap']);
});

test('a process that hears of the next change finds that it does not go on from what it has', async () => {
  await using keeper = await startKeeper(1_000_000);
  await loseTheLastChange();
  await using elsewhere = await startTestServices({ sharing: services });
  const { revision } = await commit(elsewhere, organizationId, {
    actor: { type: 'system', name: 'test' },
    authority: { kind: 'system' },
    channel: 'system',
    operations: [{ type: 'entity.update', entityId: market.places.east, name: 'Far East' }],
  });
  await vi.waitFor(async () => {
    const snapshot = await keeper.atLeast(organizationId, revision);
    expect(snapshotRevision(snapshot)).toBe(revision);
    expect(mayPublish(snapshot)).toBe(false);
  });
});

test('a change is planned on what the log says, not on what it said before', async () => {
  await services.snapshots.current(organizationId);
  await loseTheLastChange();
  const { plan } = await market.change({
    type: 'grant.add',
    memberId: person.memberId,
    grant: market.grant('publisher', market.places.west),
  });
  expect(plan.effects).toHaveLength(1);
});
