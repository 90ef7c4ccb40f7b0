import { snapshotRevision } from '@latchkey/engine';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../test/database-proxy.ts';
import { followChanges } from '../../test/follow-changes.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import type { TestAnswer } from '../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import type { TestMember } from '../../test/test-member.ts';

const maxStalenessMs = 2_000;

let one: TestServer;
/** Reaches the database through the proxy. */
let other: TestServer;
/** The same, and answers for a minute from what it has. */
let patient: TestServer;
let proxy: DatabaseProxy;
let market: MarketOrganization;
let person: TestMember;
let key: string;

beforeAll(async () => {
  one = await startTestServer();
  proxy = await startDatabaseProxy(one.services.database.connection);
  const through = { sharing: one.services, connection: proxy.connection };
  other = await startTestServer({
    ...through,
    config: { maxStalenessMs, serveStaleMs: maxStalenessMs },
  });
  patient = await startTestServer({ ...through, config: { maxStalenessMs, serveStaleMs: 60_000 } });
  market = await createMarketOrganization(one.services);
  person = await market.addMember(market.grant('publisher', market.places.west));
  key = await newApiKey(one.services, market);
});
afterEach(async () => {
  proxy.set({ way: 'open' });
  await vi.waitFor(
    async () => {
      expect((await ready(other)).status).toBe(200);
      await ask(other);
      const newest = await one.services.snapshots.current(market.organizationId);
      expect(heldRevision(other)).toBe(snapshotRevision(newest));
    },
    { timeout: 10_000 },
  );
});
afterAll(async () => {
  for (const server of [patient, other]) await server[Symbol.asyncDispose]();
  await proxy[Symbol.asyncDispose]();
  await one[Symbol.asyncDispose]();
});

async function ready({ url }: TestServer) {
  const answer = await fetch(`${url}/readyz`);
  return { status: answer.status, text: await answer.text() };
}

async function ask({ url }: TestServer, at_least?: string): Promise<TestAnswer> {
  const answer = await fetch(`${url}/organizations/${market.organizationId}/access/v1/evaluation`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      subject: { type: 'user', id: person.userId },
      action: { name: 'campaign.publish' },
      resource: { type: 'store', id: 'W-1' },
      ...(at_least && { context: { at_least } }),
    }),
  });
  const { status, headers } = answer;
  return { status, headers, body: await answer.json() };
}

const heldRevision = ({ services }: TestServer) => {
  const held = services.snapshots.held(market.organizationId);
  return held && snapshotRevision(held.snapshot);
};

const suspend = () => market.change({ type: 'member.suspend', memberId: person.memberId });
const resume = () => market.change({ type: 'member.resume', memberId: person.memberId });

test('a notification that is lost is made up for within two seconds, though nobody asks', async () => {
  await ask(other);
  proxy.set({ way: 'deaf' });
  const { revision } = await suspend();
  await vi.waitFor(() => expect(heldRevision(other)).toBe(revision), { timeout: 2_000 });
  await resume();
});

test('a connection that hears of changes and has died without a word is replaced', async () => {
  const admin = new pg.Client(one.services.database.connection);
  await admin.connect();
  const listening = async () =>
    (
      await admin.query(
        `select from pg_stat_activity
         where datname = current_database() and application_name = 'latchkey_changes'`,
      )
    ).rowCount ?? 0;
  const before = await listening();
  proxy.sever();
  // The database has not heard of their end either, and counts the old ones too.
  await vi.waitFor(async () => expect(await listening()).toBe(before + 2), { timeout: 6_000 });
  await admin.end();
});

