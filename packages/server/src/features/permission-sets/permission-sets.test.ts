import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import { newId } from '../../ids.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
});
afterAll(() => server[Symbol.asyncDispose]());

const text = (sentence: { text: string }[]) => sentence.map((part) => part.text).join('');

test('standard sets come first, cannot be changed and are counted', async () => {
  await market.addMember(
    market.grant('publisher', market.places.west),
    market.grant('publisher', market.places.e1),
  );
  const { body } = await owner.request('GET', '/v1/permission-sets');
  const publisher = body.data.find(({ id }: { id: string }) => id === market.sets.publisher);
  expect(publisher).toMatchObject({
    kind: 'standard',
    name: 'Campaign publisher',
    memberCount: 1,
    placeCount: 2,
    mayHandOut: true,
    cannotChange: 'standard_set_read_only',
  });
  const answer = await owner.request(
    'PATCH',
    `/v1/permission-sets/${market.sets.publisher}`,
    { name: 'Mine' },
    { 'if-match': publisher.etag },
  );
  expect(answer).toMatchObject({ status: 403, body: { code: 'standard_set_read_only' } });
});

async function createSet(name: string, permissions: string[]) {
  const created = await owner.request('POST', '/v1/permission-sets', { name, permissions });
  expect(created.status).toBe(201);
  return { id: created.body.id, path: `/v1/permission-sets/${created.body.id}` };
}

test('a set is made, copied, changed against its revision and told who changed it', async () => {
  const { id, path } = await createSet('Readers', ['campaign.read']);
  const copy = await owner.request('POST', '/v1/permission-sets', {
    name: 'Readers two',
    permissions: ['campaign.read'],
    copiedFrom: id,
  });
  const copied = await owner.request('GET', `/v1/permission-sets/${copy.body.id}`);
  expect(copied.body.copiedFrom).toEqual({ id, name: 'Readers', gained: [] });

  const { body: before } = await owner.request('GET', path);
  expect(before).toMatchObject({ kind: 'custom', changedBy: 'Olga Owner', cannotChange: null });
  const change = { permissions: ['campaign.read', 'campaign.edit'] };
  expect((await owner.request('PATCH', path, change)).status).toBe(428);
  expect((await owner.request('PATCH', path, change, { 'if-match': before.etag })).status).toBe(
    200,
  );
  const again = await owner.request('PATCH', path, { name: 'Other' }, { 'if-match': before.etag });
  expect(again).toMatchObject({ status: 412, body: { code: 'stale' } });
});

test('of two edits of the same revision at once, one is stale', async () => {
  const { path } = await createSet('Contested', ['campaign.read']);
  const { etag } = (await owner.request('GET', path)).body;
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, number) =>
      owner.request('PATCH', path, { description: `Edit ${number}` }, { 'if-match': etag }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(7);
});

test('a set that lacks what a permission needs is refused with what is missing', async () => {
  const answer = await owner.request('POST', '/v1/permission-sets', {
    name: 'Broken',
    permissions: ['campaign.publish'],
  });
  expect(answer).toMatchObject({ status: 422, body: { code: 'missing_required_permission' } });
});

test('before a set is changed, it is told who really gains and where', async () => {
  const { id, path } = await createSet('Helpers', ['campaign.read', 'campaign.edit']);
  const at = async (...grants: ReturnType<MarketOrganization['grant']>[]) =>
    market.addMember(...grants);
  const helper = (scope: Parameters<MarketOrganization['grant']>[1]) => ({
    ...market.grant('editor', scope),
    setId: id,
  });
  const gains = await at(helper(market.places.w1));
  await at(helper(market.places.w1), market.grant('publisher', market.places.west));
  const change = { permissions: ['campaign.read', 'campaign.edit', 'campaign.publish'] };
  const { status, body } = await owner.request('PATCH', `${path}?dryRun=true`, change);

  expect(status).toBe(200);
  expect(body.applies).toBe(true);
  expect(text(body.sentence)).toMatch(
    /^Person \d+ will be able to publish campaigns at Store W-1 · Harbour Street\.$/,
  );
  expect(body.affected).toEqual([
    expect.objectContaining({
      memberId: gains.memberId,
      gains: ['Publish campaigns at Store W-1 · Harbour Street'],
      loses: [],
    }),
  ]);
  expect(body.affectedTotal).toBe(1);
  // Nothing was written.
  expect((await owner.request('GET', path)).body.permissions).not.toContain('campaign.publish');
});

