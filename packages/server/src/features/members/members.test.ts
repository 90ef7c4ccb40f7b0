import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import type { TestMember } from '../../../test/test-member.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let manager: TestClient;
let people: Record<'manager' | 'west' | 'store' | 'east' | 'both', TestMember>;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  const { grant, places, addMember } = market;
  people = {
    manager: await addMember(grant('manager', places.west)),
    west: await addMember(grant('editor', places.west)),
    store: await addMember(grant('editor', places.w1), grant('editor', places.w2)),
    east: await addMember(grant('editor', places.e1)),
    both: await addMember(grant('editor', places.w1), grant('editor', places.e1)),
  };
  owner = await signInAs(server, market.organizationId, market.owner);
  manager = await signInAs(server, market.organizationId, people.manager);
});
afterAll(() => server[Symbol.asyncDispose]());

const idsOf = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id);
const list = async (client: TestClient, query = '') =>
  (await client.request('GET', `/v1/members${query}`)).body;

describe('the list of people', () => {
  it('shows an owner everybody, with what each holds where', async () => {
    const body = await list(owner);
    expect(body.total).toBe(6);
    expect(body.data.find(({ id }: { id: string }) => id === people.store.memberId)).toMatchObject({
      role: 'member',
      status: 'active',
      expired: false,
      permissionSets: [{ id: market.sets.editor, name: 'Campaign editor' }],
      placeTotal: 2,
      you: false,
      cannotManage: null,
    });
    expect(body.data.find(({ id }: { id: string }) => id === market.owner.memberId)).toMatchObject({
      role: 'owner',
      you: true,
    });
  });

  it('shows the manager of a zone own people only, and says whom they cannot change', async () => {
    const body = await list(manager);
    expect(new Set(idsOf(body))).toEqual(
      new Set([
        people.manager.memberId,
        people.west.memberId,
        people.store.memberId,
        people.both.memberId,
      ]),
    );
    expect(body.total).toBe(4);
    const mayNot = Object.fromEntries(
      body.data.map((item: { id: string; cannotManage: string | null }) => [
        item.id,
        item.cannotManage,
      ]),
    );
    expect(mayNot[people.west.memberId]).toBeNull();
    expect(mayNot[people.both.memberId]).toBe('not_dominated');
  });

  it('filtered by a place of somebody else is empty for the manager, even of people who are seen', async () => {
    expect((await list(manager, `?place=${market.places.east}`)).total).toBe(0);
    expect((await list(manager, `?place=${market.places.w1}`)).total).toBe(2);
    expect((await list(manager, `?place=${market.organizationId}`)).total).toBe(4);
  });

  it('is closed to somebody who manages nobody', async () => {
    const plain = await signInAs(server, market.organizationId, people.east);
    expect((await plain.request('GET', '/v1/members')).body.code).toBe('forbidden');
  });

  it.each([
    ['?place=west', ['west', 'store', 'both', 'manager']],
    ['?place=e1', ['east', 'both']],
    ['?permissionSetId=manager', ['manager']],
    ['?role=owner', []],
    ['?search=E-1', ['east', 'both']],
    ['?search=nobody%25', []],
    ['?status=suspended', []],
    ['?status=removed', []],
    ['?status=expired', []],
    ['?withoutAccess=true', []],
    ['?endsWithinDays=30', []],
  ] as const)('with %s has the people that match', async (query, expected) => {
    const filter = query
      .replace(/place=(\w+)/, (_, place: 'west') => `place=${market.places[place]}`)
      .replace('permissionSetId=manager', `permissionSetId=${market.sets.manager}`);
    const body = await list(owner, filter);
    const wanted = expected.map((name) => people[name].memberId as string);
    if (query === '?role=owner') wanted.push(market.owner.memberId);
    expect(new Set(idsOf(body))).toEqual(new Set(wanted));
    expect(body.total).toBe(wanted.length);
  });

  it('finds a part of a name, an address or a phone number, and takes no wildcard', async () => {
    expect(
      (await list(owner, `?search=${encodeURIComponent(people.east.address.toUpperCase())}`)).total,
    ).toBe(1);
    expect((await list(owner, '?search=olga')).total).toBe(1);
    expect((await list(owner, '?search=%25')).total).toBe(0);
    expect((await list(owner, '?search=_')).total).toBe(0);
  });

  it.each([
    'name',
    '-name',
    'address',
    '-address',
    'lastActiveAt',
    '-lastActiveAt',
    'accessEndsAt',
    'joinedAt',
    '-joinedAt',
  ])('in the order %s can be walked page by page to the end and back', async (sort) => {
    const whole = idsOf(await list(owner, `?sort=${sort}&limit=100`));
    const forth: string[][] = [];
    let page = await list(owner, `?sort=${sort}&limit=2`);
    expect(page.previousCursor).toBeNull();
    for (;;) {
      forth.push(idsOf(page));
      if (page.nextCursor === null) break;
      page = await list(owner, `?sort=${sort}&limit=2&cursor=${page.nextCursor}`);
    }
    expect(forth.flat()).toEqual(whole);
    const back: string[][] = [idsOf(page)];
    while (page.previousCursor !== null) {
      page = await list(owner, `?sort=${sort}&limit=2&cursor=${page.previousCursor}`);
      back.unshift(idsOf(page));
    }
    expect(back).toEqual(forth);
  });

  it('refuses a cursor of another order or a changed one', async () => {
    const { nextCursor } = await list(owner, '?limit=2');
    expect((await list(owner, `?limit=2&sort=-name&cursor=${nextCursor}`)).code).toBe(
      'malformed_request',
    );
    expect(
      (
        await list(
          owner,
          `?limit=2&cursor=${nextCursor.replace(/.$/, (last: string) => (last === 'A' ? 'B' : 'A'))}`,
        )
      ).code,
    ).toBe('malformed_request');
  });
});

