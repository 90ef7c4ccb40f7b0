import type { AccessAdvice } from '@latchkey/contract';
import type { EntityId, Operation, PermissionSetId, Scope } from '@latchkey/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMember } from '../../test/add-member.ts';
import {
  createTestOrganization,
  type TestOrganization,
} from '../../test/create-test-organization.ts';
import { signInAs, type TestClient } from '../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import type { TestMember } from '../../test/test-member.ts';
import { commit } from '../change/commit.ts';
import { newId } from '../ids.ts';

// Zone West with four stores, zone East with two. At each store of West somebody answers customers and
// somebody sees reports; one service desk lead works in East.

let server: TestServer;
let organization: TestOrganization;
let owner: TestClient;
let manager: TestClient;
let colleague: TestMember;
const west = newId('ent');
const east = newId('ent');
const stores = Array.from({ length: 4 }, () => newId('ent'));
const eastern = Array.from({ length: 2 }, () => newId('ent'));

beforeAll(async () => {
  server = await startTestServer();
  organization = await createTestOrganization(server.services);
  const place = (entityId: EntityId, entityType: string, code: string, ...parents: EntityId[]) =>
    ({
      type: 'entity.create',
      entityId,
      entityType,
      code,
      name: code,
      parents,
    }) satisfies Operation;
  await commit(server.services, organization.organizationId, {
    actor: { type: 'system', name: 'test' },
    authority: { kind: 'system' },
    channel: 'system',
    operations: [
      place(west, 'zone', 'West'),
      place(east, 'zone', 'East'),
      ...stores.map((id, at) => place(id, 'store', `W${at}`, west)),
      ...eastern.map((id, at) => place(id, 'store', `E${at}`, east)),
    ],
  });
  for (const store of stores) {
    colleague = await member('member-care-agent', store);
    await member('reports-viewer', store);
  }
  await member('service-desk-lead', eastern[0] ?? east);
  const zoneManager = await member('zone-manager', west);
  owner = await signInAs(server, organization.organizationId, organization.owner);
  manager = await signInAs(server, organization.organizationId, zoneManager);
});
afterAll(() => server[Symbol.asyncDispose]());

const setOf = (key: string): PermissionSetId => organization.sets.get(key) ?? 'pst_';
const member = (key: string, scope: Scope) =>
  addMember(server.services, organization.organizationId, {
    role: 'member',
    grants: [{ grantId: newId('grt'), setId: setOf(key), scope }],
  });

type Asked = readonly [key: string, scope: Scope, times?: { endsAt?: string; startsAt?: string }];
const grantsOf = (asked: readonly Asked[]) =>
  asked.map(([key, scope, times]) => ({ permissionSetId: setOf(key), scope, ...times }));

/** What is advised when somebody new is to get this. */
async function adviceTo(
  client: TestClient,
  asked: readonly Asked[],
  role: 'owner' | 'member' = 'member',
): Promise<AccessAdvice[]> {
  const { body } = await client.request('POST', '/v1/invitations?dryRun=true', {
    people: [{ address: 'new@aurora.example' }],
    role,
    grants: grantsOf(asked),
  });
  return body.advice;
}
const advised = async (...asked: Asked[]) => (await adviceTo(owner, asked)).map(({ text }) => text);
const [w0 = west, w1 = west] = stores;

