import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverMails } from '../../../test/deliver-mails.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { type MailServer, startMailServer } from '../../../test/start-mail-server.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import { newVisitor } from '../../../test/visitor.ts';

let mail: MailServer;
let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let deliver: () => Promise<void>;

beforeAll(async () => {
  mail = await startMailServer();
  server = await startTestServer({ config: { smtpUrl: mail.url } });
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  deliver = () => deliverMails(server.services, market.organizationId);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
});

const password = 'a quiet blue morning';

async function invite(address: string, more: Record<string, unknown> = {}) {
  const answer = await owner.request('POST', '/v1/invitations', {
    people: [{ address, name: 'Hana Kim' }],
    role: 'member',
    grants: [{ permissionSetId: market.sets.editor, scope: market.places.west }],
    note: 'Welcome to the team.',
    ...more,
  });
  expect(answer.body).toMatchObject({ invited: 1, refused: 0 });
  await deliver();
  return answer.body.results[0];
}

const look = (token: string) =>
  newVisitor(server).request('POST', '/v1/activation/look', { token });
const accept = (token: string, more = {}) =>
  newVisitor(server).request('POST', '/v1/activation/accept', {
    token,
    name: 'Hana Kim',
    password,
    ...more,
  });

describe('the way in', () => {
  it('leads from the mail to a session, and the person is known from then on', async () => {
    const invited = await invite('hana@market.example');
    const token = mail.tokenFor('hana@market.example');

    const seen = await look(token);
    expect(seen.body).toMatchObject({
      state: 'waiting',
      inviterName: 'Olga Owner',
      address: 'hana@market.example',
      name: 'Hana Kim',
      role: 'member',
      note: 'Welcome to the team.',
      hasAccount: false,
      signedInAs: null,
    });

    const visitor = newVisitor(server);
    const accepted = await visitor.request('POST', '/v1/activation/accept', {
      token,
      name: 'Hana A. Kim',
      password,
    });
    expect(accepted.status).toBe(200);
    expect(accepted.body.signedInTo).toBe(market.organizationId);

    const session = await visitor.request('GET', '/v1/session');
    expect(session.body).toMatchObject({
      member: {
        id: invited.memberId,
        name: 'Hana A. Kim',
        address: 'hana@market.example',
        role: 'member',
      },
      manages: {},
    });

    const later = newVisitor(server);
    const signedIn = await later.request('POST', '/v1/sign-in', {
      address: 'Hana@Market.Example',
      password,
    });
    expect(signedIn.body.signedInTo).toBe(market.organizationId);

    await deliver();
    expect(mail.to(market.owner.address).subject).toBe(
      `Hana A. Kim accepted your invitation to ${await name()}`,
    );
  });

  it('is still open after a scanner has opened the link a hundred times', async () => {
    await invite('scanned@market.example');
    const token = mail.tokenFor('scanned@market.example');
    for (let time = 0; time < 100; time++) await look(token);
    await fetch(`${server.url}/activate`, { method: 'HEAD' });
    expect((await accept(token)).status).toBe(200);
  });

  it('lets exactly one of twenty acceptances at once through, on two servers', async () => {
    await using second = await startTestServer({ sharing: server.services });
    await invite('twenty@market.example');
    const token = mail.tokenFor('twenty@market.example');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        newVisitor(index % 2 === 0 ? server : second).request('POST', '/v1/activation/accept', {
          token,
          name: 'Hana Kim',
          password,
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(
      new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)),
    ).toEqual(new Set(['invitation_not_waiting']));
    const { rows } = await server.services.db.pool.query(
      `select count(*)::int as users from users where address = 'twenty@market.example'`,
    );
    expect(rows).toEqual([{ users: 1 }]);
  });

  it('takes no password that is easy to guess', async () => {
    await invite('weak@market.example');
    const answer = await accept(mail.tokenFor('weak@market.example'), { password: 'Password1234' });
    expect(answer.body).toMatchObject({ status: 422, code: 'weak_password' });
  });
});

