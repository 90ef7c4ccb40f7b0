import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverMails } from '../../../test/deliver-mails.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { type MailServer, startMailServer } from '../../../test/start-mail-server.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';

let mail: MailServer;
let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let manager: TestClient;

beforeAll(async () => {
  mail = await startMailServer({ 'gone@market.example': 550, 'busy@market.example': 451 });
  server = await startTestServer({ config: { smtpUrl: mail.url } });
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  manager = await signInAs(
    server,
    market.organizationId,
    await market.addMember(market.grant('manager', market.places.west)),
  );
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
});

const query = (text: string, values: unknown[] = []) => server.services.db.pool.query(text, values);
const deliver = () => deliverMails(server.services, market.organizationId);
const request = (addresses: string[], more: Record<string, unknown> = {}) => ({
  people: addresses.map((address) => ({ address })),
  role: 'member',
  grants: [{ permissionSetId: market.sets.editor, scope: market.places.w1 }],
  ...more,
});
const invite = (
  addresses: string[],
  more: Record<string, unknown> = {},
  path = '/v1/invitations',
) => owner.request('POST', path, request(addresses, more));
const listed = async (text: string) =>
  (await owner.request('GET', `/v1/invitations?search=${encodeURIComponent(text)}`)).body.data[0];

describe('checking addresses', () => {
  it('tells for each what stands behind it, in one request', async () => {
    await invite(['waiting@market.example']);
    const removed = await market.addMember(market.grant('editor', market.places.w1));
    await owner.request('POST', `/v1/members/${removed.memberId}/remove`);
    const { body } = await owner.request('POST', '/v1/invitations/check', {
      addresses: [
        'New Person <NEW@market.example>',
        market.owner.address,
        'waiting@market.example',
        removed.address,
        'asha@gmial.com',
        'not an address',
        'new@market.example',
      ],
    });
    expect(body.data.map(({ state }: { state: string }) => state)).toEqual([
      'new',
      'member',
      'waiting',
      'removed',
      'mistyped',
      'invalid',
      'duplicate',
    ]);
    expect(body.data[0]).toMatchObject({ address: 'new@market.example', name: 'New Person' });
    expect(body.data[1].member).toEqual({
      id: market.owner.memberId,
      name: 'Olga Owner',
      removedAt: null,
    });
    expect(body.data[2].invitation.id).toMatch(/^inv_/);
    expect(body.data[3].member.removedAt).not.toBeNull();
    expect(body.data[4].suggestion).toBe('asha@gmail.com');
  });

  it('says an address is known and nothing more when the manager does not see the person', async () => {
    const { body } = await manager.request('POST', '/v1/invitations/check', {
      addresses: [market.owner.address],
    });
    expect(body.data[0]).toMatchObject({ state: 'member', member: null });
  });

  it('knows the allowed domains', async () => {
    const other = await createMarketOrganization(server.services);
    const client = await signInAs(server, other.organizationId, other.owner);
    await other.change({ type: 'organization.update', allowedDomains: ['market.example'] });
    const { body } = await client.request('POST', '/v1/invitations/check', {
      addresses: ['a@elsewhere.example', 'a@markt.example', 'a@market.example'],
    });
    expect(
      body.data.map(({ state, suggestion }: { state: string; suggestion: string | null }) => [
        state,
        suggestion,
      ]),
    ).toEqual([
      ['outside_domains', null],
      ['outside_domains', 'a@market.example'],
      ['new', null],
    ]);
    const invited = await client.request('POST', '/v1/invitations', {
      ...request(['a@elsewhere.example']),
      role: 'owner',
      grants: [],
    });
    expect(invited.body.results[0].problem.code).toBe('domain_not_allowed');
  });

  it('takes no more than a thousand', async () => {
    const { body } = await owner.request('POST', '/v1/invitations/check', {
      addresses: Array(1001).fill('a@b.example'),
    });
    expect(body).toMatchObject({ code: 'malformed_request', errors: [{ pointer: '/addresses' }] });
  });
});