test('a set in use is deleted with a replacement, and nobody is left without', async () => {
  const { id, path } = await createSet('Leaving', ['campaign.read']);
  const person = await market.addMember({ ...market.grant('editor', market.places.w2), setId: id });
  const { etag } = (await owner.request('GET', path)).body;
  const body = { replacementSetId: market.sets.editor };

  const plan = await owner.request('DELETE', `${path}?dryRun=true`, body);
  expect(text(plan.body.sentence)).toBe('1 person moves from Leaving to Campaign editor.');
  const deleted = await owner.request('DELETE', path, body, { 'if-match': etag });
  expect(deleted.status).toBe(200);
  expect((await owner.request('GET', path)).status).toBe(404);

  const check = await owner.request('POST', '/v1/access-checks', {
    memberId: person.memberId,
    permission: 'campaign.edit',
    place: market.places.w2,
  });
  expect(check.body.allowed).toBe(true);
});

test('a copy tells what its source has gained since, once the copy has never held it', async () => {
  const patch = async (path: string, permissions: string[]) => {
    const { etag } = (await owner.request('GET', path)).body;
    expect((await owner.request('PATCH', path, { permissions }, { 'if-match': etag })).status).toBe(
      200,
    );
  };
  const source = await createSet('Origin', ['campaign.read', 'access.log.read']);
  const made = await owner.request('POST', '/v1/permission-sets', {
    name: 'Copy of origin',
    // Left out at copying, so never news.
    permissions: ['campaign.read'],
    copiedFrom: source.id,
  });
  const copy = `/v1/permission-sets/${made.body.id}`;
  const gained = async () => (await owner.request('GET', copy)).body.copiedFrom.gained;
  expect(await gained()).toEqual([]);
  await patch(source.path, ['campaign.read', 'campaign.edit', 'access.log.read']);
  expect(await gained()).toEqual(['campaign.edit']);
  await patch(copy, ['campaign.read', 'campaign.edit']);
  expect(await gained()).toEqual([]);
  await patch(copy, ['campaign.read']);
  expect(await gained()).toEqual([]);
});

test('a set is taken from its holders only as far as everybody keeps something', async () => {
  const { id, path } = await createSet('Taken', ['campaign.read']);
  const own = (scope: Parameters<MarketOrganization['grant']>[1]) => ({
    ...market.grant('editor', scope),
    setId: id,
  });
  const keeps = await market.addMember(
    own(market.places.w1),
    market.grant('publisher', market.places.e1),
  );
  const bare = await market.addMember(own(market.places.w2));
  const { etag } = (await owner.request('GET', path)).body;
  const take = { replacementSetId: 'none' };
  const plan = await owner.request('DELETE', `${path}?dryRun=true`, take);
  expect(plan.body).toMatchObject({
    applies: false,
    problems: [{ code: 'member_needs_access', subject: expect.stringMatching(/^Person \d+$/) }],
  });
  await market.change({ type: 'member.remove', memberId: bare.memberId });
  const again = await owner.request('DELETE', `${path}?dryRun=true`, take);
  expect(text(again.body.sentence)).toBe('1 person loses Taken.');
  expect(again.body.affected).toMatchObject([{ memberId: keeps.memberId, gains: [] }]);
  expect((await owner.request('DELETE', path, take, { 'if-match': etag })).status).toBe(200);
  const check = await owner.request('POST', '/v1/access-checks', {
    memberId: keeps.memberId,
    permission: 'campaign.read',
    place: market.places.w1,
  });
  expect(check.body.allowed).toBe(false);
});

