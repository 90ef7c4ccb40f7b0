import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyWaitingImports } from '../src/features/imports/unfinished-imports.ts';
import { newId } from '../src/ids.ts';
import { importClient } from './import-client.ts';
import { createMarketOrganization, type MarketOrganization } from './market-organization.ts';
import { signInOperator, type TestOperator } from './operator.ts';
import {
  createPromotionsOrganization,
  type PromotionsOrganization,
} from './promotions-organization.ts';
import { signInAs, type TestAnswer, type TestClient } from './sign-in-as.ts';
import { startIdentityProvider, type TestIdentityProvider } from './start-identity-provider.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

let server: TestServer;
let provider: TestIdentityProvider;
let market: MarketOrganization;
let group: PromotionsOrganization;
let owner: TestClient;
let other: TestClient;
let groupOwner: TestClient;
let operator: TestOperator;

beforeAll(async () => {
  provider = await startIdentityProvider('http://localhost:4000', []);
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  group = await createPromotionsOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  const second = await market.addMember(market.grant('editor', market.places.w1));
  await market.change({ type: 'member.setRole', memberId: second.memberId, role: 'owner' });
  other = await signInAs(server, market.organizationId, second);
  groupOwner = await signInAs(server, group.organizationId, group.owner);
  operator = await signInOperator(server);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

/** Asked with a body, and yet nothing but questions. */
const questions = [
  'POST /v1/access-checks',
  'POST /v1/activation/look',
  'POST /v1/identity-provider/test',
  'POST /v1/invitations/check',
  'POST /v1/invitations/sign-in-names',
  'POST /v1/permission-sets/{id}/affected.csv',
];
/** A question of a module, on the decision endpoints. */
const decisions = /^POST \/organizations\/\{organizationId\}\/access\/v1\//;
/** The caller's own way in and out: nobody's access, no entry in an organization's log. */
const ownSignIn = [
  'DELETE /v1/sessions',
  'DELETE /v1/sessions/{id}',
  'POST /v1/operator/organizations/{id}/visit/session',
  'POST /v1/password/change',
  'POST /v1/password/reset',
  'POST /v1/password/reset-request',
  'POST /v1/sign-in',
  'POST /v1/sign-in/link',
  'POST /v1/sign-in/organization',
  'POST /v1/sign-out',
];
/** An invited person's own answer: what it would give is what `/v1/activation/look` tells. */
const invitedPersons = [
  'POST /v1/activation/accept',
  'POST /v1/activation/ask-again',
  'POST /v1/activation/decline',
  'POST /v1/activation/provider',
];
/** An import before it is applied is itself the draft; stopping it changes nothing that was not applied. */
const drafts = [
  'PATCH /v1/imports/{id}/rows/{row}',
  'POST /v1/imports',
  'POST /v1/imports/{id}/cancel',
  'POST /v1/imports/{id}/replace-value',
  'PUT /v1/imports/{id}/columns',
  'PUT /v1/imports/{id}/mode',
];
/** A secret that is handed out, and recorded. */
const disclosures = ['POST /v1/invitations/{id}/link'];

interface Route {
  readonly name: string;
  readonly takesDryRun: boolean;
}

async function writingRoutes(): Promise<Route[]> {
  const answer = await fetch(`${server.url}/openapi.json`);
  const { paths } = (await answer.json()) as {
    paths: Record<string, Record<string, { parameters?: { name: string }[] }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => method !== 'get')
      .map(([method, { parameters = [] }]) => ({
        name: `${method.toUpperCase()} ${path}`,
        takesDryRun: parameters.some(({ name }) => name === 'dryRun'),
      })),
  );
}

interface Asked {
  readonly as?: Pick<TestClient, 'request'>;
  readonly path: string;
  readonly body?: unknown;
  /** Read from the object at this path for `If-Match`. */
  readonly matching?: string;
  readonly etag?: string;
}

let made = 0;
const address = () => `asked${++made}@market.example`;
const reason = 'Ticket 4711';
const invitation = () => ({
  people: [{ address: address() }],
  role: 'member',
  grants: [{ permissionSetId: market.sets.editor, scope: market.places.w1 }],
});
const invited = async (): Promise<string> =>
  (await owner.request('POST', '/v1/invitations', invitation())).body.results[0].invitationId;
const editor = async () =>
  (await market.addMember(market.grant('editor', market.places.w1))).memberId;
const removed = async () => {
  const memberId = await editor();
  await market.change({ type: 'member.remove', memberId });
  return memberId;
};
const ownSet = async () => {
  const setId = newId('pst');
  const permissions = ['campaign.read'];
  const named = { name: `Set ${++made}`, description: '' };
  await market.change({ type: 'permissionSet.create', setId, ...named, permissions, mayGrant: [] });
  return setId;
};
const asked = async () =>
  (await other.request('POST', '/v1/requests', { invitation: invitation(), reason })).body
    .requestId;
const uploaded = async () => {
  const row = `${address()},Hana Kim,,member,Campaign editor,store:W-1,`;
  const head = 'E-mail,Name,Phone,Type,Permission sets,Places,Access ends';
  return (await importClient(server, owner).upload('people', `${head}\n${row}`)).id;
};
const applied = async () => {
  const id = await uploaded();
  await owner.request('POST', `/v1/imports/${id}/apply`);
  await applyWaitingImports(server.services, market.organizationId);
  return id;
};
const visit = () => `/v1/operator/organizations/${market.organizationId}/visit`;

/** One request for each route that changes something, on something made for it. */
const examples: Record<string, () => Promise<Asked>> = {
  'POST /v1/invitations': async () => ({ path: '/v1/invitations', body: invitation() }),
  'POST /v1/invitations/{id}/resend': async () => ({
    path: `/v1/invitations/${await invited()}/resend`,
  }),
  'POST /v1/invitations/{id}/revoke': async () => ({
    path: `/v1/invitations/${await invited()}/revoke`,
  }),
  'PATCH /v1/invitations/{id}': async () => ({
    path: `/v1/invitations/${await invited()}`,
    body: { address: address() },
  }),
  'POST /v1/members/bulk': async () => ({
    path: '/v1/members/bulk',
    body: {
      selection: { kind: 'members', memberIds: [await editor()] },
      act: { type: 'suspend' },
    },
  }),
  'PATCH /v1/members/{id}': async () => {
    const path = `/v1/members/${await editor()}`;
    return { path, matching: path, body: { name: 'Someone Else' } };
  },
  'PUT /v1/members/{id}/access': async () => {
    const member = `/v1/members/${await editor()}`;
    const grants = [{ permissionSetId: market.sets.editor, scope: market.places.w2 }];
    return { path: `${member}/access`, matching: member, body: { role: 'member', grants } };
  },
  'POST /v1/members/{id}/suspend': async () => ({ path: `/v1/members/${await editor()}/suspend` }),
  'POST /v1/members/{id}/resume': async () => {
    const memberId = await editor();
    await market.change({ type: 'member.suspend', memberId });
    return { path: `/v1/members/${memberId}/resume` };
  },
  'POST /v1/members/{id}/remove': async () => ({ path: `/v1/members/${await editor()}/remove` }),
  'POST /v1/members/{id}/restore': async () => ({
    path: `/v1/members/${await removed()}/restore`,
    body: { withAccess: true },
  }),
  'PUT /v1/entities/{id}/members/{memberId}/permissions': async () => {
    const company = await group.addCompany(`C${++made}`, true);
    const { memberId } = await group.addMember(`Person ${made}`);
    return {
      as: groupOwner,
      path: `/v1/entities/${company}/members/${memberId}/permissions`,
      etag: (
        await groupOwner.request('GET', `/v1/entities/${company}/access-table`)
      ).body.data.find((row: { memberId: string }) => row.memberId === memberId).etag,
      body: { permissions: ['company.use'] },
    };
  },
  'POST /v1/changes/{id}/undo': async () => {
    const memberId = await editor();
    const { changeId } = await market.change({ type: 'member.suspend', memberId });
    return { path: `/v1/changes/${changeId}/undo` };
  },
  'POST /v1/entities': async () => ({
    path: '/v1/entities',
    body: { type: 'zone', code: `Z-${++made}`, name: 'North', parents: [] },
  }),
  'PATCH /v1/entities/{id}': async () => {
    const path = `/v1/entities/${market.places.east}`;
    return { path, matching: path, body: { name: `East ${++made}` } };
  },
  'POST /v1/permission-sets': async () => ({
    path: '/v1/permission-sets',
    body: { name: `Set ${++made}`, description: '', permissions: ['campaign.read'], mayGrant: [] },
  }),
  'PATCH /v1/permission-sets/{id}': async () => {
    const path = `/v1/permission-sets/${await ownSet()}`;
    return { path, matching: path, body: { permissions: [] } };
  },
  'DELETE /v1/permission-sets/{id}': async () => {
    const path = `/v1/permission-sets/${await ownSet()}`;
    return { path, matching: path, body: { replacementSetId: null } };
  },
  'PATCH /v1/organization': async () => ({
    path: '/v1/organization',
    matching: '/v1/organization',
    body: { name: `Market ${++made}` },
  }),
  'POST /v1/keys': async () => ({ path: '/v1/keys', body: { name: 'Till' } }),
  'DELETE /v1/keys/{id}': async () => {
    const { body } = await owner.request('POST', '/v1/keys', { name: 'Till' });
    return { path: `/v1/keys/${body.key.id}` };
  },
  'POST /v1/requests': async () => ({
    path: '/v1/requests',
    body: { invitation: invitation(), reason },
  }),
  'POST /v1/requests/{id}/approve': async () => {
    const path = `/v1/requests/${await asked()}`;
    const { digest } = (await owner.request('GET', path)).body;
    return { path: `${path}/approve`, body: { digest } };
  },
  'POST /v1/requests/{id}/decline': async () => ({
    path: `/v1/requests/${await asked()}/decline`,
    body: { reason },
  }),
  'POST /v1/requests/{id}/withdraw': async () => ({
    as: other,
    path: `/v1/requests/${await asked()}/withdraw`,
  }),
  'POST /v1/imports/{id}/apply': async () => ({ path: `/v1/imports/${await uploaded()}/apply` }),
  'POST /v1/imports/{id}/undo': async () => ({ path: `/v1/imports/${await applied()}/undo` }),
  'PUT /v1/identity-provider': async () => ({
    path: '/v1/identity-provider',
    body: {
      name: 'Own login',
      issuer: provider.issuer,
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
    },
  }),
  'DELETE /v1/identity-provider': async () => ({ path: '/v1/identity-provider' }),
  'POST /v1/operator/platform-keys': async () => ({
    as: operator,
    path: '/v1/operator/platform-keys',
    body: { name: 'Everywhere' },
  }),
  'DELETE /v1/operator/platform-keys/{id}': async () => {
    const path = '/v1/operator/platform-keys';
    const { body } = await operator.request('POST', path, { name: `Key ${++made}` });
    return { as: operator, path: `${path}/${body.key.id}` };
  },
  'POST /v1/operator/organizations': async () => ({
    as: operator,
    path: '/v1/operator/organizations',
    body: {
      name: 'New customer',
      modelKey: 'promotions',
      ownerAddress: address(),
      selfServe: true,
    },
  }),
  'POST /v1/operator/organizations:setSelfServe': async () => ({
    as: operator,
    path: '/v1/operator/organizations:setSelfServe',
    body: { organizationIds: [group.organizationId], selfServe: false, reason },
  }),
  'PUT /v1/operator/organizations/{id}/modules': async () => ({
    as: operator,
    path: `/v1/operator/organizations/${group.organizationId}/modules`,
    body: { scope: await group.addCompany(`C${++made}`, true), modulesOff: ['loyalty'], reason },
  }),
  'POST /v1/operator/organizations/{id}/visit': async () => ({
    as: operator,
    path: visit(),
    body: { reason },
  }),
  'POST /v1/operator/organizations/{id}/visit/writing': async () => ({
    as: operator,
    path: `${visit()}/writing`,
    body: { reason },
  }),
  'DELETE /v1/operator/organizations/{id}/visit': async () => ({ as: operator, path: visit() }),
};

/** Everything that the database holds, jobs included; when a session was last seen is no content. */
async function content(): Promise<Record<string, string>> {
  const { pool } = server.services.db;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'graphile_worker') and tablename <> '_private_known_crontabs' order by 1`,
  );
  const { rows } = await pool.query<{ name: string; digest: string }>(
    tables
      .map(
        ({ name }) =>
          `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t.row::text, '' order by t.row::text)), '') as digest
           from (select to_jsonb(r) - 'last_seen_at' - 'locked_at' - 'locked_by' as row from ${name} r) t`,
      )
      .join(' union all '),
  );
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}

async function ask(name: string, example: Asked, dryRun: boolean): Promise<TestAnswer> {
  const { as = owner, path, body, matching } = example;
  const method = name.split(' ')[0] ?? '';
  const read = async (from: string) => (await as.request('GET', from)).headers.get('etag');
  const etag = example.etag ?? (matching && !dryRun ? await read(matching) : null);
  return as.request(method, dryRun ? `${path}?dryRun=true` : path, body, {
    ...(etag && { 'if-match': etag }),
  });
}

describe('a draft of any change', () => {
  it('is told by the route that makes the change: those that do not tell it change nobody’s access and no log', async () => {
    const routes = await writingRoutes();
    const without = routes.filter(({ takesDryRun }) => !takesDryRun).map(({ name }) => name);
    expect(without.filter((name) => !decisions.test(name)).toSorted()).toEqual(
      [...questions, ...ownSignIn, ...invitedPersons, ...drafts, ...disclosures].toSorted(),
    );
    const taking = routes.filter(({ takesDryRun }) => takesDryRun).map(({ name }) => name);
    expect(Object.keys(examples).toSorted()).toEqual(taking.toSorted());
  });

  it.each(Object.keys(examples))('%s: changes nothing until it is meant', async (name) => {
    const example = await examples[name]?.();
    if (!example) throw new Error(`There is no example of ${name}.`);
    const before = await content();
    const draft = await ask(name, example, true);
    expect([draft.status, draft.body.code]).toEqual([200, undefined]);
    expect(draft.body).toHaveProperty('sentence');
    expect(draft.body.applies).not.toBe(false);
    expect(await content()).toEqual(before);
    const done = await ask(name, example, false);
    expect(done.status, JSON.stringify(done.body)).toBeLessThan(300);
    expect(await content()).not.toEqual(before);
  });
});