describe('one person', () => {
  it('is shown with each grant, who gave it and how far it reaches', async () => {
    const { body, headers } = await owner.request('GET', `/v1/members/${people.west.memberId}`);
    expect(body).toMatchObject({
      id: people.west.memberId,
      grants: [
        {
          permissionSet: { name: 'Campaign editor' },
          place: { id: market.places.west, type: 'zone', code: 'WEST', name: 'West' },
          placeCount: 2,
          givenBy: 'Latchkey',
          source: 'system',
          manageable: true,
        },
      ],
    });
    expect(body.sentences[0].map(({ text }: { text: string }) => text).join('')).toContain(
      'West zone',
    );
    expect(headers.get('etag')).toContain(body.etag);
  });

  it('is not there for a manager of another zone, exactly like one who does not exist', async () => {
    const hidden = await manager.request('GET', `/v1/members/${people.east.memberId}`);
    const missing = await manager.request('GET', '/v1/members/mem_00000000000000000000000000');
    const without = ({ body }: { body: Record<string, unknown> }) => ({ ...body, requestId: '' });
    expect(without(hidden)).toEqual(without(missing));
    expect(hidden.status).toBe(404);
    for (const act of ['suspend', 'remove', 'resume']) {
      expect(
        (await manager.request('POST', `/v1/members/${people.east.memberId}/${act}`)).body.code,
      ).toBe('unknown_member');
    }
  });

  it('is edited with the revision that was read, and not with an older one', async () => {
    const path = `/v1/members/${people.west.memberId}`;
    expect((await owner.request('PATCH', path, { name: 'Wes Turner' })).body.code).toBe(
      'precondition_required',
    );
    const { etag } = (await owner.request('GET', path)).body;
    const edited = await owner.request(
      'PATCH',
      path,
      { name: 'Wes Turner', phone: '+49 30 123456' },
      { 'if-match': etag },
    );
    expect(edited.status).toBe(200);
    expect(
      (await owner.request('PATCH', path, { name: 'Wim' }, { 'if-match': etag })).body.code,
    ).toBe('stale');
    expect((await owner.request('GET', path)).body).toMatchObject({
      name: 'Wes Turner',
      phone: '+49 30 123456',
    });
    expect((await list(owner, '?search=123456')).total).toBe(1);
  });

  it('gets new access after the plan has told what is gained and lost', async () => {
    const path = `/v1/members/${people.store.memberId}`;
    const { etag } = (await owner.request('GET', path)).body;
    const access = {
      role: 'member',
      grants: [{ permissionSetId: market.sets.publisher, scope: market.places.east }],
    };
    const planned = await owner.request('PUT', `${path}/access?dryRun=true`, access);
    expect(planned.body).toMatchObject({
      applies: true,
      affectedTotal: 1,
      affected: [
        {
          memberId: people.store.memberId,
          gains: ['See campaigns, Edit campaigns, and Publish campaigns in East zone'],
          loses: ['See campaigns and Edit campaigns in 2 stores'],
        },
      ],
    });
    expect((await owner.request('GET', path)).body.etag).toBe(etag);
    expect(
      (await owner.request('PUT', `${path}/access`, access, { 'if-match': etag })).status,
    ).toBe(200);
    expect((await owner.request('GET', path)).body.grants).toHaveLength(1);
    expect(
      (await owner.request('PUT', `${path}/access`, access, { 'if-match': etag })).body.code,
    ).toBe('stale');
  });

  it('is told permission by permission: where it counts, and through what', async () => {
    const person = await market.addMember(
      market.grant('editor', market.places.w1),
      market.grant('editor', market.places.w2),
      market.grant('publisher', market.places.east),
    );
    const path = `/v1/members/${person.memberId}/permissions`;
    const { body } = await owner.request('GET', path);
    expect(body.restrictions).toEqual([]);
    expect(body.permissions.map(({ key }: { key: string }) => key)).toEqual([
      'campaign.read',
      'campaign.edit',
      'campaign.publish',
    ]);
    expect(body.permissions[1]).toMatchObject({
      where: 'in 3 stores',
      remark: null,
      through: ['Campaign editor in 2 stores', 'Campaign publisher in East zone'],
    });
    expect(body.permissions[2]).toMatchObject({ where: 'in East zone' });
    const elsewhere = await market.addMember(market.grant('editor', market.places.e1));
    const unseen = await manager.request('GET', `/v1/members/${elsewhere.memberId}/permissions`);
    expect(unseen).toMatchObject({ status: 404, body: { code: 'unknown_member' } });
  });

  it('is shown what suspending, removing and an end of access would take, and nothing is done', async () => {
    const person = await market.addMember(market.grant('editor', market.places.west));
    const path = `/v1/members/${person.memberId}`;
    const told = async (method: string, at: string, asked: object = {}) =>
      (await owner.request(method, `${path}${at}?dryRun=true`, asked)).body;
    for (const act of ['/suspend', '/remove']) {
      const plan = await told('POST', act);
      expect(plan).toMatchObject({ applies: true, changed: 1, affectedTotal: 1 });
      expect(plan.sentence.map(({ text }: { text: string }) => text).join('')).toMatch(
        /^Person \d+ will no longer be able to see campaigns and edit campaigns in West zone\.$/,
      );
    }
    const accessEndsAt = '2999-01-01T00:00:00Z';
    expect((await told('PATCH', '', { accessEndsAt })).affected).toMatchObject([
      { gains: [], loses: ['Access after 1 Jan 2999, 00:00 UTC'] },
    ]);
    expect(await told('PATCH', '', { name: 'Wim' })).toMatchObject({
      applies: true,
      affected: [],
      sentence: [{ text: 'Nothing changes for anybody.' }],
    });
    expect((await owner.request('GET', path)).body).toMatchObject({
      status: 'active',
      accessEndsAt: null,
    });
    const last = `/v1/members/${market.owner.memberId}/remove?dryRun=true`;
    expect((await owner.request('POST', last)).body).toMatchObject({
      applies: false,
      problems: [{ code: 'last_owner' }],
    });
  });

  it('cannot be given more than the manager holds', async () => {
    const path = `/v1/members/${people.west.memberId}`;
    const { etag } = (await manager.request('GET', path)).body;
    const more = {
      role: 'member',
      grants: [{ permissionSetId: market.sets.publisher, scope: market.places.west }],
    };
    expect(
      (await manager.request('PUT', `${path}/access`, more, { 'if-match': etag })).body.code,
    ).toBe('grant_ceiling');
    const elsewhere = {
      role: 'member',
      grants: [{ permissionSetId: market.sets.editor, scope: market.places.east }],
    };
    expect(
      (await manager.request('PUT', `${path}/access`, elsewhere, { 'if-match': etag })).body.status,
    ).toBe(403);
    const planned = await manager.request('PUT', `${path}/access?dryRun=true`, more);
    expect(planned.body).toMatchObject({ applies: false, problems: [{ code: 'grant_ceiling' }] });
  });
});

