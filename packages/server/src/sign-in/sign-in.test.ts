import type { UserId } from '@latchkey/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverMails } from '../../test/deliver-mails.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import { signInAs } from '../../test/sign-in-as.ts';
import { type MailServer, startMailServer } from '../../test/start-mail-server.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import { newVisitor } from '../../test/visitor.ts';
import { demoSignInLink } from './demo-sign-in-link.ts';
import { hashPassword } from './password-hash.ts';

let mail: MailServer;
let server: TestServer;
let market: MarketOrganization;

const password = 'a quiet blue morning';

beforeAll(async () => {
  mail = await startMailServer();
  server = await startTestServer({ config: { smtpUrl: mail.url } });
  market = await createMarketOrganization(server.services);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
});

const query = (text: string, values: unknown[] = []) => server.services.db.pool.query(text, values);

async function person() {
  const member = await market.addMember(market.grant('manager', market.places.west));
  await query('insert into credentials (user_id, password_hash) values ($1, $2)', [
    member.userId,
    await hashPassword(password),
  ]);
  return member;
}

const tryToSignIn = (address: string, secret = password, headers = {}) =>
  newVisitor(server).request('POST', '/v1/sign-in', { address, password: secret }, headers);

describe('signing in', () => {
  it('issues a session of the one organization, in a cookie that scripts cannot read', async () => {
    const { address, memberId } = await person();
    const visitor = newVisitor(server);
    const answer = await visitor.request('POST', '/v1/sign-in', {
      address: ` ${address.toUpperCase()} `,
      password,
    });
    expect(answer.body).toEqual({
      organizations: [{ id: market.organizationId, name: expect.any(String) }],
      signedInTo: market.organizationId,
      operator: false,
    });
    const cookie = answer.headers
      .getSetCookie()
      .find((line) => line.startsWith('latchkey_session='));
    expect(cookie).toMatch(/; Path=\/; .*HttpOnly; SameSite=Lax/);
    const session = await visitor.request('GET', '/v1/session');
    expect(session.body).toMatchObject({
      member: { id: memberId, role: 'member' },
      manages: {
        'access.member.read': [market.places.west],
        'access.member.invite': [market.places.west],
      },
      features: { mailbox: false, mail: true, identityProvider: null },
    });
    expect(session.body.manages).not.toHaveProperty('access.key.manage');
  });

  it('answers a wrong password and an unknown address with the same words', async () => {
    const { address } = await person();
    const wrong = await tryToSignIn(address, 'not the password');
    const unknown = await tryToSignIn('nobody@market.example', 'not the password');
    const without = ({ body, status }: typeof wrong) => ({ status, ...body, requestId: '' });
    expect(without(wrong)).toEqual(without(unknown));
    expect(wrong.body.code).toBe('wrong_credentials');
  });

  it('records who came in and who did not', async () => {
    const { address, memberId } = await person();
    await tryToSignIn(address, 'not the password');
    await tryToSignIn(address);
    await expect
      .poll(async () =>
        (
          await query('select kind from audit_events where actor_id = $1 order by kind', [memberId])
        ).rows.map(({ kind }) => kind),
      )
      .toEqual(['sign_in.failed', 'sign_in.succeeded']);
  });

  it('is refused for a while after ten wrong passwords, for addresses that nobody has too', async () => {
    const { address } = await person();
    for (const tried of [address, 'ghost@market.example']) {
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => tryToSignIn(tried, 'not the password')),
      );
      const codes = answers.map(({ body }) => body.code);
      expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(10);
      const refused = answers.find(({ status }) => status === 429);
      expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(800);
      expect(refused?.body.detail).toMatch(/^Wait \d+ seconds/);
    }
    expect((await tryToSignIn(address)).body.code).toBe('too_many_attempts');
    await query(`update throttles set window_start = now() - interval '16 minutes'`);
    expect((await tryToSignIn(address)).status).toBe(200);
    await query('delete from throttles');
  });

  it('is refused from an address of the network that tries many accounts', async () => {
    await query('delete from throttles');
    await query(`insert into throttles values ('network:password:127.0.0.1', 100, now())`);
    expect((await tryToSignIn('fresh@market.example')).status).toBe(429);
    await query('delete from throttles');
  });

  it.each([
    ['suspended', `update members set status = 'suspended' where member_id = $1`],
    ['removed', `update members set status = 'removed' where member_id = $1`],
    ['past the end of access', `update members set access_ends_at = now() where member_id = $1`],
  ])('leads nowhere for a person who is %s', async (_, statement) => {
    const { address, memberId } = await person();
    const visitor = newVisitor(server);
    await visitor.request('POST', '/v1/sign-in', { address, password });
    await query(statement, [memberId]);
    expect((await visitor.request('GET', '/v1/session')).body.code).toBe('not_signed_in');
    expect((await tryToSignIn(address)).body.code).toBe('no_active_membership');
  });

  it('as somebody else leaves nothing of the person before in the browser', async () => {
    const visitor = newVisitor(server);
    await visitor.request('POST', '/v1/sign-in', { address: (await person()).address, password });
    expect((await visitor.request('GET', '/v1/session')).status).toBe(200);
    // The next one belongs to two organizations and has to choose first.
    const { address, userId } = await person();
    await joinAs(await createMarketOrganization(server.services), userId);
    const answer = await visitor.request('POST', '/v1/sign-in', { address, password });
    expect(answer.body.signedInTo).toBeNull();
    expect((await visitor.request('GET', '/v1/session')).status).toBe(401);
  });

  it('lets a person of two organizations choose, and change over without the password', async () => {
    const { address, userId } = await person();
    const other = await createMarketOrganization(server.services);
    await joinAs(other, userId);
    const visitor = newVisitor(server);
    const answer = await visitor.request('POST', '/v1/sign-in', { address, password });
    expect(answer.body.signedInTo).toBeNull();
    expect((await visitor.request('GET', '/v1/session')).status).toBe(401);
    for (const { organizationId } of [other, market]) {
      const chosen = await visitor.request('POST', '/v1/sign-in/organization', { organizationId });
      expect(chosen.body.signedInTo).toBe(organizationId);
      expect((await visitor.request('GET', '/v1/session')).body.organization.id).toBe(
        organizationId,
      );
    }
    const third = await createMarketOrganization(server.services);
    expect(
      (
        await visitor.request('POST', '/v1/sign-in/organization', {
          organizationId: third.organizationId,
        })
      ).body.code,
    ).toBe('no_active_membership');
    const direct = await newVisitor(server).request('POST', '/v1/sign-in', {
      address,
      password,
      organizationId: other.organizationId,
    });
    expect(direct.body.signedInTo).toBe(other.organizationId);
  });
});

