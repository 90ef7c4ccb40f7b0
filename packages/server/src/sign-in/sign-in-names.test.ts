import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverMails } from '../../test/deliver-mails.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../test/sign-in-as.ts';
import { type MailServer, startMailServer } from '../../test/start-mail-server.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import { newVisitor } from '../../test/visitor.ts';

const password = 'a quiet blue morning';
let mail: MailServer;
let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let other: MarketOrganization;
let otherOwner: TestClient;

beforeAll(async () => {
  mail = await startMailServer();
  server = await startTestServer({ config: { smtpUrl: mail.url } });
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  other = await createMarketOrganization(server.services);
  otherOwner = await signInAs(server, other.organizationId, other.owner);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
});

interface Invited {
  readonly address: string;
  readonly signInName?: string;
}

const ask = (by: TestClient, to: MarketOrganization, people: readonly Invited[], query = '') =>
  by.request('POST', `/v1/invitations${query}`, {
    people,
    role: 'member',
    grants: [{ permissionSetId: to.sets.editor, scope: to.places.west }],
  });

async function invite(person: Invited, by = owner, to = market) {
  const { body } = await ask(by, to, [person]);
  await deliverMails(server.services, to.organizationId);
  return body.results[0];
}

const accept = (address: string, more: object = {}) =>
  newVisitor(server).request('POST', '/v1/activation/accept', {
    token: mail.tokenFor(address),
    name: 'Hana Kim',
    password,
    ...more,
  });
const look = async (address: string) =>
  (
    await newVisitor(server).request('POST', '/v1/activation/look', {
      token: mail.tokenFor(address),
    })
  ).body;
const signIn = (name: string, by = password) =>
  newVisitor(server).request('POST', '/v1/sign-in', { address: name, password: by });

