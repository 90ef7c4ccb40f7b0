import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atProvider } from '../../../test/at-provider.ts';
import { deliverMails } from '../../../test/deliver-mails.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import {
  startIdentityProvider,
  type TestIdentityProvider,
} from '../../../test/start-identity-provider.ts';
import { type MailServer, startMailServer } from '../../../test/start-mail-server.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import { newVisitor, type Visitor } from '../../../test/visitor.ts';

const publicUrl = 'http://localhost:4000';
const password = 'a quiet blue morning';

let mail: MailServer;
let platform: TestIdentityProvider;
/** In the hands of an owner who would like to be somebody else elsewhere. */
let evil: TestIdentityProvider;
let own: TestIdentityProvider;
let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let rival: MarketOrganization;
let rivalOwner: TestClient;

beforeAll(async () => {
  mail = await startMailServer();
  platform = await startIdentityProvider(publicUrl, []);
  evil = await startIdentityProvider(publicUrl, []);
  own = await startIdentityProvider(publicUrl, []);
  server = await startTestServer({
    config: {
      publicUrl,
      smtpUrl: mail.url,
      sso: {
        issuer: platform.issuer,
        clientId: platform.clientId,
        clientSecret: platform.clientSecret,
        name: 'Beacon ID',
      },
    },
  });
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  rival = await createMarketOrganization(server.services);
  rivalOwner = await signInAs(server, rival.organizationId, rival.owner);
  const saved = await rivalOwner.request('PUT', '/v1/identity-provider', {
    name: 'Rival login',
    issuer: evil.issuer,
    clientId: evil.clientId,
    clientSecret: evil.clientSecret,
  });
  expect(saved.status).toBe(204);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await Promise.all([mail, platform, evil, own].map((one) => one[Symbol.asyncDispose]()));
});

const grantsIn = ({ sets, places }: MarketOrganization) => [
  { permissionSetId: sets.editor, scope: places.west },
];

async function invite(
  by: TestClient,
  to: MarketOrganization,
  address: string,
  more: Record<string, unknown> = { signInMethod: 'sso' },
) {
  const { body } = await by.request('POST', '/v1/invitations', {
    people: [{ address, name: 'Hana Kim' }],
    role: 'member',
    grants: grantsIn(to),
    ...more,
  });
  expect(body).toMatchObject({ invited: 1, refused: 0 });
  await deliverMails(server.services, to.organizationId);
  return body.results[0];
}

const account = (
  at: TestIdentityProvider,
  subject: string,
  email: string,
  emailVerified: unknown = true,
) => at.accounts.set(subject, { subject, email, emailVerified });

/** Comes back from the provider to the server; answers with where the browser is led. */
async function comeBack(visitor: Visitor, back: URL): Promise<string> {
  const answer = await fetch(`${server.url}${back.pathname}${back.search}`, {
    redirect: 'manual',
    headers: {
      cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
  });
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') visitor.cookies.delete(name);
    else visitor.cookies.set(name, value);
  }
  return answer.headers.get('location') ?? `${answer.status}`;
}

async function acceptAt(
  provider: TestIdentityProvider,
  token: string,
  subject: string,
  visitor = newVisitor(server),
): Promise<{ readonly visitor: Visitor; readonly ledTo: string }> {
  const begun = await visitor.request('POST', '/v1/activation/provider', {
    token,
    name: 'Hana Kim',
  });
  expect(begun.status).toBe(200);
  return {
    visitor,
    ledTo: await comeBack(visitor, await atProvider(provider, begun.body.url, subject)),
  };
}

async function signInAt(
  provider: TestIdentityProvider,
  subject: string,
  query = '',
): Promise<{ readonly visitor: Visitor; readonly ledTo: string }> {
  const visitor = newVisitor(server);
  const url = await begin(visitor, query);
  return { visitor, ledTo: await comeBack(visitor, await atProvider(provider, url, subject)) };
}

async function begin(visitor: Visitor, query = ''): Promise<string> {
  const answer = await fetch(`${server.url}/v1/sign-in/sso${query}`, { redirect: 'manual' });
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    visitor.cookies.set(name, value);
  }
  return answer.headers.get('location') ?? '';
}