async function joinAs(organization: MarketOrganization, userId: UserId) {
  const member = await organization.addMember(
    organization.grant('editor', organization.places.west),
  );
  await query('update members set user_id = $1 where member_id = $2', [userId, member.memberId]);
}

describe('a session', () => {
  it('ends after twelve idle hours and in any case after seven days', async () => {
    const { address } = await person();
    for (const change of [
      `last_seen_at = now() - interval '12 hours 1 second'`,
      'expires_at = now()',
    ]) {
      const visitor = newVisitor(server);
      await visitor.request('POST', '/v1/sign-in', { address, password });
      expect((await visitor.request('GET', '/v1/session')).status).toBe(200);
      await query(`update sessions set ${change}`);
      expect((await visitor.request('GET', '/v1/session')).status).toBe(401);
    }
  });

  it('is listed, ended one by one, and all others at once', async () => {
    const { address } = await person();
    const visitors = [newVisitor(server), newVisitor(server), newVisitor(server)] as const;
    for (const visitor of visitors)
      await visitor.request('POST', '/v1/sign-in', { address, password });
    const [mine, second, third] = visitors;
    const listed = (await mine.request('GET', '/v1/sessions')).body.data;
    expect(listed.map(({ current }: { current: boolean }) => current).toSorted()).toEqual([
      false,
      false,
      true,
    ]);
    const own = (await second.request('GET', '/v1/session')).body.id;
    expect((await mine.request('DELETE', `/v1/sessions/${own}`)).status).toBe(204);
    expect((await second.request('GET', '/v1/session')).status).toBe(401);
    expect((await third.request('GET', '/v1/session')).status).toBe(200);
    expect((await mine.request('DELETE', '/v1/sessions')).status).toBe(204);
    expect((await third.request('GET', '/v1/session')).status).toBe(401);
    expect((await mine.request('GET', '/v1/sessions')).body.data).toHaveLength(1);
  });

  it("of somebody else cannot be ended, and is not told from one that doesn't exist", async () => {
    const one = await signInAs(server, market.organizationId, await person());
    const other = await signInAs(server, market.organizationId, await person());
    const theirs = (await other.request('GET', '/v1/session')).body.id;
    expect((await one.request('DELETE', `/v1/sessions/${theirs}`)).body.code).toBe('not_found');
    expect((await other.request('GET', '/v1/session')).status).toBe(200);
  });

  it('ends with signing out, and the cookie that was copied before is worth nothing', async () => {
    const { address } = await person();
    const visitor = newVisitor(server);
    await visitor.request('POST', '/v1/sign-in', { address, password });
    const copied = new Map(visitor.cookies);
    expect((await visitor.request('POST', '/v1/sign-out')).status).toBe(204);
    expect(visitor.cookies.size).toBe(0);
    for (const [name, value] of copied) visitor.cookies.set(name, value);
    expect((await visitor.request('GET', '/v1/session')).status).toBe(401);
    expect(
      (
        await visitor.request('POST', '/v1/sign-in/organization', {
          organizationId: market.organizationId,
        })
      ).status,
    ).toBe(401);
  });

  it('of one organization is worth nothing in another', async () => {
    const { token } = await signInAs(server, market.organizationId, await person());
    const other = await createMarketOrganization(server.services);
    const moved = token.replace(market.organizationId, other.organizationId);
    const answer = await fetch(`${server.url}/v1/session`, {
      headers: { authorization: `Bearer ${moved}` },
    });
    expect(answer.status).toBe(401);
  });
});