describe('a sign-in name', () => {
  it('is the e-mail address unless another was chosen, and either signs in', async () => {
    await invite({ address: 'hana@market.example', signInName: 'Hana.K' });
    expect((await look('hana@market.example')).signInName).toBe('hana.k');
    expect((await accept('hana@market.example')).status).toBe(200);
    for (const name of ['hana.k', ' HANA.K ', 'Hana@Market.Example'])
      expect([name, (await signIn(name)).status]).toEqual([name, 200]);

    await invite({ address: 'plain@market.example' });
    expect((await look('plain@market.example')).signInName).toBe('plain@market.example');
    await accept('plain@market.example');
    expect((await signIn('plain@market.example')).status).toBe(200);
    expect((await signIn('plain')).body.code).toBe('wrong_credentials');
  });

  it('can be chosen on accepting, in place of the one that was reserved', async () => {
    await invite({ address: 'mia@market.example', signInName: 'mia-one' });
    await accept('mia@market.example', { signInName: 'mia-two' });
    expect((await signIn('mia-two')).status).toBe(200);
    expect((await signIn('mia-one')).status).toBe(401);
    // What was let go is free again.
    const next = await invite({ address: 'mia2@market.example', signInName: 'mia-one' });
    expect(next.result).toBe('invited');
    await accept('mia2@market.example', { signInName: 'mia2@market.example' });
    expect((await signIn('mia-one')).status).toBe(401);
  });

  it('belongs to one person in the whole installation, whatever its letters, from the invitation on', async () => {
    await invite({ address: 'first@market.example', signInName: 'the.first' });
    const taken = await invite(
      { address: 'second@other.example', signInName: 'The.First' },
      otherOwner,
      other,
    );
    expect(taken.problem).toMatchObject({
      code: 'sign_in_name_taken',
      title: 'This sign-in name is taken.',
      subject: 'second@other.example',
    });
    expect(JSON.stringify(taken)).not.toContain('first@market.example');

    await invite({ address: 'third@other.example' }, otherOwner, other);
    const refused = await accept('third@other.example', { signInName: 'the.first' });
    expect(refused.body).toMatchObject({ status: 409, code: 'sign_in_name_taken' });
    expect(refused.body.errors[0].pointer).toBe('/signInName');
    expect((await look('third@other.example')).state).toBe('waiting');

    await accept('first@market.example');
    expect((await accept('third@other.example', { signInName: 'THE.FIRST' })).body.code).toBe(
      'sign_in_name_taken',
    );
  });

  it('can be looked up before, by whoever may invite: free, taken or none at all', async () => {
    await invite({ address: 'looked@market.example', signInName: 'looked-up' });
    const people = [
      { address: 'a@other.example', signInName: 'Looked-Up' },
      { address: 'b@other.example', signInName: 'not-yet' },
      { address: 'c@other.example', signInName: 'NOT-YET' },
      { address: 'd@other.example', signInName: 'D@other.example' },
      { address: 'e@other.example', signInName: 'looked@market.example' },
    ];
    const lookUp = (by: TestClient) =>
      by.request('POST', '/v1/invitations/sign-in-names', { people });
    const { body } = await lookUp(otherOwner);
    expect(body).toEqual({ data: ['taken', 'free', 'taken', 'free', 'invalid'] });
    const person = await other.addMember(other.grant('editor', other.places.west));
    const member = await signInAs(server, other.organizationId, person);
    expect((await lookUp(member)).status).toBe(403);
  });

  it('is reserved for one of two organizations that ask at once', async () => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        index % 2 === 0
          ? ask(owner, market, [{ address: `race${index}@market.example`, signInName: 'racer' }])
          : ask(otherOwner, other, [
              { address: `race${index}@other.example`, signInName: 'racer' },
            ]),
      ),
    );
    const invited = asked.filter(({ body }) => body.invited === 1);
    expect(invited).toHaveLength(1);
    for (const { body } of asked)
      if (body.invited !== 1)
        expect(body.code ?? body.results[0].problem.code).toBe('sign_in_name_taken');
  });

  it('is taken by the first of two in one request, and a rehearsal reserves nothing', async () => {
    const people = [
      { address: 'twin1@market.example', signInName: 'twin' },
      { address: 'twin2@market.example', signInName: 'TWIN' },
    ];
    for (const query of ['?dryRun=true', '?dryRun=true', '']) {
      const { body } = await ask(owner, market, people, query);
      expect(body.results.map(({ result }: { result: string }) => result)).toEqual([
        'invited',
        'refused',
      ]);
    }
  });

  it.each(['decline', 'revoke', 'expiry'])('is free again after a %s', async (end) => {
    const address = `${end}@market.example`;
    const { invitationId } = await invite({ address, signInName: `${end}-name` });
    if (end === 'decline')
      await newVisitor(server).request('POST', '/v1/activation/decline', {
        token: mail.tokenFor(address),
      });
    else if (end === 'revoke')
      await owner.request('POST', `/v1/invitations/${invitationId}/revoke`);
    else
      await server.services.db.pool.query(
        `update sign_in_names set reserved_until = now() - interval '1 minute' where name = 'expiry-name'`,
      );
    const next = await invite(
      { address: `${end}@other.example`, signInName: `${end}-name` },
      otherOwner,
      other,
    );
    expect(next.result).toBe('invited');
  });

  it('stays reserved as long as the link that was sent again', async () => {
    const { invitationId } = await invite({ address: 'again@market.example', signInName: 'again' });
    const until = async () =>
      (
        await server.services.db.pool.query(
          'select reserved_until from sign_in_names where name = $1',
          ['again'],
        )
      ).rows[0].reserved_until.getTime();
    await server.services.db.pool.query(
      `update sign_in_names set reserved_until = now() + interval '1 minute' where name = 'again'`,
    );
    const before = await until();
    await owner.request('POST', `/v1/invitations/${invitationId}/resend`);
    expect(await until()).toBeGreaterThan(before);
  });

  it.each([
    'somebody.else@market.example',
    'ab',
    'two words',
    'аdmin',
    '-dash',
    'slash/name',
    `${'long'.repeat(20)}`,
  ])('is never %s', async (signInName) => {
    const refused = await invite({ address: 'own@market.example', signInName });
    expect(refused.problem.code).toBe('invalid_sign_in_name');
  });

  it('may be the own address, in any spelling, and is then no name of its own', async () => {
    await invite({ address: 'own@market.example', signInName: 'OWN@Market.example' });
    expect((await accept('own@market.example')).status).toBe(200);
    const { rows } = await server.services.db.pool.query(
      `select count(*)::int as names from sign_in_names where name like 'own%'`,
    );
    expect(rows).toEqual([{ names: 0 }]);
  });

  it('stays as it is for a person who has an account already', async () => {
    await invite({ address: 'kept@market.example', signInName: 'kept' });
    await accept('kept@market.example');
    await invite({ address: 'kept@market.example', signInName: 'kept-too' }, otherOwner, other);
    expect((await look('kept@market.example')).signInName).toBeNull();
    expect((await accept('kept@market.example', { signInName: 'kept-three' })).status).toBe(200);
    expect((await signIn('kept')).status).toBe(200);
    expect((await signIn('kept-too')).status).toBe(401);
    expect((await signIn('kept-three')).status).toBe(401);
  });

  it('counts wrong passwords together with those tried by the address', async () => {
    await invite({ address: 'tried@market.example', signInName: 'tried' });
    await accept('tried@market.example');
    for (let time = 0; time < 5; time++) {
      await signIn('tried', 'wrong');
      await signIn('tried@market.example', 'wrong');
    }
    expect((await signIn('tried')).body.code).toBe('too_many_attempts');
  });

  it('gets a mail to reset the password, like the address', async () => {
    await invite({ address: 'forgot@market.example', signInName: 'forgetful' });
    await accept('forgot@market.example');
    await newVisitor(server).request('POST', '/v1/password/reset-request', {
      address: 'Forgetful',
    });
    await deliverMails(server.services, null);
    expect(mail.to('forgot@market.example').subject).toMatch(/password/i);
  });
});