const name = async () => (await owner.request('GET', '/v1/session')).body.organization.name;

describe('a link that is not the newest or not whole', () => {
  it.each(['resend', 'revoke', 'correct'])('is dead after %s', async (act) => {
    const address = `${act}@market.example`;
    const { invitationId } = await invite(address);
    const old = mail.tokenFor(address);
    const done = await (act === 'correct'
      ? owner.request('PATCH', `/v1/invitations/${invitationId}`, { address: `right-${address}` })
      : owner.request('POST', `/v1/invitations/${invitationId}/${act}`));
    expect(done.status).toBe(200);
    const answer = await accept(old);
    expect(answer.body.code).toBe(
      act === 'revoke' ? 'invitation_not_waiting' : 'invitation_superseded',
    );
    const seen = await look(old);
    expect(seen.body).toMatchObject({ address: null, name: null, sentences: [] });
    expect(seen.body.state).toBe(act === 'revoke' ? 'revoked' : 'superseded');
  });

  it('opens nothing when a single character differs', async () => {
    await invite('bit@market.example');
    const token = mail.tokenFor('bit@market.example');
    for (let index = 0; index < token.length; index++) {
      const other = token[index] === 'A' ? 'B' : 'A';
      const forged = token.slice(0, index) + other + token.slice(index + 1);
      const seen = await look(forged);
      expect([forged, seen.body.state]).toEqual([forged, 'unknown']);
    }
    expect((await accept(token.slice(0, -1))).body.code).toBe('invalid_link');
  });
});

describe('an invitation is for one person', () => {
  it('does not let in whoever is signed in with another address', async () => {
    await invite('forwarded@market.example');
    const token = mail.tokenFor('forwarded@market.example');
    await invite('receiver@market.example');
    const receiver = newVisitor(server);
    await receiver.request('POST', '/v1/activation/accept', {
      token: mail.tokenFor('receiver@market.example'),
      name: 'R',
      password,
    });
    const seen = await receiver.request('POST', '/v1/activation/look', { token });
    expect(seen.body.signedInAs).toBe('receiver@market.example');
    const answer = await receiver.request('POST', '/v1/activation/accept', {
      token,
      name: 'R',
      password,
    });
    expect(answer.body).toMatchObject({ status: 403, code: 'invitation_for_another_person' });
  });

  it('asks a person who has an account for its password and leaves it as it is', async () => {
    const other = await createMarketOrganization(server.services);
    const otherOwner = await signInAs(server, other.organizationId, other.owner);
    await invite('both@market.example');
    await accept(mail.tokenFor('both@market.example'));
    const before = await credential('both@market.example');

    await otherOwner.request('POST', '/v1/invitations', {
      people: [{ address: 'both@market.example' }],
      role: 'owner',
      grants: [],
    });
    await deliverMails(server.services, other.organizationId);
    const token = mail.tokenFor('both@market.example');
    expect((await look(token)).body.hasAccount).toBe(true);
    expect((await accept(token, { password: 'another password altogether' })).body.code).toBe(
      'wrong_credentials',
    );
    const visitor = newVisitor(server);
    expect(
      (await visitor.request('POST', '/v1/activation/accept', { token, name: 'Both', password }))
        .status,
    ).toBe(200);
    expect(await credential('both@market.example')).toEqual(before);

    const signedIn = await newVisitor(server).request('POST', '/v1/sign-in', {
      address: 'both@market.example',
      password,
    });
    expect(signedIn.body.signedInTo).toBeNull();
    expect(signedIn.body.organizations).toHaveLength(2);
  });

  it('verifies the address when the link came by mail, and not when it was copied', async () => {
    await invite('mailed@market.example');
    await accept(mail.tokenFor('mailed@market.example'));
    expect(await verified('mailed@market.example')).toBe(true);

    const { invitationId } = await invite('copied@market.example');
    const { body } = await owner.request('POST', `/v1/invitations/${invitationId}/link`);
    expect((await accept(body.url.split('#')[1])).status).toBe(200);
    expect(await verified('copied@market.example')).toBe(false);
  });

  it('keeps an unverified account out of another organization unless a mail made the round trip', async () => {
    const { invitationId } = await invite('unproven@market.example');
    const { body } = await owner.request('POST', `/v1/invitations/${invitationId}/link`);
    await accept(body.url.split('#')[1]);
    const other = await createMarketOrganization(server.services);
    const otherOwner = await signInAs(server, other.organizationId, other.owner);
    const invited = await otherOwner.request('POST', '/v1/invitations', {
      people: [{ address: 'unproven@market.example' }],
      role: 'owner',
      grants: [],
    });
    const copied = await otherOwner.request(
      'POST',
      `/v1/invitations/${invited.body.results[0].invitationId}/link`,
    );
    expect((await accept(copied.body.url.split('#')[1])).body.code).toBe('address_unverified');
    await deliverMails(server.services, other.organizationId);
    expect((await accept(mail.tokenFor('unproven@market.example'))).status).toBe(200);
    expect(await verified('unproven@market.example')).toBe(true);
  });
});