describe('a new password', () => {
  const ask = (address: string, headers = {}) =>
    newVisitor(server).request('POST', '/v1/password/reset-request', { address }, headers);
  const reset = (token: string, secret: string) =>
    newVisitor(server).request('POST', '/v1/password/reset', { token, password: secret });

  it('is set once with the mailed link, and every session ends', async () => {
    const { address } = await person();
    const visitor = newVisitor(server);
    await visitor.request('POST', '/v1/sign-in', { address, password });
    expect((await ask(address)).status).toBe(202);
    await deliverMails(server.services, null);
    expect(mail.to(address).subject).toBe('Set a new password for Aurora Rewards');
    const token = mail.tokenFor(address);
    expect((await reset(token, 'short')).body.code).toBe('weak_password');
    expect((await reset(token, 'another calm evening')).status).toBe(204);
    expect((await visitor.request('GET', '/v1/session')).status).toBe(401);
    expect((await reset(token, 'a third long password')).body.code).toBe('invalid_link');
    expect((await tryToSignIn(address)).body.code).toBe('wrong_credentials');
    expect((await tryToSignIn(address, 'another calm evening')).status).toBe(200);
    await deliverMails(server.services, null);
    expect(mail.to(address).subject).toBe('Your password for Aurora Rewards was changed');
  });

  it('is asked for with the same answer for anybody, and mailed to a verified address only', async () => {
    const { address, userId } = await person();
    const before = mail.mails.length;
    await query('update users set verified_at = null where user_id = $1', [userId]);
    const answers = [
      await ask(address),
      await ask('nobody@market.example'),
      await ask('not an address'),
    ];
    expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(3).fill([202, '']));
    await deliverMails(server.services, null);
    expect(mail.mails).toHaveLength(before);
  });

  it('is linked to by the configured address, whatever the request says', async () => {
    const { address } = await person();
    await ask(address, {
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      'x-forwarded-proto': 'https',
    });
    await deliverMails(server.services, null);
    const { text = '', html = '' } = mail.to(address);
    expect(`${text}${html}`).not.toContain('evil');
    expect(text).toContain('http://localhost:4000/reset-password#');
  });

  it('is mailed no more than three times in a quarter of an hour', async () => {
    const { address } = await person();
    for (let time = 0; time < 3; time++) expect((await ask(address)).status).toBe(202);
    expect((await ask(address)).status).toBe(429);
  });

  it('is set with the present one, and other sessions end', async () => {
    const { address } = await person();
    const [mine, other] = [newVisitor(server), newVisitor(server)];
    for (const visitor of [mine, other])
      await visitor.request('POST', '/v1/sign-in', { address, password });
    const wrong = await mine.request('POST', '/v1/password/change', {
      currentPassword: 'guess',
      newPassword: 'another calm evening',
    });
    expect(wrong.body.code).toBe('wrong_credentials');
    const changed = await mine.request('POST', '/v1/password/change', {
      currentPassword: password,
      newPassword: 'another calm evening',
    });
    expect(changed.status).toBe(204);
    expect((await mine.request('GET', '/v1/session')).status).toBe(200);
    expect((await other.request('GET', '/v1/session')).status).toBe(401);
  });
});

describe('the link of the demo', () => {
  it('signs in where the demo is, and nowhere else', async () => {
    const { userId } = await person();
    const token = demoSignInLink(server.services.config, userId).split('#')[1];
    expect(
      (await newVisitor(server).request('POST', '/v1/sign-in/link', { token })).body.code,
    ).toBe('invalid_link');
    await using demo = await startTestServer({
      sharing: server.services,
      config: { demo: true, serverKey: server.services.config.serverKey },
    });
    const visitor = newVisitor(demo);
    expect((await visitor.request('POST', '/v1/sign-in/link', { token })).body.signedInTo).toBe(
      market.organizationId,
    );
    expect((await visitor.request('GET', '/v1/session')).status).toBe(200);
  });
});