const session = (visitor: Visitor) => visitor.request('GET', '/v1/session');
const codeOf = (ledTo: string) => new URL(ledTo, publicUrl).searchParams.get('problem');

describe('an invitation to sign in through the provider', () => {
  it('is accepted by coming back from there, and the person signs in there from then on', async () => {
    account(platform, 'sub-hana', 'Hana@Market.Example');
    const { memberId } = await invite(owner, market, 'hana@market.example');
    const token = mail.tokenFor('hana@market.example');
    const look = await newVisitor(server).request('POST', '/v1/activation/look', { token });
    expect(look.body).toMatchObject({
      state: 'waiting',
      signInMethod: 'sso',
      provider: 'Beacon ID',
      signInName: null,
    });

    const { visitor, ledTo } = await acceptAt(platform, token, 'sub-hana');
    expect(ledTo).toBe('/');
    expect((await session(visitor)).body).toMatchObject({
      organization: { id: market.organizationId },
      member: { id: memberId, address: 'hana@market.example' },
    });

    const later = await signInAt(platform, 'sub-hana', '?to=/your-access');
    expect(later.ledTo).toBe('/your-access');
    expect((await session(later.visitor)).body.member.id).toBe(memberId);
    const { body } = await owner.request('GET', `/v1/members/${memberId}`);
    expect(body).toMatchObject({ signInMethod: 'sso', signInLabel: 'Beacon ID' });
  });

  it('stays as it is when its page is opened, and when somebody goes to the provider and gives up', async () => {
    await invite(owner, market, 'gives.up@market.example');
    const token = mail.tokenFor('gives.up@market.example');
    const visitor = newVisitor(server);
    await visitor.request('POST', '/v1/activation/provider', { token, name: 'G' });
    const denied = new URL(`${publicUrl}/v1/sign-in/sso/callback?error=access_denied&state=x`);
    expect(await comeBack(visitor, denied)).toBe(`/activate?problem=provider_failed#${token}`);
    const look = await visitor.request('POST', '/v1/activation/look', { token });
    expect(look.body.state).toBe('waiting');
  });

  it('is not for whoever the provider knows by another address', async () => {
    account(platform, 'sub-other', 'other@market.example');
    await invite(owner, market, 'invited@market.example');
    const token = mail.tokenFor('invited@market.example');
    const { visitor, ledTo } = await acceptAt(platform, token, 'sub-other');
    expect(ledTo).toBe(`/activate?problem=provider_wrong_address#${token}`);
    expect((await session(visitor)).status).toBe(401);
    const again = await visitor.request('POST', '/v1/activation/provider', {
      token,
      name: 'Hana Kim',
      again: true,
    });
    expect(new URL(again.body.url).searchParams.get('prompt')).toBe('login');
  });

  it.each([
    ['"true"', 'true'],
    ['1', 1],
    ['false', false],
    ['nothing', null],
    ['a list', [true]],
  ])(
    'takes an address as proven when the provider says true, and not when it says %s',
    async (name, emailVerified) => {
      const address = `claims-${name.replace(/\W/g, '')}@market.example`;
      account(platform, address, address, emailVerified);
      await invite(owner, market, address);
      const { ledTo } = await acceptAt(platform, mail.tokenFor(address), address);
      expect(codeOf(ledTo)).toBe('provider_address_unverified');
    },
  );

  it('takes no password, and an invitation to a local account goes to no provider', async () => {
    await invite(owner, market, 'no.password@market.example');
    const byPassword = await newVisitor(server).request('POST', '/v1/activation/accept', {
      token: mail.tokenFor('no.password@market.example'),
      name: 'N',
      password,
    });
    expect(byPassword.body).toMatchObject({
      status: 403,
      code: 'other_sign_in_method',
      detail: 'Sign in with Beacon ID.',
    });
    await invite(owner, market, 'local@market.example', {});
    const byProvider = await newVisitor(server).request('POST', '/v1/activation/provider', {
      token: mail.tokenFor('local@market.example'),
      name: 'L',
    });
    expect(byProvider.body.code).toBe('other_sign_in_method');
  });

  it('joins an account that is there already only by the mailed link', async () => {
    await invite(rivalOwner, rival, 'careful@market.example', {});
    await newVisitor(server).request('POST', '/v1/activation/accept', {
      token: mail.tokenFor('careful@market.example'),
      name: 'C',
      password,
    });
    account(platform, 'sub-careful', 'careful@market.example');
    const { invitationId } = await invite(owner, market, 'careful@market.example');
    const mailed = mail.tokenFor('careful@market.example');
    const link = await owner.request('POST', `/v1/invitations/${invitationId}/link`);
    const copied = decodeURIComponent(new URL(link.body.url).hash.slice(1));
    expect(codeOf((await acceptAt(platform, copied, 'sub-careful')).ledTo)).toBe(
      'mailed_link_needed',
    );
    expect((await acceptAt(platform, mailed, 'sub-careful')).ledTo).toBe('/');
  });

  it('forgets a password that was set before anybody had proven the address', async () => {
    const address = 'early@market.example';
    await rivalOwner.request('POST', '/v1/invitations', {
      people: [{ address }],
      role: 'member',
      grants: grantsIn(rival),
    });
    const { data } = (await rivalOwner.request('GET', `/v1/invitations?search=${address}`)).body;
    const link = await rivalOwner.request('POST', `/v1/invitations/${data[0].id}/link`);
    const copied = decodeURIComponent(new URL(link.body.url).hash.slice(1));
    // Whoever had the copied link chose the password; the mailbox has said nothing yet.
    const first = newVisitor(server);
    const accepted = await first.request('POST', '/v1/activation/accept', {
      token: copied,
      name: 'Early',
      password,
    });
    expect(accepted.status).toBe(200);
    expect((await session(first)).status).toBe(200);

    account(platform, 'sub-early', address);
    await invite(owner, market, address);
    expect((await acceptAt(platform, mail.tokenFor(address), 'sub-early')).ledTo).toBe('/');
    const again = await newVisitor(server).request('POST', '/v1/sign-in', { address, password });
    expect(again.body.code).toBe('wrong_credentials');
    expect((await session(first)).status).toBe(401);
  });

  it('is refused where no provider is set up', async () => {
    await using bare = await startTestServer();
    const organization = await createMarketOrganization(bare.services);
    const client = await signInAs(bare, organization.organizationId, organization.owner);
    const { body } = await client.request('POST', '/v1/invitations', {
      people: [{ address: 'hana@market.example' }],
      role: 'member',
      grants: grantsIn(organization),
      signInMethod: 'sso',
    });
    expect(body).toMatchObject({ status: 422, code: 'no_identity_provider' });
    expect((await client.request('GET', '/v1/session')).body.features.identityProvider).toBeNull();
  });
});