describe('an answer other than yes', () => {
  it('declines, and the inviter is told', async () => {
    await invite('no@market.example');
    const token = mail.tokenFor('no@market.example');
    expect(
      (await newVisitor(server).request('POST', '/v1/activation/decline', { token })).status,
    ).toBe(204);
    expect((await look(token)).body.state).toBe('declined');
    await deliver();
    expect(mail.to(market.owner.address).subject).toContain(
      'no@market.example declined your invitation',
    );
  });

  it('asks for a new link once the old one has ended: the inviter gets one mail, however often it is pressed', async () => {
    const { invitationId } = await invite('late@market.example');
    const token = mail.tokenFor('late@market.example');
    await server.services.db.pool.query(
      `update invitations set link_ends_at = now() where invitation_id = $1`,
      [invitationId],
    );
    expect((await look(token)).body.state).toBe('expired');
    expect((await accept(token)).body.code).toBe('invitation_expired');
    const before = mail.mails.length;
    for (let time = 0; time < 3; time++) {
      expect(
        (await newVisitor(server).request('POST', '/v1/activation/ask-again', { token })).status,
      ).toBe(204);
    }
    await deliver();
    expect(mail.mails.slice(before).map(({ subject }) => subject)).toEqual([
      `late@market.example asks for a new invitation to ${await name()}`,
    ]);
  });
});

describe('what lies in the database', () => {
  it('holds no link and no token of any kind', async () => {
    const { invitationId } = await invite('secret@market.example');
    const mailed = mail.tokenFor('secret@market.example');
    const copied = (
      await owner.request('POST', `/v1/invitations/${invitationId}/link`)
    ).body.url.split('#')[1];
    const visitor = newVisitor(server);
    await visitor.request('POST', '/v1/activation/accept', { token: mailed, name: 'S', password });
    const secrets = [mailed, copied, owner.token, ...visitor.cookies.values(), password];
    const tables = await server.services.db.pool.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`,
    );
    for (const { name: table } of tables.rows) {
      const { rows } = await server.services.db.pool.query<{ text: string }>(
        `select row_to_json(t)::text as text from ${table} t`,
      );
      const dump = rows.map(({ text }) => text).join('\n');
      for (const secret of secrets) {
        const parts = String(secret)
          .split('.')
          .filter((part) => part.length > 30);
        for (const part of [secret, ...parts])
          expect([table, dump.includes(part)]).toEqual([table, false]);
      }
    }
  });
});

async function credential(address: string) {
  const { rows } = await server.services.db.pool.query(
    'select c.* from credentials c join users u using (user_id) where u.address = $1',
    [address],
  );
  expect(rows).toHaveLength(1);
  return rows[0];
}

async function verified(address: string): Promise<boolean> {
  const { rows } = await server.services.db.pool.query<{ verified: boolean }>(
    'select verified_at is not null as verified from users where address = $1',
    [address],
  );
  return rows[0]?.verified ?? false;
}
