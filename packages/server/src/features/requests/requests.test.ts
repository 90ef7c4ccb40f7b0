import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverMails } from '../../../test/deliver-mails.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { type MailServer, startMailServer } from '../../../test/start-mail-server.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import { newId } from '../../ids.ts';

let mail: MailServer;
let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let proposer: TestClient;
let proposerAddress: string;

beforeAll(async () => {
  mail = await startMailServer({});
  server = await startTestServer({ config: { smtpUrl: mail.url } });
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  const setId = newId('pst');
  await market.change({
    type: 'permissionSet.create',
    setId,
    name: 'Shift lead',
    description: '',
    permissions: ['access.member.propose', 'access.member.read', 'campaign.read'],
    mayGrant: [],
  });
  const person = await market.addMember({
    grantId: newId('grt'),
    setId,
    scope: market.places.west,
  });
  proposerAddress = person.address;
  proposer = await signInAs(server, market.organizationId, person);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
});

let asked = 0;
const address = () => `asked${++asked}@market.example`;
const proposal = (addresses: readonly string[], scope: string = market.places.w1) => ({
  reason: 'Two counters open in spring.',
  invitation: {
    people: addresses.map((one) => ({ address: one })),
    role: 'member',
    grants: [{ permissionSetId: market.sets.editor, scope }],
  },
});
async function propose(...addresses: string[]): Promise<string> {
  const { body } = await proposer.request('POST', '/v1/requests', proposal(addresses));
  return body.requestId;
}
const read = async (id: string, as = owner) => (await as.request('GET', `/v1/requests/${id}`)).body;
const approve = async (id: string, more: Record<string, unknown> = {}, as = owner) =>
  as.request('POST', `/v1/requests/${id}/approve`, { digest: (await read(id)).digest, ...more });
const memberOf = async (one: string) =>
  (await owner.request('GET', `/v1/invitations?search=${encodeURIComponent(one)}`)).body.data[0];

describe('proposing people', () => {
  it('brings nobody in and mails nobody but the owners', async () => {
    const one = address();
    const { status, body } = await proposer.request('POST', '/v1/requests', proposal([one]));
    expect(status).toBe(200);
    expect(body.requestId).toMatch(/^req_/);
    expect(await memberOf(one)).toBeUndefined();
    await deliverMails(server.services, market.organizationId);
    expect(mail.to(market.owner.address).subject).toContain('asks you to add 1 person');
    expect(() => mail.to(one)).toThrow();
  });

  it('names at once who could not be brought in, and puts the others forward', async () => {
    const one = address();
    const { body } = await proposer.request(
      'POST',
      '/v1/requests',
      proposal([one, market.owner.address, 'nobody at all']),
    );
    expect(body.results.map(({ result }: { result: string }) => result)).toEqual([
      'invited',
      'refused',
      'refused',
    ]);
    expect((await read(body.requestId)).people).toEqual([{ address: one, name: '' }]);
    const none = await proposer.request('POST', '/v1/requests', proposal([market.owner.address]));
    expect(none.body.requestId).toBeNull();
  });

  it('is for whoever may, inside the own part, and never for owners', async () => {
    const elsewhere = proposal([address()], market.places.e1);
    expect((await proposer.request('POST', '/v1/requests', elsewhere)).body.code).toBe(
      'not_allowed',
    );
    const asOwner = proposal([address()]);
    const { status, body } = await proposer.request('POST', '/v1/requests', {
      ...asOwner,
      invitation: { ...asOwner.invitation, role: 'owner', grants: [] },
    });
    expect([status, body.code]).toEqual([403, 'owners_only']);
    const plain = await market.addMember(market.grant('editor', market.places.w1));
    const editor = await signInAs(server, market.organizationId, plain);
    expect((await editor.request('POST', '/v1/requests', proposal([address()]))).status).toBe(403);
    expect((await editor.request('GET', '/v1/requests')).status).toBe(403);
    expect(
      (await proposer.request('POST', '/v1/invitations', proposal([]).invitation)).status,
    ).toBe(400);
    const direct = await proposer.request(
      'POST',
      '/v1/invitations',
      proposal([address()]).invitation,
    );
    expect([direct.status, direct.body.code]).toEqual([403, 'forbidden']);
  });
});

