import {
  createLatchkey,
  LatchkeyError,
  type PlatformLatchkey,
  type PlatformOptions,
} from '@latchkey/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createPlatformKey } from '../src/features/platform-keys/create-platform-key.ts';
import { commandLine } from '../src/features/platform-keys/platform-key-actor.ts';
import { revokePlatformKey } from '../src/features/platform-keys/revoke-platform-key.ts';
import { newId } from '../src/ids.ts';
import { createMarketOrganization, type MarketOrganization } from './market-organization.ts';
import { signInAs } from './sign-in-as.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

let server: TestServer;
let markets: readonly [MarketOrganization, MarketOrganization, MarketOrganization];
let platformKey: string;
let opened: PlatformLatchkey[] = [];
/** Paths that were asked for. */
let asked: string[] = [];

const store = { type: 'store', id: 'W-1' };

beforeAll(async () => {
  server = await startTestServer();
  const { services } = server;
  markets = [
    await createMarketOrganization(services),
    await createMarketOrganization(services),
    await createMarketOrganization(services),
  ];
  platformKey = (await createPlatformKey(services, commandLine, { name: 'Campaigns' })).secret;
});
afterEach(() => {
  for (const latchkey of opened) latchkey.close();
  opened = [];
  asked = [];
});
afterAll(() => server[Symbol.asyncDispose]());

function connect(options: Partial<PlatformOptions> = {}) {
  const errors: LatchkeyError[] = [];
  const latchkey = createLatchkey({
    url: server.url,
    platformKey,
    onError: (error) => errors.push(error),
    fetch: (input, init) => {
      asked.push(new URL(String(input)).pathname);
      return fetch(input, init);
    },
    ...options,
  });
  opened.push(latchkey);
  const codes = () => errors.map(({ code }) => code);
  return {
    latchkey,
    codes,
    of: (market: MarketOrganization) => latchkey.organization(market.organizationId),
  };
}

const loads = () => asked.filter((path) => path.endsWith('/snapshot'));
const held = (latchkey: PlatformLatchkey) =>
  latchkey.status().map(({ organizationId }) => organizationId);

