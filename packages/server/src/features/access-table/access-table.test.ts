import type { AccessTable } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createPromotionsOrganization,
  type PromotionsOrganization,
} from '../../../test/promotions-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import type { TestMember } from '../../../test/test-member.ts';

let server: TestServer;
let group: PromotionsOrganization;
let alpha: EntityId;
let beta: EntityId;
let owner: TestClient;
/** Administers alpha, edits beta, holds nothing, edits everywhere. */
let ada: TestMember;
let eve: TestMember;
let nia: TestMember;
let wim: TestMember;
let admin: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  group = await createPromotionsOrganization(server.services);
  alpha = await group.addCompany('ALPHA', true);
  beta = await group.addCompany('BETA', false);
  ada = await group.addMember('Ada Admin', group.grant(alpha, ['company.administer']));
  eve = await group.addMember('Eve Editor', group.grant(beta, ['company.use', 'promotion.edit']));
  nia = await group.addMember('Nia None');
  wim = await group.addMember(
    'Wim Wide',
    group.grant(group.organizationId, ['company.use', 'promotion.edit']),
  );
  await group.invite('Ivy Invited');
  owner = await signInAs(server, group.organizationId, group.owner);
  admin = await signInAs(server, group.organizationId, ada);
});
afterAll(() => server[Symbol.asyncDispose]());

const table = async (client: TestClient, place: EntityId, query = ''): Promise<AccessTable> => {
  const { status, body } = await client.request(
    'GET',
    `/v1/entities/${place}/access-table?limit=100${query}`,
  );
  expect(status).toBe(200);
  return body;
};
const rowOf = (found: AccessTable, { memberId }: Pick<TestMember, 'memberId'>) => {
  const row = found.data.find((one) => one.memberId === memberId);
  if (!row) throw new Error('The person is not listed.');
  return row;
};
const put = (
  client: TestClient,
  place: EntityId,
  { memberId }: Pick<TestMember, 'memberId'>,
  permissions: readonly string[],
  etag?: string,
  query = '',
) =>
  client.request(
    'PUT',
    `/v1/entities/${place}/members/${memberId}/permissions${query}`,
    { permissions },
    etag === undefined ? {} : { 'if-match': etag },
  );

describe('the table of a company', () => {
  test('lists everybody of the organization: owners, then who holds something there, then the others', async () => {
    const found = await table(owner, alpha);
    expect(found.data.map(({ name }) => name)).toEqual([
      'Olga Owner',
      'Ada Admin',
      'Wim Wide',
      'Eve Editor',
      'Ivy Invited',
      'Nia None',
    ]);
    expect(found).toMatchObject({ total: 6, withAccess: 3, modulesOff: [] });
    expect((await table(owner, beta)).modulesOff).toEqual(['loyalty']);
  });

  test('is the same for the company’s administrator, who sees these people nowhere else', async () => {
    const names = (found: AccessTable) => found.data.map(({ name }) => name);
    expect(names(await table(admin, alpha))).toEqual(names(await table(owner, alpha)));
    const people = await admin.request('GET', '/v1/members');
    expect(people.body.data.map(({ name }: { name: string }) => name)).toEqual(['Ada Admin']);
  });

  test('tells what is ticked there from what comes from above, and what cannot be changed', async () => {
    const found = await table(admin, alpha);
    expect(rowOf(found, group.owner).cannotChange).toBe('owner_needs_no_access');
    expect(rowOf(found, ada)).toMatchObject({ you: true, cannotChange: 'not_allowed' });
    const wide = rowOf(found, wim);
    expect(wide.permissions).toEqual([]);
    expect(wide.inherited.map(({ permission, from }) => [permission, from.type])).toEqual([
      ['company.use', 'organization'],
      ['promotion.edit', 'organization'],
    ]);
    expect(wide.cannotChange).toBeNull();
    expect(found.mayGive).toContain('loyalty.scheme.publish');
    expect(found.mayGive).not.toContain('access.key.manage');
  });

  test('can leave out who holds nothing, and is searched by name and address', async () => {
    const found = await table(owner, alpha, '&withoutAccess=false');
    expect(found.data.map(({ name }) => name)).toEqual(['Olga Owner', 'Ada Admin', 'Wim Wide']);
    expect((await table(owner, alpha, '&search=nia')).data).toHaveLength(1);
    expect((await table(owner, alpha, '&search=eve.editor%40')).data).toHaveLength(1);
    expect((await table(owner, alpha, '&search=%25')).data).toEqual([]);
  });

  test('is read a page at a time, forth and back, and loses nobody', async () => {
    const page = async (query: string): Promise<AccessTable> =>
      (await owner.request('GET', `/v1/entities/${alpha}/access-table?limit=2${query}`)).body;
    const first = await page('');
    const second = await page(`&cursor=${first.nextCursor}`);
    const third = await page(`&cursor=${second.nextCursor}`);
    const names = [first, second, third].flatMap(({ data }) => data.map(({ name }) => name));
    expect(new Set(names).size).toBe(6);
    expect(third.nextCursor).toBeNull();
    const back = await page(`&cursor=${third.previousCursor}`);
    expect(back.data).toEqual(second.data);
  });

  test('is a file too, with a column for each permission whose module is on', async () => {
    const read = async (place: EntityId) => {
      const answer = await fetch(`${server.url}/v1/entities/${place}/access-table.csv`, {
        headers: { authorization: `Bearer ${owner.token}` },
      });
      expect(answer.headers.get('content-disposition')).toMatch(/access_\d{12}\.csv/);
      return (await answer.text()).replace('\ufeff', '').trim().split('\r\n');
    };
    const lines = await read(beta);
    expect(lines[0]).toContain('Promotion editor');
    expect(lines[0]).not.toContain('Scheme editor');
    expect(lines).toHaveLength(7);
    expect(lines.find((line) => line.includes('Eve Editor'))).toContain('yes');
    expect((await read(alpha))[0]).toContain('Scheme editor');
  });

  test('is refused to whoever manages nobody there, and not there for whoever does not see the company', async () => {
    const editor = await signInAs(server, group.organizationId, eve);
    const ask = async (client: TestClient, place: string) =>
      (await client.request('GET', `/v1/entities/${place}/access-table`)).status;
    expect(await ask(editor, beta)).toBe(403);
    expect(await ask(editor, alpha)).toBe(404);
    expect(await ask(admin, beta)).toBe(404);
    expect(await ask(admin, 'ent_01arz3ndektsv4rrffq69g5fav')).toBe(404);
    expect((await put(admin, beta, nia, ['company.use'], '"1"')).status).toBe(404);
    expect((await put(editor, beta, nia, ['company.use'], '"1"')).status).toBe(403);
  });
});