test('everybody whom a change touches can be had as a file, by whoever sees everybody', async () => {
  const { id, path } = await createSet('Listed', ['campaign.read']);
  await market.addMember({
    ...market.grant('editor', market.places.w1),
    setId: id,
  });
  const change = { permissions: ['campaign.read', 'campaign.edit'] };
  const ask = (token: string) =>
    fetch(`${server.url}${path}/affected.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(change),
    });
  const file = await ask(owner.token);
  expect(file.headers.get('content-type')).toContain('text/csv');
  const [head, line, end] = (await file.text()).split('\r\n');
  expect(head).toContain('E-mail,Name,Gains,Loses');
  expect(line).toMatch(/@market\d+\.example,.*,Edit campaigns at Store W-1 · Harbour Street,$/);
  expect(end).toBe('');
  const statusFor = async (...grants: Parameters<MarketOrganization['addMember']>) => {
    const member = await market.addMember(...grants);
    return (await ask((await signInAs(server, market.organizationId, member)).token)).status;
  };
  const keeper = await createSet('Keeper of lists', ['access.set.manage']);
  const keeping = {
    ...market.grant('editor', market.organizationId),
    setId: keeper.id,
  };
  expect(await statusFor(keeping)).toBe(403);
  expect(await statusFor(keeping, market.grant('manager', market.places.west))).toBe(403);
});

test('whoever manages sets changes none that gives more than they hold everywhere', async () => {
  const keeper = await createSet('Keeper', ['access.set.manage', 'campaign.read']);
  const wider = await createSet('Wider', ['campaign.read', 'campaign.edit']);
  const within = await createSet('Within', ['campaign.read']);
  const member = await market.addMember({
    ...market.grant('editor', market.organizationId),
    setId: keeper.id,
  });
  const client = await signInAs(server, market.organizationId, member);
  const standing = async (path: string) => (await client.request('GET', path)).body.cannotChange;
  expect(await standing(within.path)).toBeNull();
  expect(await standing(wider.path)).toBe('grant_ceiling');
  const plan = await client.request('PATCH', `${keeper.path}?dryRun=true`, {
    permissions: ['access.set.manage'],
  });
  expect(plan.body.remarks).toEqual(['You lose access yourself.']);
  const { etag } = (await client.request('GET', wider.path)).body;
  const answer = await client.request('PATCH', wider.path, { name: 'Mine' }, { 'if-match': etag });
  expect(answer).toMatchObject({ status: 403, body: { code: 'grant_ceiling' } });
});

test('a restriction is told for whom it begins to bind, and hides at once when it is saved', async () => {
  const { id, path } = await createSet('Bound', ['campaign.read']);
  const { id: other, path: otherPath } = await createSet('Bound already', ['campaign.read']);
  const own = (setId: typeof id) => ({ ...market.grant('editor', market.places.w1), setId });
  const person = await market.addMember(own(id), market.grant('publisher', market.places.e1));
  await market.addMember(own(id), own(other));
  const restrictions = ['hide-phone'];
  const save = async (at: string) => {
    const { etag } = (await owner.request('GET', at)).body;
    const answer = await owner.request('PATCH', at, { restrictions }, { 'if-match': etag });
    expect(answer.status).toBe(200);
  };
  await save(otherPath);

  const plan = await owner.request('PATCH', `${path}?dryRun=true`, { restrictions });
  expect(text(plan.body.sentence)).toMatch(
    /^Person \d+ will no longer be able to see campaigns at Store W-1 · Harbour Street and see .* at Store E-1 · Station Road, and will be bound by Hide phone numbers\.$/,
  );
  expect(plan.body.affected).toMatchObject([
    {
      memberId: person.memberId,
      gains: [],
      loses: [
        'See campaigns at Store W-1 · Harbour Street',
        'See campaigns, Edit campaigns, and Publish campaigns at Store E-1 · Station Road',
        'What “Hide phone numbers” hides',
      ],
    },
  ]);
  const maySee = async () => {
    const { body } = await owner.request('POST', '/v1/access-checks', {
      memberId: person.memberId,
      permission: 'campaign.read',
      place: market.places.e1,
    });
    return body.allowed;
  };
  expect(await maySee()).toBe(true);
  await save(path);
  expect(await maySee()).toBe(false);
  expect((await owner.request('GET', path)).body.restrictions).toEqual(restrictions);
});

test('somebody who is only invited gains nothing that a restriction of the set hides', async () => {
  const { id, path } = await createSet('Hiding', ['campaign.read']);
  await market.change({
    type: 'member.invite',
    memberId: newId('mem'),
    invitationId: newId('inv'),
    address: 'invited@market.example',
    name: 'Ines Invited',
    role: 'member',
    grants: [{ ...market.grant('editor', market.places.w1), setId: id }],
    signInMethod: 'password',
    linkEndsAt: Date.now() + 86_400_000,
  });
  const permissions = ['campaign.edit', 'campaign.read'];
  const told = async (change: object) =>
    text((await owner.request('PATCH', `${path}?dryRun=true`, change)).body.sentence);
  expect(await told({ permissions })).toBe(
    'Ines Invited will be able to edit campaigns at Store W-1 · Harbour Street.',
  );
  expect(await told({ permissions, restrictions: ['hide-phone'] })).toBe(
    'Ines Invited will no longer be able to see campaigns at Store W-1 · Harbour Street, and will be bound by Hide phone numbers.',
  );
});

test('a manager of a zone sees the sets held or handed out, and changes none', async () => {
  const manager = await market.addMember(market.grant('manager', market.places.west));
  const client = await signInAs(server, market.organizationId, manager);
  const { body } = await client.request('GET', '/v1/permission-sets');
  const seen = body.data.map(({ name, mayHandOut }: { name: string; mayHandOut: boolean }) => [
    name,
    mayHandOut,
  ]);
  expect(seen).toEqual([
    ['Campaign editor', true],
    ['Zone manager', false],
  ]);
  expect((await client.request('GET', `/v1/permission-sets/${market.sets.publisher}`)).status).toBe(
    404,
  );
  const answer = await client.request('POST', '/v1/permission-sets', {
    name: 'Own',
    permissions: [],
  });
  expect(answer).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
});

test('a set of another organization is as missing as one that never was', async () => {
  const other = await createMarketOrganization(server.services);
  const foreign = await owner.request('GET', `/v1/permission-sets/${other.sets.editor}`);
  const missing = await owner.request('GET', '/v1/permission-sets/pst_00000000000000000000000000');
  const withoutId = ({ requestId: _, ...rest }: { requestId: string }) => rest;
  expect(foreign.status).toBe(404);
  expect(withoutId(foreign.body)).toEqual(withoutId(missing.body));
});