describe('a module with a key of the platform', () => {
  test('answers for each organization from that organization alone, current in each', async () => {
    const { of, codes } = connect();
    const [east, west] = markets;
    // Before anything is held the server is asked.
    expect(await of(east).can(east.owner.userId, 'campaign.publish', store)).toBe(true);
    expect(await of(west).can(east.owner.userId, 'campaign.publish', store)).toBe(false);
    await Promise.all([of(east).ready(), of(west).ready()]);

    const ravi = await east.addMember(east.grant('publisher', east.places.west));
    const [here, there] = [of(east).principal(ravi.userId), of(west).principal(ravi.userId)];
    await vi.waitFor(() => expect(here.can('campaign.publish', store)).toBe(true));
    expect(there.can('campaign.publish', store)).toBe(false);
    expect(there.memberId).toBeNull();
    expect(of(west).who('campaign.publish', store).ids).toEqual([west.owner.memberId]);
    await east.change({ type: 'member.suspend', memberId: ravi.memberId });
    await vi.waitFor(() => expect(here.can('campaign.publish', store)).toBe(false));
    expect(codes()).toEqual([]);
  });

  test('loads an organization once, however many ask for it at once', async () => {
    const { of } = connect();
    const [east] = markets;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        await of(east).can(east.owner.userId, 'campaign.publish', store);
        await of(east).ready();
      }),
    );
    expect(loads()).toHaveLength(1);
  });

  test('lets go of the organization that was asked least recently, and loads it again when it is asked', async () => {
    const { latchkey, of } = connect({ maxOrganizations: 2 });
    const [east, west, north] = markets;
    const first = of(east);
    await first.ready();
    await of(west).ready();
    expect(first.principal(east.owner.userId).can('campaign.publish', store)).toBe(true);
    await of(north).ready();
    expect(held(latchkey)).toEqual([east.organizationId, north.organizationId]);
    expect(of(west).status()).toMatchObject({ revision: null, connected: false });
    await vi.waitFor(() => expect(server.services.counts.followers).toBe(2));

    await of(west).ready();
    expect(held(latchkey)).toEqual([north.organizationId, west.organizationId]);
    // A handle that was kept goes on.
    expect(await first.can(east.owner.userId, 'campaign.publish', store)).toBe(true);
    expect(loads()).toHaveLength(5);
  });

  test('lets go of nothing that somebody waits for, and first of what is not there', async () => {
    const { latchkey, of } = connect({ maxOrganizations: 2 });
    const [east, west, north] = markets;
    await Promise.all(markets.map((market) => of(market).ready()));
    expect(loads()).toHaveLength(3);

    await of(west).ready();
    await expect(of({ ...east, organizationId: newId('org') }).ready()).rejects.toThrow();
    await of(east).ready();
    expect(held(latchkey).toSorted()).toEqual(
      [west.organizationId, east.organizationId].toSorted(),
    );
    expect(held(latchkey)).not.toContain(north.organizationId);
  });

  test('is told clearly of an organization that is not there', async () => {
    const { latchkey, codes } = connect();
    const missing = latchkey.organization(newId('org'));
    expect(await missing.can('usr_nobody', 'campaign.publish', store)).toBe(false);
    await expect(missing.ready()).rejects.toMatchObject({
      code: 'unknown_organization',
      status: 404,
    });
    await expect(missing.evaluate('usr_nobody', 'campaign.publish', store)).rejects.toThrow(
      `There is no organization \`${missing.organizationId}\`.`,
    );
    expect(missing.principal('usr_nobody').can('campaign.publish', store)).toBe(false);
    expect(codes()).toEqual(['unknown_organization']);
    for (const id of ['org_a/access/v1/../../org_b', 'acme', ''])
      expect(() => latchkey.organization(id)).toThrow(LatchkeyError);
  });

  test('forgets every organization at once when the key is revoked, and says so once', async () => {
    const { key, secret } = await createPlatformKey(server.services, commandLine, { name: 'Gone' });
    const { of, codes } = connect({ platformKey: secret });
    await Promise.all(markets.map((market) => of(market).ready()));
    const people = markets.map((market) => of(market).principal(market.owner.userId));
    const may = () => people.map((person) => person.can('campaign.publish', store));
    expect(may()).toEqual([true, true, true]);
    await revokePlatformKey(server.services, commandLine, key.id);
    await vi.waitFor(() => expect(may()).toContain(false), 3_000);
    expect(may()).toEqual([false, false, false]);
    for (const market of markets)
      await expect(of(market).ready()).rejects.toMatchObject({ code: 'key_refused' });
    expect(codes()).toEqual(['key_refused']);
  });

  test('knows whose session it is in any organization, and asks everything of the server if told to', async () => {
    const [east, west] = markets;
    const remote = createLatchkey({ url: server.url, platformKey, decisions: 'remote' });
    for (const market of [east, west]) {
      const { token } = await signInAs(server, market.organizationId, market.owner);
      const session = await remote.sessionOf(token);
      expect(session?.organization.id).toBe(market.organizationId);
      const other = market === east ? west : east;
      expect(await remote.organization(other.organizationId).sessionOf(token)).toBeNull();
      const here = remote.organization(market.organizationId);
      expect(await here.can(session?.userId ?? '', 'campaign.publish', store)).toBe(true);
    }
    expect(remote.status()).toEqual([]);
  });

  test('holds nothing and answers no once it is closed', async () => {
    const { latchkey, of, codes } = connect();
    const [east, west] = markets;
    await of(east).ready();
    latchkey.close();
    expect(latchkey.status()).toEqual([]);
    expect(of(east).principal(east.owner.userId).can('campaign.publish', store)).toBe(false);
    expect(await of(west).can(west.owner.userId, 'campaign.publish', store)).toBe(false);
    await expect(of(west).ready()).rejects.toMatchObject({ code: 'closed' });
    await vi.waitFor(() => expect(server.services.counts.followers).toBe(0));
    expect(codes()).toEqual([]);
  });
});

test('a key in the place of the other kind fails at the start and says where it belongs', () => {
  const { url } = server;
  expect(() => createLatchkey({ url, apiKey: platformKey })).toThrow(/`platformKey`/);
  expect(() => createLatchkey({ url, platformKey: 'org_test.key.secret' })).toThrow(TypeError);
});