describe('deciding', () => {
  it('an owner approves: the people are invited, and the log names who asked and who said yes', async () => {
    const one = address();
    const id = await propose(one);
    const { status, body } = await approve(id);
    expect(status).toBe(200);
    expect(await memberOf(one)).toMatchObject({ status: 'waiting', address: one });
    const change = (await owner.request('GET', `/v1/changes/${body.changeId}`)).body;
    expect(change).toMatchObject({ approvedBy: 'Olga Owner' });
    expect(change.actor).not.toBe('Olga Owner');
    await deliverMails(server.services, market.organizationId);
    expect(mail.to(one).subject).toContain('invited you');
    expect(mail.to(proposerAddress).subject).toContain('was approved');
    expect(await read(id)).toMatchObject({ state: 'approved', decidedBy: 'Olga Owner' });
  });

  it('an owner approves with other access and an end', async () => {
    const one = address();
    const id = await propose(one);
    const accessEndsAt = new Date(Date.now() + 7 * 86_400_000).toISOString();
    await approve(id, {
      grants: [{ permissionSetId: market.sets.editor, scope: market.places.w2 }],
      accessEndsAt,
    });
    const { memberId } = await memberOf(one);
    const member = (await owner.request('GET', `/v1/members/${memberId}`)).body;
    expect(member.accessEndsAt).toBe(accessEndsAt);
    expect(member.grants).toMatchObject([{ place: { id: market.places.w2 } }]);
    expect(await read(id)).toMatchObject({ state: 'approved', changed: true });
  });

  it('an owner declines, and the asker reads why', async () => {
    const one = address();
    const id = await propose(one);
    const reason = 'The counters open later.';
    const { status } = await owner.request('POST', `/v1/requests/${id}/decline`, { reason });
    expect(status).toBe(204);
    expect(await read(id, proposer)).toMatchObject({ state: 'declined', decisionReason: reason });
    expect(await memberOf(one)).toBeUndefined();
    await deliverMails(server.services, market.organizationId);
    expect(mail.to(proposerAddress).subject).toContain('was declined');
    expect(mail.to(proposerAddress).text).toContain(reason);
    expect((await approve(id)).body.code).toBe('request_decided');
  });

  it('is for owners: not for the asker, not for others', async () => {
    const id = await propose(address());
    for (const path of ['approve', 'decline'])
      expect(
        (
          await proposer.request('POST', `/v1/requests/${id}/${path}`, {
            ...(path === 'approve' ? { digest: 'x' } : { reason: 'No.' }),
          })
        ).body.code,
      ).toBe('owners_only');
    const manager = await signInAs(
      server,
      market.organizationId,
      await market.addMember(market.grant('manager', market.places.west)),
    );
    expect((await manager.request('GET', `/v1/requests/${id}`)).status).toBe(404);
  });

  it('nobody decides their own request, an owner of today neither', async () => {
    const id = await propose(address());
    const { rows } = await server.services.db.pool.query(
      'select requested_by from requests where request_id = $1',
      [id],
    );
    await server.services.db.pool.query(
      'update requests set requested_by = $1 where request_id = $2',
      [market.owner.memberId, id],
    );
    expect((await approve(id)).body.code).toBe('own_request');
    await server.services.db.pool.query(
      'update requests set requested_by = $1 where request_id = $2',
      [rows[0].requested_by, id],
    );
    expect((await approve(id)).status).toBe(200);
  });

  it('shows what has changed since, and approves only what was shown', async () => {
    const id = await propose(address());
    const before = await read(id);
    expect(before.differs).toBe(false);
    const copy = newId('pst');
    await market.change({
      type: 'permissionSet.create',
      setId: copy,
      name: 'Other',
      description: '',
      permissions: [],
      mayGrant: [],
    });
    expect((await read(id)).differs).toBe(false);
    await market.change({
      type: 'entity.update',
      entityId: market.places.w1,
      name: 'Harbour Street 2',
    });
    const after = await read(id);
    expect(after.differs).toBe(true);
    const stale = { digest: before.digest };
    const refused = await owner.request('POST', `/v1/requests/${id}/approve`, stale);
    expect([refused.status, refused.body.code]).toEqual([409, 'request_differs']);
    expect((await approve(id)).status).toBe(200);
  });

  it('happens once, however many owners press at the same time', async () => {
    const id = await propose(address());
    const { digest } = await read(id);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        owner.request('POST', `/v1/requests/${id}/approve`, { digest }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of answers)
      if (status !== 200) expect(body.code).toMatch(/^request_(decided|differs)$/);
  });

  it('while self-serve is off nobody asks or decides', async () => {
    const waiting = await propose(address());
    await market.change({ type: 'organization.setSelfServe', selfServe: false });
    const { body } = await proposer.request('POST', '/v1/requests', proposal([address()]));
    expect(body.code).toBe('self_serve_off');
    expect((await approve(waiting)).body.code).toBe('self_serve_off');
    const no = await owner.request('POST', `/v1/requests/${waiting}/decline`, { reason: 'No.' });
    expect(no.body.code).toBe('self_serve_off');
    await market.change({ type: 'organization.setSelfServe', selfServe: true });
    expect((await approve(waiting)).status).toBe(200);
  });

  it('a request lapses, and can be taken back while it waits', async () => {
    const lapsed = await propose(address());
    await server.services.db.pool.query(
      "update requests set lapses_at = now() - interval '1 second' where request_id = $1",
      [lapsed],
    );
    expect(await read(lapsed)).toMatchObject({ state: 'lapsed', cannotDecide: 'request_decided' });
    expect((await approve(lapsed)).body.code).toBe('request_decided');
    const back = await propose(address());
    expect((await owner.request('POST', `/v1/requests/${back}/withdraw`)).body.code).toBe(
      'not_allowed',
    );
    expect((await proposer.request('POST', `/v1/requests/${back}/withdraw`)).status).toBe(204);
    expect(await read(back, proposer)).toMatchObject({ state: 'withdrawn' });
  });
});

describe('the list', () => {
  it('shows owners all that waits and askers their own, the newest first, page by page', async () => {
    const ids = [await propose(address()), await propose(address()), await propose(address())];
    const first = (await owner.request('GET', '/v1/requests?limit=2')).body;
    expect(first.data.map(({ id }: { id: string }) => id)).toEqual([ids[2], ids[1]]);
    const next = (await owner.request('GET', `/v1/requests?limit=2&cursor=${first.nextCursor}`))
      .body;
    expect(next.data[0].id).toBe(ids[0]);
    expect((await proposer.request('GET', '/v1/requests')).body.total).toBe(first.total);
    const decided = (await owner.request('GET', '/v1/requests?state=decided')).body;
    expect(decided.data.map(({ state }: { state: string }) => state)).toContain('declined');
  });
});