describe('the way somebody signs in', () => {
  it('is held to: whoever has a local account is not let in by the provider', async () => {
    await invite(owner, market, 'lea@market.example', {});
    await newVisitor(server).request('POST', '/v1/activation/accept', {
      token: mail.tokenFor('lea@market.example'),
      name: 'Lea',
      password,
    });
    account(platform, 'sub-lea', 'lea@market.example');
    const unknown = await signInAt(platform, 'sub-lea');
    expect(codeOf(unknown.ledTo)).toBe('unknown_identity');
    expect((await session(unknown.visitor)).status).toBe(401);

    // Known to the provider in one organization, local in the other.
    const both = await createMarketOrganization(server.services);
    const bothOwner = await signInAs(server, both.organizationId, both.owner);
    await invite(bothOwner, both, 'lea@market.example');
    const accepted = await acceptAt(platform, mail.tokenFor('lea@market.example'), 'sub-lea');
    expect(accepted.ledTo).toBe('/');
    const enter = (visitor: Visitor, organizationId: string) =>
      visitor.request('POST', '/v1/sign-in/organization', { organizationId });
    expect((await enter(accepted.visitor, market.organizationId)).body).toMatchObject({
      code: 'other_sign_in_method',
      detail: 'Sign in with your password.',
    });
    const byPassword = newVisitor(server);
    const signedIn = await byPassword.request('POST', '/v1/sign-in', {
      address: 'lea@market.example',
      password,
    });
    expect(signedIn.body.organizations).toEqual([
      { id: market.organizationId, name: expect.any(String) },
    ]);
    expect((await enter(byPassword, both.organizationId)).body).toMatchObject({
      code: 'other_sign_in_method',
      detail: 'Sign in with Beacon ID.',
    });
  });

  it('leads whoever signs in through the provider in several organizations to a choice', async () => {
    account(platform, 'sub-two', 'two@market.example');
    const second = await createMarketOrganization(server.services);
    const secondOwner = await signInAs(server, second.organizationId, second.owner);
    for (const [by, to] of [
      [owner, market],
      [secondOwner, second],
    ] as const) {
      await invite(by, to, 'two@market.example');
      await acceptAt(platform, mail.tokenFor('two@market.example'), 'sub-two');
    }
    const { visitor, ledTo } = await signInAt(platform, 'sub-two');
    expect(ledTo).toBe('/sign-in?choose=true');
    const ways = await visitor.request('GET', '/v1/sign-in/organizations');
    expect(ways.body.organizations.map(({ id }: { id: string }) => id).sort()).toEqual(
      [market.organizationId, second.organizationId].sort(),
    );
    const straight = await signInAt(platform, 'sub-two', `?organization=${second.organizationId}`);
    expect((await session(straight.visitor)).body.organization.id).toBe(second.organizationId);
  });

  it('does not bring a suspended person back', async () => {
    account(platform, 'sub-sus', 'sus@market.example');
    const { memberId } = await invite(owner, market, 'sus@market.example');
    const { visitor } = await acceptAt(platform, mail.tokenFor('sus@market.example'), 'sub-sus');
    await owner.request('POST', `/v1/members/${memberId}/suspend`);
    expect((await session(visitor)).status).toBe(401);
    expect(codeOf((await signInAt(platform, 'sub-sus')).ledTo)).toBe('no_active_membership');
  });
});