describe('advice on access that is put together', () => {
  it('is silent where the access is what the people there hold', async () => {
    expect(await advised(['member-care-agent', w0])).toEqual([]);
    expect(await advised(['member-care-agent', w0], ['reports-viewer', w0])).toEqual([]);
  });

  it('names a set whose permissions are all in another one at the same place', async () => {
    expect(await advised(['reports-viewer', west], ['store-manager', west])).toContain(
      'Everything in Reports viewer is already in Store manager. Reports viewer can be left out.',
    );
    expect(
      await advised(['reports-viewer', w0], ['reports-viewer', w1], ['store-manager', w0]),
    ).toContain(
      'Everything in Reports viewer is already in Store manager. That holds at 1 of its 2 places.',
    );
  });

  it('does not call a set included that lasts longer than the wider one', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const said = await advised(['reports-viewer', west], ['store-manager', west, { endsAt: soon }]);
    expect(said.join()).not.toContain('already in');
  });

  it('names places that lie in another one with the same set', async () => {
    expect(await advised(['reports-viewer', west], ['reports-viewer', w0])).toContain(
      'Reports viewer at Store W0 · W0 is included already: it is given in West zone.',
    );
    expect(
      await advised(['reports-viewer', west], ['reports-viewer', w0], ['reports-viewer', w1]),
    ).toContain('Reports viewer at these 2 places is included already: it is given in West zone.');
  });

  it('says that nobody there holds a set, and which narrower one they do hold', async () => {
    expect((await advised(['service-desk-lead', west]))[0]).toBe(
      'None of the 9 people in West zone holds Service desk lead, or a set with all of it. ' +
        'Service desk lead is wider than Member care agent, which 4 of them hold, by 7 permissions, ' +
        '4 of them marked: Issue coupons, Merge customers, Give goodwill points and Correct points.',
    );
  });

  it('does not compare with fewer than three people', async () => {
    expect(await advised(['campaign-publisher', eastern[1] ?? east])).toEqual([]);
  });

  it('says where a set reaches wider than for anybody who holds it', async () => {
    expect(await advised(['member-care-agent', organization.organizationId])).toEqual([
      'The 4 people who hold Member care agent have it at Store W0 · W0 at the most. In the whole organization it reaches every place, later ones too.',
    ]);
    expect(await advised(['member-care-agent', west])).toEqual([
      'The 4 people who hold Member care agent have it at Store W0 · W0 at the most. In West zone it reaches 4 stores, later ones too.',
    ]);
    expect(await advised(['campaign-editor', organization.organizationId])).toContain(
      'Campaign editor in the whole organization reaches every place, later ones too. Choose places if some are enough.',
    );
  });

  it('names what an owner is, and points at the step where each can be changed', async () => {
    expect((await adviceTo(owner, [], 'owner')).map(({ about }) => about)).toEqual(['type']);
    const advice = await adviceTo(owner, [
      ['reports-viewer', west],
      ['store-manager', west],
      ['reports-viewer', w0],
    ]);
    expect(new Set(advice.map(({ about }) => about))).toEqual(new Set(['where', 'what']));
  });

  it('counts only people whom the asker sees, and offers only what the asker may hand out', async () => {
    const here = (await adviceTo(manager, [['campaign-publisher', west]])).map(({ text }) => text);
    expect(here).toEqual([]);
    const elsewhere = await adviceTo(manager, [['store-operations', east]]);
    expect(elsewhere).toEqual([]);
    const [unusual] = await adviceTo(manager, [['store-manager', w0]]);
    expect(unusual).toBeUndefined();
  });
});

describe('the same advice', () => {
  const changeOf = async (asked: readonly Asked[]): Promise<AccessAdvice[]> => {
    const path = `/v1/members/${colleague.memberId}`;
    const { headers } = await owner.request('GET', path);
    const { body } = await owner.request(
      'PUT',
      `${path}/access?dryRun=true`,
      { role: 'member', grants: grantsOf(asked) },
      { 'if-match': headers.get('etag') ?? '' },
    );
    return body.advice;
  };

  it('is given when the access of one person is changed, on what is new', async () => {
    const last = stores[3] ?? west;
    expect(await changeOf([['member-care-agent', last]])).toEqual([]);
    const texts = (
      await changeOf([
        ['member-care-agent', last],
        ['service-desk-lead', west],
      ])
    ).map(({ text }) => text);
    expect(texts[0]).toBe(
      'Everything in Member care agent is already in Service desk lead. Member care agent can be left out.',
    );
    // The person who is changed is not a colleague of theirs.
    expect(texts[1]).toMatch(/^None of the 8 people in West zone holds Service desk lead/);
  });

  it('is given when sets are added to many', async () => {
    const { body } = await owner.request('POST', '/v1/members/bulk?dryRun=true', {
      selection: { kind: 'members', memberIds: [colleague.memberId] },
      act: { type: 'addGrants', grants: grantsOf([['service-desk-lead', west]]) },
    });
    expect(body.advice.map(({ about }: AccessAdvice) => about)).toEqual(['what']);
  });
});

describe('where everybody has one set', () => {
  it('says of the widest that it has all that the others have, and nothing of places', async () => {
    const engaged = await createTestOrganization(server.services, { modelKey: 'engagement' });
    const { organizationId, sets } = engaged;
    const asks = await signInAs(server, organizationId, engaged.owner);
    const adviceFor = async (key: string) => {
      const { body } = await asks.request('POST', '/v1/invitations?dryRun=true', {
        people: [{ address: 'new@aurora.example' }],
        role: 'member',
        grants: [{ permissionSetId: sets.get(key), scope: organizationId }],
      });
      return body.advice;
    };
    expect(await adviceFor('full-admin')).toEqual([
      {
        about: 'what',
        text: expect.stringMatching(
          /^Full admin has everything that the other role has, and more: \d+ permissions, \d+ of them marked: /,
        ),
      },
    ]);
    expect(await adviceFor('restricted-access')).toEqual([]);
  });
});