describe('suspending and removing', () => {
  it('ends the session at the next request, and resuming gives everything back', async () => {
    const member = await market.addMember(market.grant('manager', market.places.west));
    const client = await signInAs(server, market.organizationId, member);
    expect((await client.request('GET', '/v1/session')).status).toBe(200);
    expect((await owner.request('POST', `/v1/members/${member.memberId}/suspend`)).status).toBe(
      200,
    );
    expect((await client.request('GET', '/v1/session')).body.code).toBe('not_signed_in');
    await owner.request('POST', `/v1/members/${member.memberId}/resume`);
    expect((await client.request('GET', '/v1/session')).body.code).toBe('not_signed_in');
    const again = await signInAs(server, market.organizationId, member);
    expect((await again.request('GET', '/v1/members')).status).toBe(200);
  });

  it('brings a removed person back with or without the earlier access', async () => {
    const member = await market.addMember(market.grant('editor', market.places.west));
    const path = `/v1/members/${member.memberId}`;
    await owner.request('POST', `${path}/remove`);
    expect((await owner.request('GET', path)).body.status).toBe('removed');
    expect(idsOf(await list(owner, '?status=removed'))).toContain(member.memberId);
    expect((await owner.request('POST', `${path}/restore`, { withAccess: true })).status).toBe(200);
    expect((await owner.request('GET', path)).body).toMatchObject({
      status: 'active',
      grants: [{ place: { name: 'West' } }],
    });
  });

  it('never leaves the organization without an owner', async () => {
    for (const act of ['suspend', 'remove']) {
      expect(
        (await owner.request('POST', `/v1/members/${market.owner.memberId}/${act}`)).body.code,
      ).toBe('last_owner');
    }
  });
});