describe('from the provider to a password', () => {
  it('leads the mailed link of a new invitation, and no copied one', async () => {
    const address = 'back@market.example';
    account(platform, 'sub-back', address);
    const { memberId } = await invite(owner, market, address);
    await acceptAt(platform, mail.tokenFor(address), 'sub-back');
    await owner.request('POST', `/v1/members/${memberId}/remove`);
    const { invitationId } = await invite(owner, market, address, {});
    const mailed = mail.tokenFor(address);
    const link = await owner.request('POST', `/v1/invitations/${invitationId}/link`);
    const accept = (token: string) =>
      newVisitor(server).request('POST', '/v1/activation/accept', { token, name: 'B', password });
    const copied = await accept(decodeURIComponent(new URL(link.body.url).hash.slice(1)));
    expect(copied.body).toMatchObject({ status: 403, code: 'mailed_link_needed' });
    expect((await accept(mailed)).status).toBe(200);
    expect(codeOf((await signInAt(platform, 'sub-back')).ledTo)).toBe('other_sign_in_method');
    const byPassword = await newVisitor(server).request('POST', '/v1/sign-in', {
      address,
      password,
    });
    expect(byPassword.body.signedInTo).toBe(market.organizationId);
  });
});

describe("an organization's own provider", () => {
  it('signs people in to that organization, by its own page', async () => {
    account(evil, 'sub-rita', 'rita@rival.example');
    const { memberId } = await invite(rivalOwner, rival, 'rita@rival.example');
    const { ledTo } = await acceptAt(evil, mail.tokenFor('rita@rival.example'), 'sub-rita');
    expect(ledTo).toBe('/');
    const query = `?organization=${rival.organizationId}`;
    const ways = await newVisitor(server).request('GET', `/v1/sign-in/ways${query}`);
    expect(ways.body.providers).toEqual([
      { name: 'Rival login', organizationId: rival.organizationId },
      { name: 'Beacon ID', organizationId: null },
    ]);
    const { visitor } = await signInAt(evil, 'sub-rita', query);
    expect((await session(visitor)).body.member.id).toBe(memberId);
    const remembered = await visitor.request('GET', '/v1/sign-in/ways');
    expect(remembered.body.providers[0].name).toBe('Rival login');
    const { body } = await rivalOwner.request('GET', `/v1/members/${memberId}`);
    expect(body.signInLabel).toBe('Rival login');
  });

  it("vouches for nobody in another organization, whatever it says about that organization's people", async () => {
    account(platform, 'sub-vera', 'vera@market.example');
    await invite(owner, market, 'vera@market.example');
    const vera = await acceptAt(platform, mail.tokenFor('vera@market.example'), 'sub-vera');
    expect((await session(vera.visitor)).status).toBe(200);

    // The rival's provider says the same subject and the same addresses, the owner's included.
    account(evil, 'sub-vera', 'vera@market.example');
    account(evil, 'sub-owner', market.owner.address);
    for (const subject of ['sub-vera', 'sub-owner'])
      for (const organization of [rival.organizationId, market.organizationId]) {
        const url = await begin(newVisitor(server), `?organization=${organization}`);
        // Only the rival's own page leads to the rival's provider.
        expect(new URL(url).origin).toBe(
          organization === rival.organizationId ? evil.issuer : platform.issuer,
        );
        if (organization !== rival.organizationId) continue;
        const { visitor, ledTo } = await signInAt(evil, subject, `?organization=${organization}`);
        expect(codeOf(ledTo)).toBe('unknown_identity');
        expect((await session(visitor)).status).toBe(401);
      }

    // The rival invites her for real. She reads the mail, and the rival's provider signs her in: to the rival.
    await invite(rivalOwner, rival, 'vera@market.example');
    const joined = await acceptAt(evil, mail.tokenFor('vera@market.example'), 'sub-vera');
    expect((await session(joined.visitor)).body.organization.id).toBe(rival.organizationId);
    const listed = await joined.visitor.request('GET', '/v1/sign-in/organizations');
    expect(listed.body.organizations.map(({ id }: { id: string }) => id)).toEqual([
      rival.organizationId,
    ]);
    const crossed = await joined.visitor.request('POST', '/v1/sign-in/organization', {
      organizationId: market.organizationId,
    });
    expect(crossed.body).toMatchObject({ status: 403, code: 'other_sign_in_method' });
    const wanted = await signInAt(evil, 'sub-vera', `?organization=${rival.organizationId}`);
    expect((await session(wanted.visitor)).body.organization.id).toBe(rival.organizationId);
  });

  it("makes nobody one of the platform's operators, whoever they are", async () => {
    const { rows } = await server.services.db.pool.query(
      `select user_id from users where address = 'rita@rival.example'`,
    );
    await server.services.db.pool.query(
      `insert into operators (user_id, name) values ($1, 'Rita')`,
      [rows[0].user_id],
    );
    const { visitor } = await signInAt(evil, 'sub-rita', `?organization=${rival.organizationId}`);
    expect((await session(visitor)).status).toBe(200);
    expect((await visitor.request('GET', '/v1/operator/session')).body.code).toBe('operators_only');
  });

  it("accepts no invitation of another organization with this organization's provider", async () => {
    account(evil, 'sub-mallory', 'victim@market.example');
    await invite(owner, market, 'victim@market.example');
    const visitor = newVisitor(server);
    const begun = await visitor.request('POST', '/v1/activation/provider', {
      token: mail.tokenFor('victim@market.example'),
      name: 'V',
    });
    expect(new URL(begun.body.url).origin).toBe(platform.issuer);
    // An answer of the rival's provider, sent to where the platform's is awaited.
    const other = newVisitor(server);
    const back = await atProvider(
      evil,
      await begin(other, `?organization=${rival.organizationId}`),
      'sub-mallory',
    );
    back.searchParams.set('state', new URL(begun.body.url).searchParams.get('state') ?? '');
    expect(codeOf(await comeBack(visitor, back))).toBe('provider_failed');
  });

  it('is set by owners alone, and its secret is never answered', async () => {
    const person = await rival.addMember(rival.grant('manager', rival.organizationId));
    const manager = await signInAs(server, rival.organizationId, person);
    for (const [method, path, body] of [
      ['GET', '/v1/identity-provider', undefined],
      ['PUT', '/v1/identity-provider', { name: 'M', issuer: evil.issuer, clientId: 'm' }],
      ['DELETE', '/v1/identity-provider', undefined],
      ['POST', '/v1/identity-provider/test', { issuer: evil.issuer }],
    ] as const)
      expect((await manager.request(method, path, body)).body.code).toBe('owners_only');

    const seen = await rivalOwner.request('GET', '/v1/identity-provider');
    expect(seen.body.own).toMatchObject({ name: 'Rival login', clientId: evil.clientId });
    expect(JSON.stringify(seen.body)).not.toContain(evil.clientSecret);
    const { rows: recorded } = await server.services.db.pool.query(
      `select details from audit_events where kind = 'identity_provider.changed'`,
    );
    expect(recorded[0].details).toMatchObject({ name: 'Rival login', issuer: evil.issuer });
    expect(JSON.stringify(recorded)).not.toContain(evil.clientSecret);
    const { rows } = await server.services.db.pool.query(
      'select client_secret from identity_providers',
    );
    expect(rows[0].client_secret.toString('latin1')).not.toContain(evil.clientSecret);
  });

  it('stays as it is where the platform looks after everything itself', async () => {
    const setSelfServe = (selfServe: boolean) =>
      rival.change({ type: 'organization.setSelfServe', selfServe });
    await setSelfServe(false);
    expect((await rivalOwner.request('DELETE', '/v1/identity-provider')).body.code).toBe(
      'self_serve_off',
    );
    await setSelfServe(true);
  });

  it('keeps its secret while it is renamed, and wants a new one for a new issuer', async () => {
    const { own } = (await rivalOwner.request('GET', '/v1/identity-provider')).body;
    const save = (more: object) =>
      rivalOwner.request('PUT', '/v1/identity-provider', {
        name: 'Rival login',
        issuer: own.issuer,
        clientId: own.clientId,
        ...more,
      });
    expect((await save({ name: 'Rival door' })).status).toBe(204);
    expect((await save({ name: 'Rival login' })).status).toBe(204);
    account(evil, 'sub-kept', 'kept@rival.example');
    await invite(rivalOwner, rival, 'kept@rival.example');
    expect((await acceptAt(evil, mail.tokenFor('kept@rival.example'), 'sub-kept')).ledTo).toBe('/');
    expect((await save({ issuer: platform.issuer })).body.code).toBe('malformed_request');
  });

  it.each([
    ['http://198.51.100.7/', 'over plain http elsewhere'],
    ['https://127.0.0.1:1/', 'where nothing answers'],
    ['file:///etc/passwd', 'in a file'],
    ['https://user:secret@login.example', 'with a password in it'],
    [`${publicUrl}/`, 'that is no provider'],
  ])('is not set to an issuer %s, %s', async (issuer) => {
    const tested = await rivalOwner.request('POST', '/v1/identity-provider/test', { issuer });
    expect(tested.body).toMatchObject({ status: 422, code: 'issuer_unusable' });
    const saved = await rivalOwner.request('PUT', '/v1/identity-provider', {
      name: 'Elsewhere',
      issuer,
      clientId: 'c',
      clientSecret: 's',
    });
    expect(saved.body.code).toBe('issuer_unusable');
  });

  it('is not saved by an owner who was removed while its issuer was being asked', async () => {
    const shop = await createMarketOrganization(server.services);
    const shopOwner = await signInAs(server, shop.organizationId, shop.owner);
    account(platform, 'sub-otto', 'otto@shop.example');
    const otto = await invite(shopOwner, shop, 'otto@shop.example', {
      role: 'owner',
      grants: [],
      signInMethod: 'sso',
    });
    const accepted = await acceptAt(platform, mail.tokenFor('otto@shop.example'), 'sub-otto');
    const asked = Promise.withResolvers<void>();
    const removed = Promise.withResolvers<void>();
    const slow = createServer(async (request, response) => {
      asked.resolve();
      await removed.promise;
      const issuer = `http://${request.headers.host}`;
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` }));
    });
    await once(slow.listen(0, '127.0.0.1'), 'listening');
    const address = slow.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const saved = accepted.visitor.request('PUT', '/v1/identity-provider', {
      name: 'Left open',
      issuer: `http://127.0.0.1:${port}`,
      clientId: 'c',
      clientSecret: 's',
    });
    await asked.promise;
    expect((await shopOwner.request('POST', `/v1/members/${otto.memberId}/remove`)).status).toBe(
      200,
    );
    removed.resolve();
    expect((await saved).body.code).toBe('owners_only');
    slow.close();
  });

  it('is not taken away while an owner needs it; without it nobody comes in by it', async () => {
    const shop = await createMarketOrganization(server.services);
    const shopOwner = await signInAs(server, shop.organizationId, shop.owner);
    await shopOwner.request('PUT', '/v1/identity-provider', {
      name: 'Shop',
      issuer: own.issuer,
      clientId: own.clientId,
      clientSecret: own.clientSecret,
    });
    account(own, 'sub-olaf', 'olaf@shop.example');
    account(own, 'sub-mia', 'mia@shop.example');
    const olaf = await invite(shopOwner, shop, 'olaf@shop.example', {
      role: 'owner',
      grants: [],
      signInMethod: 'sso',
    });
    await acceptAt(own, mail.tokenFor('olaf@shop.example'), 'sub-olaf');
    await invite(shopOwner, shop, 'mia@shop.example');
    const mia = await acceptAt(own, mail.tokenFor('mia@shop.example'), 'sub-mia');
    const remove = () => shopOwner.request('DELETE', '/v1/identity-provider');
    expect((await remove()).body.code).toBe('provider_in_use');
    await shopOwner.request('POST', `/v1/members/${olaf.memberId}/remove`);
    expect((await remove()).status).toBe(204);
    expect((await session(mia.visitor)).status).toBe(401);
    const { rows } = await server.services.db.pool.query(
      `select count(*)::int as left from identities where subject in ('sub-mia', 'sub-olaf')`,
    );
    expect(rows).toEqual([{ left: 0 }]);
    const ways = await newVisitor(server).request(
      'GET',
      `/v1/sign-in/ways?organization=${shop.organizationId}`,
    );
    expect(ways.body.providers.map(({ name }: { name: string }) => name)).toEqual(['Beacon ID']);
  });
});