describe('inviting', () => {
  it('lets the good addresses go and names the reason for each other one', async () => {
    const { body } = await invite([
      'one@market.example',
      market.owner.address,
      'two@market.example',
      'nonsense',
      'one@market.example',
    ]);
    expect(
      body.results.map(
        ({ result, problem }: { result: string; problem: { code: string } | null }) =>
          problem?.code ?? result,
      ),
    ).toEqual(['invited', 'already_member', 'invited', 'invalid_address', 'invitation_waiting']);
    expect(body).toMatchObject({ invited: 2, refused: 3 });
    expect(body.results[0].invitationId).toMatch(/^inv_/);
    expect(body.results[1].problem.title).toBe('This person already belongs to the organization.');
    await deliver();
    expect(mail.to('one@market.example').subject).toMatch(
      /^Olga Owner invited you to Market \d+ on Aurora Rewards$/,
    );
  });

  it('tells in words beforehand what would be given, and writes nothing', async () => {
    const { body } = await invite(
      ['dry@market.example', 'run@market.example'],
      {
        grants: [
          { permissionSetId: market.sets.editor, scope: market.organizationId },
          { permissionSetId: market.sets.editor, scope: market.places.w1 },
        ],
      },
      '/v1/invitations?dryRun=true',
    );
    const said = body.sentence.map(({ text }: { text: string }) => text).join('');
    expect(said).toContain('Dry and 1 other will be able to');
    expect(said).toContain('the whole organization');
    expect(body.advice).toEqual([
      {
        about: 'where',
        text: 'Campaign editor in the whole organization reaches every place, later ones too. Choose places if some are enough.',
      },
      {
        about: 'where',
        text: 'Campaign editor at Store W-1 · Harbour Street is included already: it is given in the whole organization.',
      },
    ]);
    expect(body).toMatchObject({ invited: 2, refused: 0 });
    expect(await listed('dry@market.example')).toBeUndefined();
  });

  it('is limited to what the manager may hand out, at own places', async () => {
    const good = await manager.request('POST', '/v1/invitations', request(['mine@market.example']));
    expect(good.body).toMatchObject({ invited: 1 });
    const elsewhere = await manager.request(
      'POST',
      '/v1/invitations',
      request(['theirs@market.example'], {
        grants: [{ permissionSetId: market.sets.editor, scope: market.places.e1 }],
      }),
    );
    expect(elsewhere.body.results[0].problem.code).toMatch(/^(not_allowed|grant_ceiling)$/);
    const more = await manager.request(
      'POST',
      '/v1/invitations',
      request(['more@market.example'], {
        grants: [{ permissionSetId: market.sets.publisher, scope: market.places.w1 }],
      }),
    );
    expect(more.body.results[0].problem.code).toBe('grant_ceiling');
    const asOwner = await manager.request(
      'POST',
      '/v1/invitations',
      request(['boss@market.example'], { role: 'owner', grants: [] }),
    );
    expect(asOwner.body.results[0].problem.code).toMatch(
      /^(owners_only|grant_ceiling|not_allowed)$/,
    );
  });

  it('sends at most three mails to an address in a day', async () => {
    const { body } = await invite(['often@market.example']);
    const { invitationId } = body.results[0];
    await deliver();
    for (let time = 0; time < 2; time++) {
      expect((await owner.request('POST', `/v1/invitations/${invitationId}/resend`)).status).toBe(
        200,
      );
      await deliver();
    }
    const refused = await owner.request('POST', `/v1/invitations/${invitationId}/resend`);
    expect(refused.body.code).toBe('mail_limit');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(86_000);
    expect(
      mail.mails.filter(({ recipients }) => recipients.includes('often@market.example')),
    ).toHaveLength(3);
  });

  it('of a thousand people at once is one change', async () => {
    const { body } = await invite(
      Array.from({ length: 1000 }, (_, index) => `crowd${index}@market.example`),
    );
    expect(body).toMatchObject({ invited: 1000, refused: 0 });
    await query(`update outbox_mails set status = 'sent' where recipient like 'crowd%'`);
  });
});

