import { Writable } from 'node:stream';
import { applyEffects, decodeSnapshot, snapshotRevision } from '@latchkey/engine';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import { type FollowedEvent, followChanges } from '../../test/follow-changes.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../test/sign-in-as.ts';
import { snapshotAnswers } from '../../test/snapshot-answers.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import { SnapshotKeeper } from '../change/snapshot-keeper.ts';
import { FollowedOrganizations } from './followed-organizations.ts';
import { Follower } from './follower.ts';

let server: TestServer;
let other: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let key: string;

beforeAll(async () => {
  server = await startTestServer();
  other = await startTestServer({ sharing: server.services });
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  key = await newKey();
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const newKey = async () =>
  (await owner.request('POST', '/v1/keys', { name: 'Follower' })).body.secret;

const pointOf = ({ url }: TestServer) => `${url}/organizations/${market.organizationId}/access/v1`;

async function loadSnapshot(of = server, bearer = key) {
  const answer = await fetch(`${pointOf(of)}/snapshot`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { answer, bytes, epoch: answer.headers.get('latchkey-epoch') ?? '' };
}

const addAndSuspend = async () => {
  const person = await market.addMember(market.grant('publisher', market.places.west));
  await market.change({ type: 'member.suspend', memberId: person.memberId });
  return person;
};

const changesIn = (events: readonly FollowedEvent[]) =>
  events.filter(({ event }) => event === 'change').map(({ data }) => data);

const scopes = () => [market.organizationId, ...Object.values(market.places)];

const newest = async () =>
  snapshotRevision(await server.services.snapshots.current(market.organizationId));

describe('a module that follows', () => {
  test('begins with a snapshot that says how old it is, and of which revision and epoch', async () => {
    const { answer, bytes, epoch } = await loadSnapshot();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(epoch).toBe(server.services.snapshots.epoch);
    const snapshot = decodeSnapshot(bytes);
    expect(answer.headers.get('latchkey-age')).toMatch(/^\d{1,4}$/);
    const token = answer.headers.get('latchkey-revision') ?? '';
    expect(server.services.revisions.read(market.organizationId, token)).toBe(
      snapshotRevision(snapshot),
    );
  });

  test('has, with every change of any server applied, what a server loads anew', async () => {
    const { bytes, epoch } = await loadSnapshot(other);
    const snapshot = decodeSnapshot(bytes);
    const after = snapshotRevision(snapshot);
    await addAndSuspend();
    await using following = await followChanges(pointOf(other), { key, after, epoch });
    await addAndSuspend();
    const last = await newest();
    await vi.waitFor(() => expect(changesIn(following.events).at(-1)?.revision).toBe(last));
    const changes = changesIn(following.events);
    expect(changes.map(({ revision }) => revision)).toEqual(
      changes.map((_, index) => after + 1 + index),
    );
    for (const { revision, effects, model } of changes)
      applyEffects(snapshot, effects, revision, model);
    const { db, log } = server.services;
    const fresh = await new SnapshotKeeper({ db, log }).current(market.organizationId);
    expect(snapshotRevision(snapshot)).toBe(snapshotRevision(fresh));
    const now = Date.now();
    expect(snapshotAnswers(snapshot, scopes(), now)).toEqual(snapshotAnswers(fresh, scopes(), now));
  });

  test('hears the newest revision at once and every second, also when nothing happens', async () => {
    const after = await newest();
    const { epoch } = await loadSnapshot();
    await using following = await followChanges(pointOf(server), { key, after, epoch });
    await vi.waitFor(() => expect(following.events.length).toBeGreaterThanOrEqual(3), {
      timeout: 5_000,
    });
    for (const { event, data } of following.events) {
      expect(event).toBe('head');
      expect(data).toEqual({ revision: after, at: expect.stringMatching(/Z$/) });
    }
  });

  test('never receives a name, an address or a phone number', async () => {
    const after = await newest();
    const { epoch } = await loadSnapshot();
    await using following = await followChanges(pointOf(server), { key, after, epoch });
    await addAndSuspend();
    const last = await newest();
    await vi.waitFor(() => expect(changesIn(following.events).at(-1)?.revision).toBe(last));
    const text = JSON.stringify(following.events);
    expect(text).not.toMatch(/@|Olga|example\.com/);
    expect(changesIn(following.events).some(({ effects }) => effects.length > 0)).toBe(true);
  });

  test('is told to begin anew when it has what this installation never had, or of another epoch', async () => {
    const { epoch } = await loadSnapshot();
    const ahead = (await newest()) + 1_000;
    await using gap = await followChanges(pointOf(server), { key, after: ahead, epoch });
    await gap.ended;
    expect(gap.events).toEqual([{ event: 'reset', data: { reason: 'gap' } }]);
    await using restored = await followChanges(pointOf(server), { key, after: 1, epoch: 'before' });
    await restored.ended;
    expect(restored.events).toEqual([{ event: 'reset', data: { reason: 'epoch' } }]);
  });

  test('is told to begin anew where the log does not have what comes next', async () => {
    const torn = await createMarketOrganization(server.services);
    const after = snapshotRevision(await server.services.snapshots.current(torn.organizationId));
    const person = await torn.addMember(torn.grant('publisher', torn.places.west));
    const next = snapshotRevision(await server.services.snapshots.current(torn.organizationId));
    await torn.change({ type: 'member.suspend', memberId: person.memberId });
    const admin = new pg.Client(server.services.database.connection);
    await admin.connect();
    await admin.query(
      'delete from change_objects where organization_id = $1 and revision > $2 and revision <= $3',
      [torn.organizationId, after, next],
    );
    await admin.end();
    const point = `${other.url}/organizations/${torn.organizationId}/access/v1`;
    const theirs = await newApiKey(server.services, torn);
    const { epoch } = server.services.snapshots;
    await using following = await followChanges(point, { key: theirs, after, epoch });
    await following.ended;
    expect(following.events).toEqual([{ event: 'reset', data: { reason: 'gap' } }]);
  });

  test('hears nothing more once its key is revoked on another server', async () => {
    const secret = await newKey();
    const { epoch } = await loadSnapshot();
    const after = await newest();
    await using following = await followChanges(pointOf(other), { key: secret, after, epoch });
    await vi.waitFor(() => expect(following.events.length).toBeGreaterThan(0));
    const { body } = await owner.request('GET', '/v1/keys');
    const { id } = body.data.find((one: { hint: string }) => one.hint === secret.slice(-4));
    expect((await owner.request('DELETE', `/v1/keys/${id}`)).status).toBeLessThan(300);
    await following.ended;
    await addAndSuspend();
    expect(changesIn(following.events)).toEqual([]);
    expect((await loadSnapshot(other, secret)).answer.status).toBe(401);
  });

  test('that does not read is cut off, and nothing piles up for it meanwhile', async () => {
    const { services } = server;
    const stuck = new Writable({ highWaterMark: 1, write() {} });
    const cutOff = services.counts.followersCutOff;
    new Follower({
      response: stuck,
      organizationId: market.organizationId,
      followed: new FollowedOrganizations(services.snapshots),
      after: 0,
      proveKey: () => true,
      isStopping: () => false,
      counts: services.counts,
      log: services.log,
      drainWithinMs: 1_000,
    }).wake();
    await vi.waitFor(() => expect(stuck.writableLength).toBeGreaterThan(0));
    const waiting = stuck.writableLength;
    await addAndSuspend();
    expect(stuck.writableLength).toBe(waiting);
    await vi.waitFor(() => expect(stuck.destroyed).toBe(true), { timeout: 5_000 });
    expect(services.counts.followersCutOff).toBe(cutOff + 1);
  });
});

describe('a connection that has ended', () => {
  test('is not followed when it ended while its key was looked up', async () => {
    const { services } = server;
    const secret = await newKey();
    const after = await newest();
    const { followers } = services.counts;
    const database = new pg.Client(services.database.connection);
    await database.connect();
    await database.query('begin');
    await database.query('lock table api_keys in access exclusive mode');
    const gone = new AbortController();
    const asked = fetch(
      `${pointOf(server)}/changes?after=${after}&epoch=${services.snapshots.epoch}`,
      { headers: { authorization: `Bearer ${secret}` }, signal: gone.signal },
    ).catch(() => null);
    await vi.waitFor(async () => {
      const waiting = await database.query('select 1 from pg_locks where not granted');
      expect(waiting.rowCount).toBeGreaterThan(0);
    });
    gone.abort();
    await asked;
    await new Promise((resolve) => setTimeout(resolve, 100));
    await database.query('rollback');
    await database.end();
    await loadSnapshot(server, secret);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(services.counts.followers).toBe(followers);
  });

  test('is sent nothing more, whatever was under way', async () => {
    const { services } = server;
    const sent: string[] = [];
    const response = new Writable({
      write(chunk, _, done) {
        sent.push(String(chunk));
        done();
      },
    });
    const key = Promise.withResolvers<void>();
    const follower = new Follower({
      response,
      organizationId: market.organizationId,
      followed: new FollowedOrganizations(services.snapshots),
      after: (await newest()) - 1,
      proveKey: () => key.promise,
      isStopping: () => false,
      counts: services.counts,
      log: services.log,
    });
    const failed = vi.fn();
    response.on('error', failed);
    follower.wake();
    follower.ended('gap');
    follower.ended('epoch');
    key.resolve();
    await new Promise((resolve) => response.once('close', resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent).toEqual([expect.stringContaining('"reason":"gap"')]);
    expect(failed).not.toHaveBeenCalled();
  });
});

test('fifty modules that start at once cost the encoding of one snapshot', async () => {
  const { counts } = server.services;
  const before = counts.snapshotsEncoded;
  const loads = await Promise.all(Array.from({ length: 50 }, () => loadSnapshot()));
  expect(loads.every(({ answer }) => answer.status === 200)).toBe(true);
  expect(counts.snapshotsEncoded - before).toBeLessThanOrEqual(1);
});

describe('who may not follow', () => {
  test.each(['snapshot', 'changes?after=1&epoch=x'])(
    '%s needs a key of the organization',
    async (path) => {
      const status = async (bearer: string) =>
        (
          await fetch(`${pointOf(server)}/${path}`, {
            headers: { authorization: `Bearer ${bearer}` },
          })
        ).status;
      expect(await status('nothing')).toBe(401);
      const elsewhere = await createMarketOrganization(server.services);
      const theirs = await signInAs(server, elsewhere.organizationId, elsewhere.owner);
      const { body } = await theirs.request('POST', '/v1/keys', { name: 'Elsewhere' });
      expect(await status(body.secret)).toBe(403);
    },
  );

  test('a position that is none is refused', async () => {
    for (const query of ['', '?after=x&epoch=e', '?after=1']) {
      const answer = await fetch(`${pointOf(server)}/changes${query}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(answer.status).toBe(400);
    }
  });
});