describe('what comes back from a provider', () => {
  it('counts once, in the browser that was sent there, and for what it was sent there for', async () => {
    account(platform, 'sub-once', 'once@market.example');
    await invite(owner, market, 'once@market.example');
    await acceptAt(platform, mail.tokenFor('once@market.example'), 'sub-once');
    const visitor = newVisitor(server);
    const url = await begin(visitor);
    const back = await atProvider(platform, url, 'sub-once');

    const stranger = newVisitor(server);
    expect(codeOf(await comeBack(stranger, back))).toBe('provider_attempt_ended');
    const other = newVisitor(server);
    await begin(other);
    expect(codeOf(await comeBack(other, back))).toBe('provider_failed');

    const cookies = new Map(visitor.cookies);
    expect(await comeBack(visitor, back)).toBe('/');
    const replayed: Visitor = { ...newVisitor(server), cookies };
    expect(codeOf(await comeBack(replayed, back))).toBe('provider_failed');
  });

  it('is understood by every server of the installation', async () => {
    await using second = await startTestServer({ sharing: server.services });
    const visitor = newVisitor(server);
    const back = await atProvider(platform, await begin(visitor), 'sub-once');
    const answer = await fetch(`${second.url}${back.pathname}${back.search}`, {
      redirect: 'manual',
      headers: {
        cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    expect(answer.headers.get('location')).toBe('/');
  });

  it.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'people'])(
    'leads on to a page of this console and never to %s',
    async (to) => {
      const { ledTo } = await signInAt(platform, 'sub-once', `?to=${encodeURIComponent(to)}`);
      expect(ledTo).toBe('/');
    },
  );
});
