import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInOperator, type TestOperator } from '../../../test/operator.ts';
import { createPromotionsOrganization } from '../../../test/promotions-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import { newVisitor } from '../../../test/visitor.ts';
import { newId } from '../../ids.ts';
import { hashPassword } from '../../sign-in/password-hash.ts';
import { signIn } from '../../sign-in/sign-in.ts';
import { addOperator } from './add-operator.ts';
import { removeOperator } from './remove-operator.ts';

let server: TestServer;
let market: MarketOrganization;
let operator: TestOperator;
let owner: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  operator = await signInOperator(server);
  owner = await signInAs(server, market.organizationId, market.owner);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const reason = 'Ticket 4711';
const query = (text: string, values: unknown[] = []) => server.services.db.pool.query(text, values);
const visitPath = () => `/v1/operator/organizations/${market.organizationId}/visit`;

/** Every endpoint above the organizations, as the document of the API lists them. */
async function operatorEndpoints(): Promise<{ method: string; path: string }[]> {
  const answer = await fetch(`${server.url}/openapi.json`);
  const document = (await answer.json()) as { paths: Record<string, object> };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    path.startsWith('/v1/operator/')
      ? Object.keys(methods).map((method) => ({
          method: method.toUpperCase(),
          path: path.replace('{id}', market.organizationId),
        }))
      : [],
  );
}

describe('who gets in', () => {
  it('no operator endpoint answers anybody but an operator', async () => {
    const endpoints = await operatorEndpoints();
    expect(endpoints.length).toBeGreaterThanOrEqual(12);
    const member = await market.addMember(market.grant('manager', market.organizationId));
    const person = await signInAs(server, market.organizationId, member);
    for (const { method, path } of endpoints) {
      const body = method === 'GET' ? undefined : {};
      const stranger = await newVisitor(server).request(method, path, body);
      expect([stranger.status, stranger.body.code], path).toEqual([401, 'not_signed_in']);
      for (const client of [owner, person]) {
        const answer = await client.request(method, path, body);
        expect([answer.status, answer.body.code], path).toEqual([403, 'operators_only']);
      }
    }
  });

  it('an operator who belongs to no organization signs in like everybody else', async () => {
    const { body } = await operator.request('GET', '/v1/operator/session');
    expect(body).toMatchObject({ address: operator.address, organizations: [] });
    expect((await operator.request('GET', '/v1/session')).status).toBe(401);
  });

  it('stores neither the token nor anything it could be made from', async () => {
    const token = operator.cookies.get('latchkey_operator') ?? '';
    const { rows } = await query('select token_hash from operator_sessions');
    expect(JSON.stringify(rows)).not.toContain(token.slice(10));
  });

  it('ends with the sign-in and is not revived by the cookie', async () => {
    const other = await signInOperator(server);
    const kept = new Map(other.cookies);
    expect((await other.request('POST', '/v1/sign-out', {})).status).toBe(204);
    for (const [name, value] of kept) other.cookies.set(name, value);
    expect((await other.request('GET', '/v1/operator/session')).status).toBe(401);
  });

  it('takes everything from a removed operator at once, the open visit too', async () => {
    const leaving = await signInOperator(server);
    expect((await leaving.request('POST', visitPath(), { reason })).status).toBe(204);
    expect((await leaving.request('GET', '/v1/members')).status).toBe(200);
    const kept = new Map(leaving.cookies);
    expect(await removeOperator(server.services, leaving.address)).toBe(true);
    for (const [name, value] of kept) leaving.cookies.set(name, value);
    expect((await leaving.request('GET', '/v1/operator/session')).status).toBe(401);
    expect((await leaving.request('GET', '/v1/members')).status).toBe(401);
    const { rows } = await query(
      `select m.status, v.ended_at from members m join operator_visits v using (organization_id, member_id)
       where m.user_id = $1`,
      [leaving.userId],
    );
    expect(rows).toEqual([{ status: 'removed', ended_at: expect.any(Date) }]);
    const again = await leaving.request('POST', '/v1/sign-in', {
      address: leaving.address,
      password: 'seven quiet lanterns',
    });
    expect(again.body.code).toBe('no_active_membership');
    expect(await removeOperator(server.services, leaving.address)).toBe(false);
  });

  it('a session of a visit is dead as soon as the operator’s row is, before anything is tidied up', async () => {
    const leaving = await signInOperator(server);
    await leaving.request('POST', visitPath(), { reason });
    await query('update operators set removed_at = now() where user_id = $1', [leaving.userId]);
    expect((await leaving.request('GET', '/v1/members')).status).toBe(401);
    expect((await leaving.request('GET', '/v1/operator/session')).status).toBe(401);
    await query('update operators set removed_at = null where user_id = $1', [leaving.userId]);
    await leaving.request('DELETE', visitPath());
  });

  it('is opened by a password and never by what an organization’s own provider or invitation says', async () => {
    const { userId } = await signInOperator(server);
    const origin = { userAgent: 'test', ipAddress: '127.0.0.1' };
    const by = (method: 'invitation' | 'password') =>
      signIn(server.services, { userId, method, organizationId: undefined, origin });
    await expect(by('invitation')).rejects.toMatchObject({ code: 'no_active_membership' });
    expect((await by('password')).operator).not.toBeNull();
    // Neither does a session outlive a sign-in that turns out to be of another kind.
    const known = await signInOperator(server);
    await query(`update sign_ins set method = 'invitation' where user_id = $1`, [known.userId]);
    expect((await known.request('GET', '/v1/operator/session')).status).toBe(401);
  });

  it('trusts no password of an account whose address nobody has proven', async () => {
    const address = 'early@operators.example';
    const userId = newId('usr');
    await query('insert into users (user_id, address) values ($1, $2)', [userId, address]);
    await query('insert into credentials (user_id, password_hash, generation) values ($1, $2, 4)', [
      userId,
      'the hash of whoever was first',
    ]);
    const added = await addOperator(server.services, { address, name: 'Early' });
    expect(added.userId).toBe(userId);
    expect(added.link).toContain('/reset-password#');
    const { rows } = await query('select * from credentials where user_id = $1', [userId]);
    expect(rows[0].password_hash).not.toBe('the hash of whoever was first');
    expect(rows[0].generation).toBe(5);
  });

  it('leaves nothing of the operator in the browser for whoever signs in next', async () => {
    const shared = await signInOperator(server);
    expect((await shared.request('GET', '/v1/operator/session')).status).toBe(200);
    const password = 'eleven patient herons';
    const person = await market.addMember(market.grant('editor', market.organizationId));
    await query('insert into credentials (user_id, password_hash) values ($1, $2)', [
      person.userId,
      await hashPassword(password),
    ]);
    await shared.request('POST', '/v1/sign-in', { address: person.address, password });
    expect((await shared.request('GET', '/v1/session')).body.member.id).toBe(person.memberId);
    expect(shared.cookies.has('latchkey_operator')).toBe(false);
    expect((await shared.request('GET', '/v1/operator/session')).body.code).toBe('operators_only');
  });

  it('makes no second account for an address that has one', async () => {
    const { address } = await signInOperator(server);
    const { link } = await addOperator(server.services, { address, name: 'Asha' });
    expect(link).toBeNull();
  });
});