describe('many at once', () => {
  it('does what can be done and names the rest', async () => {
    const some = await Promise.all(
      [1, 2, 3].map(() => market.addMember(market.grant('editor', market.places.w1))),
    );
    const request = {
      selection: {
        kind: 'members',
        memberIds: [...some.map(({ memberId }) => memberId), people.both.memberId],
      },
      act: { type: 'setAccessEnd', accessEndsAt: new Date(Date.now() + 3_600_000).toISOString() },
    };
    const planned = await manager.request('POST', '/v1/members/bulk?dryRun=true', request);
    expect(planned.body).toMatchObject({
      applies: true,
      affectedTotal: 3,
      problems: [{ code: 'not_dominated' }],
    });
    expect(planned.body.remarks).toEqual([
      '1 of 4 left alone: This person holds access outside of yours.',
    ]);
    const done = await manager.request('POST', '/v1/members/bulk', request);
    expect(done.body).toMatchObject({
      changed: 3,
      unchanged: 0,
      skipped: [{ memberId: people.both.memberId, code: 'not_dominated' }],
      skippedTotal: 1,
    });
    expect(done.body.changeIds).toEqual([expect.stringMatching(/^chg_/)]);
    expect((await manager.request('POST', '/v1/members/bulk', request)).body).toMatchObject({
      changed: 0,
      unchanged: 3,
    });
  });

  it('acts on everybody who matches, and refuses when more match than were shown', async () => {
    const filter = { search: 'person', place: market.places.east };
    const { total } = await list(owner, `?search=person&place=${market.places.east}`);
    const endsAt = new Date(Date.now() + 86_400_000).toISOString();
    const request = (expected: number) => ({
      selection: { kind: 'matching', filter, exclude: [people.east.memberId], expected },
      act: { type: 'setAccessEnd', accessEndsAt: endsAt },
    });
    await market.addMember(market.grant('editor', market.places.e1));
    expect((await owner.request('POST', '/v1/members/bulk', request(total))).body.code).toBe(
      'selection_grew',
    );
    const done = await owner.request('POST', '/v1/members/bulk', request(total + 1));
    expect(done.body).toMatchObject({ changed: total, skippedTotal: 0 });
    expect((await list(owner, `?endsWithinDays=2&place=${market.places.east}`)).total).toBe(total);
  });

  it('gives further access and keeps what is held', async () => {
    const member = await market.addMember(market.grant('editor', market.places.w1));
    await owner.request('POST', '/v1/members/bulk', {
      selection: { kind: 'members', memberIds: [member.memberId] },
      act: {
        type: 'addGrants',
        grants: [{ permissionSetId: market.sets.editor, scope: market.places.e1 }],
      },
    });
    expect((await owner.request('GET', `/v1/members/${member.memberId}`)).body.placeTotal).toBe(2);
  });

  it('puts other access in the place of what is held', async () => {
    const member = await market.addMember(market.grant('editor', market.places.w1));
    await owner.request('POST', '/v1/members/bulk', {
      selection: { kind: 'members', memberIds: [member.memberId] },
      act: {
        type: 'setGrants',
        grants: [{ permissionSetId: market.sets.publisher, scope: market.places.e1 }],
      },
    });
    const { body } = await owner.request('GET', `/v1/members/${member.memberId}`);
    expect(body.permissionSets.map(({ id }: { id: string }) => id)).toEqual([
      market.sets.publisher,
    ]);
    expect(body.placeTotal).toBe(1);
  });
});