describe('a server whose connections to the database stand still', () => {
  test('answers for as long as its bound allows, then says no word of access and is not ready', async () => {
    expect((await ask(other)).body.decision).toBe(true);
    proxy.set({ way: 'paused' });
    expect((await ask(other)).body.decision).toBe(true);
    await vi.waitFor(async () => expect((await ask(other)).status).toBe(503), { timeout: 5_000 });
    const refused = await ask(other);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.body).not.toHaveProperty('decision');
    const { status, text } = await ready(other);
    expect(status).toBe(503);
    expect(text).toMatch(/the newest changes were last reached \d+ s ago/);
  });

  test('goes on answering where it was told to, and says that it is not ready', async () => {
    expect((await ask(patient)).status).toBe(200);
    proxy.set({ way: 'paused' });
    await vi.waitFor(async () => expect((await ready(patient)).status).toBe(503), {
      timeout: 5_000,
    });
    expect((await ask(patient)).body.decision).toBe(true);
  });

  test('refuses a question that names a newer revision, and soon', async () => {
    await ask(patient);
    proxy.set({ way: 'paused' });
    const { revision } = await suspend();
    const began = performance.now();
    const token = one.services.revisions.of(market.organizationId, revision);
    const { status, body } = await ask(patient, token);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(status).toBe(503);
    expect(body).not.toHaveProperty('decision');
    await resume();
  });

  test('tells its followers nothing of what is new until it knows again', async () => {
    const { epoch } = other.services.snapshots;
    const point = `${other.url}/organizations/${market.organizationId}/access/v1`;
    await ask(other);
    const after = heldRevision(other) ?? 0;
    await using following = await followChanges(point, { key, after, epoch });
    await vi.waitFor(() => expect(following.events.length).toBeGreaterThan(0));
    proxy.set({ way: 'paused' });
    await vi.waitFor(async () => expect((await ready(other)).status).toBe(503), { timeout: 5_000 });
    const heard = following.events.length;
    expect(heard).toBeLessThanOrEqual(3);
    proxy.set({ way: 'open' });
    const { revision } = await suspend();
    await vi.waitFor(
      () => expect(following.events.at(-1)).toMatchObject({ event: 'head', data: { revision } }),
      { timeout: 5_000 },
    );
    await resume();
  });
});

describe('a database that was turned back under a running server', () => {
  const onDatabase = async (statement: string) => {
    const admin = new pg.Client(one.services.database.connection);
    await admin.connect();
    await admin.query(statement);
    await admin.end();
  };

  test('is noticed by the changes that are missing: what is in memory is let go, and followers begin anew', async () => {
    await suspend();
    await resume();
    await ask(other);
    await vi.waitFor(() => expect(heldRevision(other)).toBe(heldRevision(one)));
    const before = heldRevision(other) ?? 0;
    const point = `${other.url}/organizations/${market.organizationId}/access/v1`;
    const { epoch } = other.services.snapshots;
    await using following = await followChanges(point, { key, after: before, epoch });
    await vi.waitFor(() => expect(following.events.length).toBeGreaterThan(0));
    await onDatabase(`update organizations set revision = revision - 1`);
    await following.ended;
    expect(following.events.at(-1)).toEqual({ event: 'reset', data: { reason: 'gap' } });
    await vi.waitFor(
      async () => {
        await ask(other);
        expect(heldRevision(other)).toBe(before - 1);
      },
      { timeout: 5_000 },
    );
    await onDatabase(`update organizations set revision = revision + 1`);
  });

  test('is noticed by its epoch: tokens from before are refused, followers begin anew', async () => {
    const point = `${other.url}/organizations/${market.organizationId}/access/v1`;
    const { snapshots, revisions } = other.services;
    const token = revisions.of(market.organizationId, 1);
    await ask(other);
    const after = heldRevision(other) ?? 0;
    const { epoch } = snapshots;
    await using following = await followChanges(point, { key, after, epoch });
    await onDatabase(`update installation set epoch = 'restored'`);
    await following.ended;
    expect(following.events.at(-1)).toEqual({ event: 'reset', data: { reason: 'epoch' } });
    expect(snapshots.epoch).toBe('restored');
    expect((await ask(other, token)).status).toBe(400);
    expect((await ask(other)).status).toBe(200);
  });
});