describe('organizations', () => {
  it('are listed with their sizes, found by name and paged in both directions', async () => {
    const { body } = await operator.request('GET', '/v1/operator/organizations?search=market');
    const mine = body.data.find(({ id }: { id: string }) => id === market.organizationId);
    expect(mine).toMatchObject({
      ownerCount: 1,
      placeCount: 5,
      selfServe: true,
      modelKey: 'market',
    });
    for (let count = 0; count < 3; count += 1) await createMarketOrganization(server.services);
    for (const sort of ['name', '-name', 'createdAt', '-createdAt']) {
      const at = (cursor: string | null, limit = 2) =>
        operator.request(
          'GET',
          `/v1/operator/organizations?sort=${sort}&limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
        );
      const ids = (page: { body: { data: { id: string }[] } }) =>
        page.body.data.map(({ id }) => id);
      const whole = ids(await at(null, 100));
      const first = await at(null);
      const second = await at(first.body.nextCursor);
      expect([...ids(first), ...ids(second)], sort).toEqual(whole.slice(0, 4));
      expect(ids(await at(second.body.previousCursor)), sort).toEqual(ids(first));
    }
  });

  it('are made with their first owner, who is invited in the ordinary way', async () => {
    const made = await operator.request('POST', '/v1/operator/organizations', {
      name: 'Northwind',
      modelKey: 'loyalty',
      ownerAddress: 'Nina.Owner@Northwind.example',
      selfServe: false,
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ownerAddress: 'nina.owner@northwind.example',
      ownerLink: expect.stringContaining('/activate#'),
    });
    const { rows } = await query(
      `select c.actor_type, c.actor_id, o.self_serve from changes c join organizations o using (organization_id)
       where organization_id = $1 and c.revision = 1`,
      [made.body.id],
    );
    expect(rows).toEqual([
      { actor_type: 'operator', actor_id: operator.userId, self_serve: false },
    ]);
    const wrong = await operator.request('POST', '/v1/operator/organizations', {
      name: 'Northwind',
      modelKey: 'nothing',
      ownerAddress: 'nina@northwind.example',
      selfServe: false,
    });
    expect(wrong.body.errors).toMatchObject([{ pointer: '/modelKey' }]);
  });

  it('while self-serve is off nobody of the organization changes anything, and a reason is recorded', async () => {
    const set = (selfServe: boolean) =>
      operator.request('POST', '/v1/operator/organizations:setSelfServe', {
        organizationIds: [market.organizationId, 'org_00000000000000000000000000'],
        selfServe,
        reason: 'Wave two',
      });
    expect((await set(false)).body.results).toEqual([
      { organizationId: market.organizationId, outcome: 'changed', code: null },
      { organizationId: 'org_00000000000000000000000000', outcome: 'failed', code: 'not_found' },
    ]);
    expect((await owner.request('GET', '/v1/session')).body.organization).toMatchObject({
      selfServe: false,
      support: 'access@platform.example',
    });
    const place = { type: 'zone', code: 'SOUTH', name: 'South', parents: [] };
    const provider = await owner.request('DELETE', '/v1/identity-provider', {});
    expect(provider.body.code).toBe('self_serve_off');
    const refused = await owner.request('POST', '/v1/entities', place);
    expect([refused.status, refused.body.code]).toEqual([403, 'self_serve_off']);
    expect((await owner.request('GET', '/v1/members')).status).toBe(200);

    expect((await set(true)).body.results[0].outcome).toBe('changed');
    expect((await set(true)).body.results[0].outcome).toBe('unchanged');
    expect((await owner.request('POST', '/v1/entities', place)).status).toBe(201);
    const { data } = (await owner.request('GET', '/v1/changes')).body;
    const said = data.map(
      ({ sentence, reason: why }: { sentence: { text: string }[]; reason: string | null }) => [
        sentence.map(({ text }) => text).join(''),
        why,
      ],
    );
    expect(said).toContainEqual(['Asha 1 (operator) switched self-serve on.', 'Wave two']);
  });
});

describe('people across organizations', () => {
  it('are found with the organizations they are in, and the search is recorded first', async () => {
    const { rows: people } = await query('select address from members where member_id = $1', [
      market.owner.memberId,
    ]);
    const { body } = await operator.request(
      'GET',
      `/v1/operator/people?search=${encodeURIComponent(people[0].address)}`,
    );
    expect(body.data).toMatchObject([
      { organization: { id: market.organizationId }, role: 'owner', status: 'active' },
    ]);
    const { rows } = await query(
      `select user_id, details from operator_events where kind = 'people.searched' order by at desc limit 1`,
    );
    expect(rows).toEqual([{ user_id: operator.userId, details: { search: people[0].address } }]);
    expect((await operator.request('GET', '/v1/operator/people?search=a')).status).toBe(400);
  });
});

describe('visits', () => {
  it('need a reason and last eight hours at the longest', async () => {
    const wanted = (body: object) => operator.request('POST', visitPath(), body);
    expect((await wanted({})).status).toBe(400);
    expect((await wanted({ reason: '  ' })).status).toBe(400);
    expect((await wanted({ reason, minutes: 481 })).status).toBe(400);
    expect((await operator.request('DELETE', visitPath())).body.code).toBe('no_visit');
  });

  it('read first; to change things is one more step with a reason of its own, and the owner reads both', async () => {
    const place = { type: 'zone', code: 'NORTH', name: 'North', parents: [] };
    expect((await operator.request('POST', visitPath(), { reason })).status).toBe(204);
    expect((await operator.request('POST', visitPath(), { reason })).body.code).toBe('visit_open');
    const { body: session } = await operator.request('GET', '/v1/session');
    expect(session.visit).toMatchObject({ reason, mode: 'read', writeReason: null });
    for (const path of ['/v1/members', '/v1/changes', '/v1/entities', '/v1/organization']) {
      expect((await operator.request('GET', path)).status, path).toBe(200);
    }
    for (const path of [
      '/v1/entities',
      '/v1/entities?dryRun=true',
      '/v1/invitations?dryRun=true',
    ]) {
      const refused = await operator.request('POST', path, place);
      expect([refused.status, refused.body.code], path).toEqual([403, 'visit_read_only']);
    }
    const why = 'They asked for a zone';
    expect((await operator.request('POST', `${visitPath()}/writing`, { reason: why })).status).toBe(
      204,
    );
    expect((await operator.request('POST', '/v1/entities', place)).status).toBe(201);

    const shown = await owner.request('GET', `/v1/members/${session.member.id}`);
    expect(shown.body).toMatchObject({ visit: { reason, mode: 'write', writeReason: why } });
    expect((await owner.request('GET', '/v1/organization')).body.ownerCount).toBe(1);
    const { data } = (await owner.request('GET', '/v1/changes')).body;
    const said = data
      .slice(0, 2)
      .map((change: { sentence: { text: string }[]; reason: string }) => [
        change.sentence.map(({ text }) => text).join(''),
        change.reason,
      ]);
    expect(said).toEqual([
      ['Asha 1 (operator) added the zone North.', why],
      ['Asha 1 (operator) began a visit, to read only.', reason],
    ]);

    const provider = await operator.request('DELETE', '/v1/identity-provider', {});
    expect(provider.body.code).toBe('visitor_may_not');
    expect((await operator.request('POST', `/v1/keys`, { name: 'Till' })).body.code).toBe(
      'visitor_may_not',
    );
    const kept = operator.cookies.get('latchkey_session') ?? '';
    expect((await operator.request('DELETE', visitPath())).status).toBe(204);
    operator.cookies.set('latchkey_session', kept);
    expect((await operator.request('GET', '/v1/members')).status).toBe(401);
    // The next visit reads only again.
    await operator.request('POST', visitPath(), { reason });
    expect((await operator.request('GET', '/v1/session')).body.visit.mode).toBe('read');
    await operator.request('DELETE', visitPath());
  });

  it('approve what somebody asks for with the reason of the visit, which the log keeps', async () => {
    const why = 'They cannot sign in to say yes';
    const body = {
      reason: 'Two counters open in spring',
      invitation: {
        people: [{ address: 'counter@market.example' }],
        role: 'member',
        grants: [{ permissionSetId: market.sets.editor, scope: market.places.w1 }],
      },
    };
    const { requestId } = (await owner.request('POST', '/v1/requests', body)).body;
    await operator.request('POST', visitPath(), { reason });
    await operator.request('POST', `${visitPath()}/writing`, { reason: why });
    const { digest } = (await operator.request('GET', `/v1/requests/${requestId}`)).body;
    const approved = await operator.request('POST', `/v1/requests/${requestId}/approve`, {
      digest,
    });
    expect(approved.status).toBe(200);
    const { rows } = await query('select reason from changes where change_id = $1', [
      approved.body.changeId,
    ]);
    expect(rows).toEqual([{ reason: why }]);
    await operator.request('DELETE', visitPath());
  });

  it('reach no other organization', async () => {
    const other = await createMarketOrganization(server.services);
    await operator.request('POST', visitPath(), { reason });
    const { body } = await operator.request('GET', `/v1/members/${other.owner.memberId}`);
    expect(body.code).toBe('unknown_member');
    const { body: session } = await operator.request('GET', '/v1/session');
    expect(session.organization.id).toBe(market.organizationId);
    const wrong = await operator.request(
      'POST',
      `/v1/operator/organizations/${other.organizationId}/visit/writing`,
      { reason },
    );
    expect(wrong.body.code).toBe('no_visit');
    const enter = `/v1/operator/organizations/${other.organizationId}/visit/session`;
    expect((await operator.request('POST', enter, {})).body.code).toBe('no_active_membership');
    await operator.request('DELETE', visitPath());
  });

  it('die at their end by the clock alone, and can be begun again', async () => {
    await operator.request('POST', visitPath(), { reason });
    expect((await operator.request('GET', '/v1/members')).status).toBe(200);
    await query(`update members set access_ends_at = now() where user_id = $1`, [operator.userId]);
    expect((await operator.request('GET', '/v1/members')).status).toBe(401);
    await query(
      `update members set access_ends_at = now() + interval '1 hour' where user_id = $1`,
      [operator.userId],
    );
    expect((await operator.request('GET', '/v1/members')).status).toBe(200);
    await query(`update operator_visits set ends_at = now() where user_id = $1`, [operator.userId]);
    expect((await operator.request('GET', '/v1/members')).status).toBe(401);
    expect((await operator.request('DELETE', visitPath())).body.code).toBe('no_visit');
  });

  it('are entered from the operator’s console only', async () => {
    const visiting = await signInOperator(server);
    await visiting.request('POST', visitPath(), { reason });
    const ordinary = await visiting.request('POST', '/v1/sign-in/organization', {
      organizationId: market.organizationId,
    });
    expect(ordinary.body.code).toBe('no_active_membership');
    const back = await visiting.request('POST', `${visitPath()}/session`, {});
    expect(back.status).toBe(204);
    await visiting.request('DELETE', visitPath());
  });

  it('are refused where the operator belongs like everybody else', async () => {
    const member = await market.addMember(market.grant('editor', market.places.west));
    await addOperator(server.services, { address: member.address, name: 'Mia Member' });
    const client = newVisitor(server);
    await query('update credentials set password_hash = $2 where user_id = $1', [
      member.userId,
      (await query('select password_hash from credentials where user_id = $1', [operator.userId]))
        .rows[0].password_hash,
    ]);
    const { body } = await client.request('POST', '/v1/sign-in', {
      address: member.address,
      password: 'seven quiet lanterns',
    });
    expect(body).toMatchObject({ signedInTo: market.organizationId, operator: true });
    expect((await client.request('POST', visitPath(), { reason })).body.code).toBe(
      'already_member',
    );
  });
});

describe('modules', () => {
  it('are switched on trial first: who would lose what is told, by name, and nothing happens', async () => {
    const group = await createPromotionsOrganization(server.services);
    const company = await group.addCompany('ALPHA', true);
    await group.addMember('Lea', group.grant(company, ['company.use', 'loyalty.view']));
    await group.addMember('Max', group.grant(company, ['company.use']));
    const path = `/v1/operator/organizations/${group.organizationId}/modules`;
    const wanted = { scope: company, modulesOff: ['loyalty'], reason };
    const { status, body } = await operator.request('PUT', `${path}?dryRun=true`, wanted);
    expect(status).toBe(200);
    expect(body).toMatchObject({ applies: true, changed: 0, affectedTotal: 2, mails: 0 });
    // Owners too: a module that is off is there for nobody.
    const told = new Map(
      body.affected.map((person: { name: string; gains: string[]; loses: string[] }) => [
        person.name,
        [person.gains.length, person.loses.length],
      ]),
    );
    expect([...told.keys()].toSorted()).toEqual(['Lea', 'Olga Owner']);
    expect(told.get('Lea')).toEqual([0, 1]);
    const { body: after } = await operator.request('GET', `${path}?scope=${company}`);
    expect(after.modules.find(({ key }: { key: string }) => key === 'loyalty').off).toBe(false);
  });

  it('are switched for an organization and a place, with how many people it hides them from', async () => {
    const { body: made } = await operator.request('POST', '/v1/operator/organizations', {
      name: 'Meridian',
      modelKey: 'promotions',
      ownerAddress: 'olga@meridian.example',
      selfServe: true,
    });
    const path = `/v1/operator/organizations/${made.id}/modules`;
    const { body: before } = await operator.request('GET', path);
    const [module] = before.modules;
    expect(module).toMatchObject({ off: false, offAbove: false, peopleCount: 0 });
    const set = (modulesOff: string[]) =>
      operator.request('PUT', path, { scope: made.id, modulesOff, reason: 'Not in the contract' });
    expect((await set([module.key])).status).toBe(200);
    expect((await operator.request('GET', path)).body.modules[0].off).toBe(true);
    expect((await set(['access'])).body.code).toBe('module_not_switchable');
    const { rows } = await query(
      `select actor_type, reason from changes where organization_id = $1 order by revision desc limit 1`,
      [made.id],
    );
    expect(rows).toEqual([{ actor_type: 'operator', reason: 'Not in the contract' }]);
    const elsewhere = await operator.request('GET', `${path}?scope=${market.places.west}`);
    expect(elsewhere.body.code).toBe('unknown_place');
  });
});