describe('the export', () => {
  it('is a file whose formulas do not run, with a row per group of places', async () => {
    const member = await market.addMember(
      market.grant('editor', market.places.w1),
      market.grant('publisher', market.places.e1),
    );
    const { etag } = (await owner.request('GET', `/v1/members/${member.memberId}`)).body;
    await owner.request(
      'PATCH',
      `/v1/members/${member.memberId}`,
      { name: '=cmd|calc', phone: '+49 30 99' },
      { 'if-match': etag },
    );
    const answer = await fetch(`${server.url}/v1/members/export.csv`, {
      headers: { authorization: `Bearer ${owner.token}` },
    });
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="members_\d{12}\.csv"$/,
    );
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
    expect(
      text.startsWith(
        '\ufeffE-mail,Name,Phone,Type,Permission sets,Places,Sign-in method,Access ends,_etag\r\n',
      ),
    ).toBe(true);
    const own = text.split('\r\n').filter((line) => line.startsWith(member.address));
    const present = (await owner.request('GET', `/v1/members/${member.memberId}`)).body.etag;
    const revision = present.replaceAll('"', '');
    expect(own.toSorted()).toEqual([
      `${member.address},'=cmd|calc,'+49 30 99,member,Campaign editor,store:W-1,password,,${revision}`,
      `${member.address},'=cmd|calc,'+49 30 99,member,Campaign publisher,store:E-1,password,,${revision}`,
    ]);
  });

  it('is recorded', async () => {
    const { rows } = await server.services.db.pool.query(
      `select kind from audit_events where kind = 'members.exported'`,
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});
