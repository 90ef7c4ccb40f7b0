import { setTimeout as sleep } from 'node:timers/promises';
import { snapshotRevision } from '@latchkey/engine';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type DatabaseProxy, startDatabaseProxy } from '../../test/database-proxy.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import type { TestMember } from '../../test/test-member.ts';
import { Database } from '../db/database.ts';
import { inOrganization } from '../db/in-organization.ts';
import { CommitOutcomeUnknown } from '../db/run-transaction.ts';
import { TooSlow } from '../db/within.ts';
import type { Services } from '../services.ts';
import { commit } from './commit.ts';

const silentMs = 800;

let services: TestServices;
let market: MarketOrganization;
let person: TestMember;
let proxy: DatabaseProxy;
/** The same services, whose database lies behind a network that can forget its connections. */
let behind: Services;

beforeAll(async () => {
  services = await startTestServices();
  market = await createMarketOrganization(services);
  person = await market.addMember(market.grant('publisher', market.places.west));
  proxy = await startDatabaseProxy(services.database.connection);
  behind = { ...services, db: new Database({ connection: proxy.connection, silentMs }) };
});
afterEach(() => {
  vi.restoreAllMocks();
  proxy.set({ way: 'open' });
});
afterAll(async () => {
  await behind.db.close();
  await proxy[Symbol.asyncDispose]();
  await services[Symbol.asyncDispose]();
});

const move = (type: 'member.suspend' | 'member.resume', alongside?: () => Promise<void>) =>
  commit(behind, market.organizationId, {
    actor: { type: 'system', name: 'test' },
    authority: { kind: 'system' },
    channel: 'system',
    operations: [{ type, memberId: person.memberId }],
    ...(alongside && { alongside }),
  });

const revision = async () =>
  snapshotRevision(await services.snapshots.current(market.organizationId));

/** What happens to the network when COMMIT is about to be sent. */
function beforeCommit(strike: () => void): void {
  const real = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...asked: unknown[]
  ) {
    if (asked[0] === 'commit') strike();
    return Reflect.apply(real, this, asked);
  });
}

describe('a connection that the network has forgotten', () => {
  test('during COMMIT leaves it unknown whether the change happened; what did is found in the log', async () => {
    const before = await revision();
    beforeCommit(() => proxy.set({ way: 'mute' }));
    const began = performance.now();
    await expect(move('member.suspend')).rejects.toBeInstanceOf(CommitOutcomeUnknown);
    expect(performance.now() - began).toBeLessThan(silentMs + 2_000);
    vi.restoreAllMocks();
    proxy.set({ way: 'open' });
    // The database had heard it: the next change is planned on it.
    expect((await move('member.suspend')).plan.outcomes).toEqual(['unchanged']);
    expect((await move('member.resume')).revision).toBe(before + 2);
  });

  test('before COMMIT arrives takes the change with it, and its lock is free soon', async () => {
    const before = await revision();
    beforeCommit(() => proxy.sever());
    await expect(move('member.suspend')).rejects.toBeInstanceOf(CommitOutcomeUnknown);
    vi.restoreAllMocks();
    const { plan, revision: next } = await move('member.suspend');
    expect(plan.outcomes).toEqual(['applied']);
    expect(next).toBe(before + 1);
    await move('member.resume');
  });

  test('before that ends the change as one that did not happen', async () => {
    const before = await revision();
    const severed = async () => proxy.sever();
    await expect(move('member.suspend', severed)).rejects.toBeInstanceOf(TooSlow);
    expect((await move('member.suspend')).revision).toBe(before + 1);
    await move('member.resume');
  });

  test('is not waited for again by those who would have had its neighbours', async () => {
    const { db } = behind;
    const ask = () =>
      inOrganization(db, market.organizationId, ({ client }) => client.query('select 1'));
    await Promise.all([ask(), ask(), ask(), ask()]);
    proxy.sever();
    await expect(ask()).rejects.toBeInstanceOf(TooSlow);
    for (let asked = 0; asked < 4; asked++) await ask();
  });

  test('is told from one over which something is said now and then', async () => {
    await inOrganization(behind.db, market.organizationId, async ({ client }) => {
      for (let said = 0; said < 7; said++) {
        await sleep(silentMs / 5);
        await client.query('select 1');
      }
    });
  });
});
