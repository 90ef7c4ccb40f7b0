import type { EntityId, MemberId } from '@latchkey/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { promotionsCases } from '../../../../models/test/promotions-case.ts';
import {
  createPromotionsOrganization,
  type PromotionsOrganization,
} from '../../../test/promotions-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import type { TestMember } from '../../../test/test-member.ts';
import { createKey } from '../keys/create-key.ts';

/** The rules of the model's table, as `packages/models/cases/README.md` describes them, over HTTP. */

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

type Case = (typeof promotionsCases)[number];

async function setUp(file: Case) {
  const organization = await createPromotionsOrganization(server.services);
  const companies = new Map<string, EntityId>();
  for (const { code, loyalty } of file.companies) {
    companies.set(code, await organization.addCompany(code, loyalty));
  }
  const scopeOf = (at: string) => companies.get(at) ?? organization.organizationId;
  const people = new Map<string, TestMember>([['owner', organization.owner]]);
  for (const { name, role, grants = [] } of file.members) {
    const held = grants.map(({ at, permissions }) => organization.grant(scopeOf(at), permissions));
    people.set(
      name,
      role === 'owner'
        ? await organization.addOwner(name)
        : await organization.addMember(name, ...held),
    );
  }
  const { organizationId, owner } = organization;
  const { secret } = await createKey(server.services, { organizationId, ...owner }, 'Cases');
  return { organization, companies, people, secret };
}

const clients = new Map<MemberId, TestClient>();
async function clientOf(organization: PromotionsOrganization, person: TestMember) {
  const known = clients.get(person.memberId);
  if (known) return known;
  const client = await signInAs(server, organization.organizationId, person);
  clients.set(person.memberId, client);
  return client;
}

describe.each(promotionsCases)('$story', (file) => {
  let world: Awaited<ReturnType<typeof setUp>>;
  beforeAll(async () => {
    world = await setUp(file);
  });
  const personOf = (name: string): TestMember => {
    const person = world.people.get(name);
    if (!person) throw new Error(`There is nobody called \`${name}\`.`);
    return person;
  };

  // The whole organization is no row of a table: what is given there goes through a person's whole access.
  test.each(file.attempts)('$title', async ({ by, member, at, permissions, refused, others }) => {
    const { organization, companies } = world;
    const client = await clientOf(organization, personOf(by ?? 'owner'));
    const { memberId } = personOf(member);
    const company = companies.get(at);
    const answer =
      company === undefined
        ? await client.request('PUT', `/v1/members/${memberId}/access?dryRun=true`, {
            role: 'member',
            grants: [{ scope: organization.organizationId, permissions }],
          })
        : await client.request(
            'PUT',
            `/v1/entities/${company}/members/${memberId}/permissions`,
            { permissions },
            { 'if-match': await etagOf(organization, company, memberId) },
          );
    if (refused === undefined) return expect(answer.status).toBe(200);
    // Whoever does not see the company, or manages nobody in it, is not told why.
    const codes = codesOf(answer.body);
    const kept = codes.some((code) => code === 'not_found' || code === 'forbidden');
    if (by === undefined || !kept) expect(codes).toContain(refused);
    if (others) expect(JSON.stringify(answer.body)).toContain(others[0]);
  });

  test.each(file.questions)('$title', async ({ member, permission, at, decision, reason }) => {
    const { organizationId } = world.organization;
    const answer = await fetch(
      `${server.url}/organizations/${organizationId}/access/v1/evaluation`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${world.secret}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          subject: { type: 'user', id: personOf(member).memberId },
          action: { name: permission },
          resource: { type: 'company', id: at },
        }),
      },
    );
    expect(await answer.json()).toMatchObject({ decision, context: { reason } });
  });
});

const codesOf = (body: {
  code?: string;
  problems?: { code: string }[];
  errors?: { code: string }[];
}) => [
  body.code,
  ...(body.problems ?? []).map(({ code }) => code),
  ...(body.errors ?? []).map(({ code }) => code),
];

async function etagOf(organization: PromotionsOrganization, company: EntityId, memberId: MemberId) {
  const owner = await clientOf(organization, organization.owner);
  const { body } = await owner.request('GET', `/v1/entities/${company}/access-table?limit=100`);
  return body.data.find((row: { memberId: MemberId }) => row.memberId === memberId)?.etag ?? '"0"';
}