describe('the permissions of one person at one company', () => {
  test('are told in words before they are changed', async () => {
    const planned = await put(
      admin,
      alpha,
      nia,
      ['company.use', 'product.edit'],
      undefined,
      '?dryRun=true',
    );
    const text = planned.body.sentence.map((part: { text: string }) => part.text).join('');
    expect(planned.body.applies).toBe(true);
    expect(text).toBe('Nia None will be able to try baskets and edit products at ALPHA.');
    expect(rowOf(await table(admin, alpha), nia).permissions).toEqual([]);
  });

  test('are changed against the revision that was read', async () => {
    const wanted = ['company.use', 'product.edit'];
    expect((await put(admin, alpha, nia, wanted)).status).toBe(428);
    const { etag } = rowOf(await table(admin, alpha), nia);
    expect((await put(admin, alpha, nia, wanted, etag)).status).toBe(200);
    expect((await put(admin, alpha, nia, [], etag)).status).toBe(412);
    const row = rowOf(await table(admin, alpha), nia);
    expect(row.permissions).toEqual(wanted);
    expect((await put(admin, alpha, nia, [], row.etag)).status).toBe(200);
  });

  test('of somebody elsewhere unknown are not there', async () => {
    const stranger = { memberId: 'mem_01arz3ndektsv4rrffq69g5fav' as const };
    const answer = await put(admin, alpha, stranger, ['company.use'], '"1"');
    expect(answer).toMatchObject({ status: 404, body: { code: 'unknown_member' } });
  });
});

describe('a company', () => {
  const seen = async (client: TestClient) => {
    const { status, body } = await client.request('GET', '/v1/entities');
    return status === 200 ? body.data.map(({ name }: { name: string }) => name) : status;
  };

  test('is seen by whoever holds something there, and by nobody else', async () => {
    const [editor, none, wide] = await Promise.all(
      [eve, nia, wim].map((person) => signInAs(server, group.organizationId, person)),
    );
    if (!editor || !none || !wide) throw new Error('Somebody is missing.');
    expect(await seen(owner)).toEqual(['ALPHA', 'BETA']);
    expect(await seen(admin)).toEqual(['ALPHA']);
    expect(await seen(editor)).toEqual(['BETA']);
    expect(await seen(wide)).toEqual(['ALPHA', 'BETA']);
    expect(await seen(none)).toEqual([]);
    expect((await none.request('GET', `/v1/entities/${alpha}`)).status).toBe(404);
    expect((await editor.request('GET', `/v1/entities/${alpha}`)).status).toBe(404);
    const own = await editor.request('GET', `/v1/entities/${beta}`);
    expect(own.body).toMatchObject({ name: 'BETA', memberCount: null });
    expect((await none.request('GET', '/v1/entities/tree')).body.rows).toEqual([]);
  });

  test('is out of sight at once when the last permission is taken', async () => {
    const tom = await group.addMember('Tom Temporary', group.grant(alpha, ['company.use']));
    const client = await signInAs(server, group.organizationId, tom);
    expect(await seen(client)).toEqual(['ALPHA']);
    await put(admin, alpha, tom, [], rowOf(await table(admin, alpha), tom).etag);
    expect(await seen(client)).toEqual([]);
  });

  test('tells its modules to whoever manages people there, and where one was switched off', async () => {
    const read = (client: TestClient, place?: EntityId) =>
      client.request('GET', `/v1/entitlements${place ? `?place=${place}` : ''}`);
    const loyaltyOf = (body: { modules: { key: string }[] }) =>
      body.modules.find(({ key }) => key === 'loyalty');
    expect(loyaltyOf((await read(owner, beta)).body)).toMatchObject({
      switchable: true,
      on: false,
      offAt: { id: beta },
      holders: 0,
    });
    expect(loyaltyOf((await read(admin, alpha)).body)).toMatchObject({ on: true, holders: 1 });
    expect((await read(owner)).body.modules).toHaveLength(7);
    expect((await read(admin, beta)).status).toBe(404);
    expect((await read(admin)).status).toBe(404);
  });
});