describe('the mail', () => {
  it('says who, what, where and until when, and can be read without pictures', async () => {
    await invite(['reader@market.example'], {
      people: [{ address: 'reader@market.example', name: 'Rhea Reader' }],
      grants: [{ permissionSetId: market.sets.editor, scope: market.places.west }],
      note: 'See you on Monday.',
    });
    await deliver();
    const { text = '', html = '', from, replyTo, to } = mail.to('reader@market.example');
    for (const part of [
      'Hello Rhea,',
      'Olga Owner',
      'You will be able to',
      'West zone',
      'See you on Monday.',
      'http://localhost:4000/activate#',
      'Not expecting this?',
    ]) {
      expect([part, text.includes(part)]).toEqual([part, true]);
    }
    expect(from).toMatchObject({
      address: 'latchkey@example.com',
      name: expect.stringMatching(/^Aurora Rewards for Market/),
    });
    expect(replyTo).toEqual([{ address: market.owner.address, name: 'Olga Owner' }]);
    expect(to).toEqual([{ address: 'reader@market.example', name: '' }]);
    expect(html).toContain('<html lang="en" dir="ltr">');
    expect(html).not.toMatch(/<img|src=|@import|url\(/);
    expect(html.length).toBeLessThan(100_000);
  });

  it('cannot be bent by names and notes: no further recipient, no header, no markup, no link', async () => {
    const nasty = 'Eve\r\nBcc: eve@evil.example <b>http://evil.example/x</b>';
    await query(`update members set name = $1 where member_id = $2`, [
      nasty,
      market.owner.memberId,
    ]);
    const broken = await owner.request(
      'POST',
      '/v1/invitations',
      request([], { people: [{ address: 'target@market.example', name: nasty }] }),
    );
    expect(broken.body).toMatchObject({
      code: 'malformed_request',
      errors: [{ pointer: '/people/0/name' }],
    });
    await invite(['target@market.example'], {
      people: [{ address: 'target@market.example', name: nasty.replace('\r\n', ' ') }],
      note: `<script>alert(1)</script> ${nasty}`,
    });
    await deliver();
    const received = mail.to('target@market.example');
    expect(received.recipients).toEqual(['target@market.example']);
    expect(received.headers.filter(({ key }) => key === 'bcc' || key === 'cc')).toEqual([]);
    expect(received.html).not.toMatch(/<script|<b>|evil\.example/);
    expect(received.text).not.toContain('http://evil');
    await query(`update members set name = 'Olga Owner' where member_id = $1`, [
      market.owner.memberId,
    ]);
  });

  it('that the server refuses is shown as not delivered, with its words', async () => {
    await invite(['gone@market.example']);
    await deliver();
    expect(await listed('gone@market.example')).toMatchObject({
      status: 'not_delivered',
      delivery: { status: 'refused', detail: expect.stringContaining('550') },
    });
  });

  it('that fails for the moment stays queued and goes later', async () => {
    await invite(['busy@market.example']);
    await deliver();
    expect(await listed('busy@market.example')).toMatchObject({
      status: 'waiting',
      delivery: { status: 'queued', detail: expect.stringContaining('451') },
    });
    const { rows } = await query(
      `select attempts, next_attempt_at > now() as later from outbox_mails where recipient = 'busy@market.example'`,
    );
    expect(rows).toEqual([{ attempts: 1, later: true }]);
  });

  it('for a link that was replaced meanwhile is not sent', async () => {
    const { body } = await invite(['quick@market.example']);
    await owner.request('POST', `/v1/invitations/${body.results[0].invitationId}/resend`);
    await deliver();
    expect(
      mail.mails.filter(({ recipients }) => recipients.includes('quick@market.example')),
    ).toHaveLength(1);
    const { rows } = await query(
      `select status from outbox_mails where recipient = 'quick@market.example' order by created_at`,
    );
    expect(rows.map(({ status }) => status)).toEqual(['dropped', 'sent']);
  });
});

describe('the list of invitations', () => {
  it('tells waiting from completed, expired, revoked and declined', async () => {
    const { body } = await invite(['ends@market.example', 'back@market.example']);
    const [ends, back] = body.results;
    await query(`update invitations set link_ends_at = now() where invitation_id = $1`, [
      ends.invitationId,
    ]);
    await owner.request('POST', `/v1/invitations/${back.invitationId}/revoke`);
    expect((await listed('ends@market.example')).status).toBe('expired');
    expect(await listed('back@market.example')).toMatchObject({
      status: 'revoked',
      sender: 'Olga Owner',
      respondedAt: expect.any(String),
    });
    for (const status of [
      'waiting',
      'completed',
      'expired',
      'revoked',
      'declined',
      'not_delivered',
    ]) {
      const { data, total } = (
        await owner.request('GET', `/v1/invitations?status=${status}&limit=100`)
      ).body;
      expect(new Set(data.map((item: { status: string }) => item.status))).toEqual(
        new Set(data.length > 0 ? [status] : []),
      );
      expect(total).toBeGreaterThanOrEqual(data.length);
    }
  });

  it('can be walked to the end and back', async () => {
    const first = (await owner.request('GET', '/v1/invitations?limit=3&search=o')).body;
    const second = (
      await owner.request('GET', `/v1/invitations?limit=3&search=o&cursor=${first.nextCursor}`)
    ).body;
    const again = (
      await owner.request('GET', `/v1/invitations?limit=3&search=o&cursor=${second.previousCursor}`)
    ).body;
    expect(again.data).toEqual(first.data);
    expect(again.previousCursor).toBeNull();
  });

  it('shows a manager the invitations of own places only', async () => {
    await invite(['far@market.example'], {
      grants: [{ permissionSetId: market.sets.editor, scope: market.places.e1 }],
    });
    const far = await listed('far@market.example');
    expect((await manager.request('GET', '/v1/invitations?search=far%40market')).body.total).toBe(
      0,
    );
    for (const act of ['resend', 'revoke', 'link']) {
      expect((await manager.request('POST', `/v1/invitations/${far.id}/${act}`)).body.code).toBe(
        'unknown_invitation',
      );
    }
  });
});

describe('correcting and copying', () => {
  it('sends the same invitation to the right address', async () => {
    const { body } = await invite(['wrnog@market.example']);
    const { invitationId } = body.results[0];
    expect(
      (await owner.request('PATCH', `/v1/invitations/${invitationId}`, { address: 'broken' })).body
        .code,
    ).toBe('invalid_address');
    expect(
      (
        await owner.request('PATCH', `/v1/invitations/${invitationId}`, {
          address: market.owner.address,
        })
      ).body.code,
    ).toBe('address_in_use');
    expect(
      (
        await owner.request('PATCH', `/v1/invitations/${invitationId}`, {
          address: ' Right@market.example ',
        })
      ).status,
    ).toBe(200);
    await deliver();
    expect(await listed('right@market.example')).toMatchObject({
      id: invitationId,
      status: 'waiting',
      delivery: { status: 'sent' },
    });
  });

  it('hands the link out once asked, and records that before', async () => {
    const { body } = await invite(['copy@market.example']);
    const { invitationId } = body.results[0];
    const link = await owner.request('POST', `/v1/invitations/${invitationId}/link`);
    expect(link.body.url).toMatch(/^http:\/\/localhost:4000\/activate#/);
    const { rows } = await query(
      `select actor_id, details->>'invitationId' as invitation from audit_events where kind = 'invitation.link_copied'`,
    );
    expect(rows).toContainEqual({ actor_id: market.owner.memberId, invitation: invitationId });
    await owner.request('POST', `/v1/invitations/${invitationId}/revoke`);
    expect((await owner.request('POST', `/v1/invitations/${invitationId}/link`)).body.code).toBe(
      'invitation_not_waiting',
    );
  });
});

describe('without a mail server', () => {
  it('people wait with a link to copy, and the demo shows the mail on a page', async () => {
    await using demo = await startTestServer({ config: { demo: true } });
    const other = await createMarketOrganization(demo.services);
    const client = await signInAs(demo, other.organizationId, other.owner);
    await client.request('POST', '/v1/invitations', {
      people: [{ address: 'caught@market.example' }],
      role: 'member',
      grants: [{ permissionSetId: other.sets.editor, scope: other.places.w1 }],
    });
    await deliverMails(demo.services, other.organizationId);
    const { data } = (await client.request('GET', '/v1/invitations')).body;
    expect(data[0]).toMatchObject({ status: 'waiting', delivery: { status: 'no_mail_server' } });
    const { body: box } = await client.request('GET', '/v1/mailbox');
    expect(box.data[0]).toMatchObject({
      to: 'caught@market.example',
      subject: expect.stringContaining('invited you'),
    });
    expect((await owner.request('GET', '/v1/mailbox')).status).toBe(404);
  });
});
