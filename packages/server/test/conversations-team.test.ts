import type { PermissionSetId } from '@latchkey/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../src/ids.ts';
import { addMember } from './add-member.ts';
import { createTestOrganization, type TestOrganization } from './create-test-organization.ts';
import { signInAs, type TestClient } from './sign-in-as.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: TestClient;
let admin: TestClient;

const roleId = (key: 'admin' | 'teammate'): PermissionSetId => {
  const found = organization.sets.get(key);
  if (!found) throw new Error(`There is no role \`${key}\`.`);
  return found;
};

/** A switch of the page of access permissions: what the role holds from now on. */
async function change(as: TestClient, key: 'admin' | 'teammate', update: object) {
  const { body: set } = await owner.request('GET', `/v1/permission-sets/${roleId(key)}`);
  return as.request('PATCH', `/v1/permission-sets/${roleId(key)}`, update, {
    'if-match': set.etag,
  });
}

async function switchOn(key: 'admin' | 'teammate', permission: string) {
  const { body: set } = await owner.request('GET', `/v1/permission-sets/${roleId(key)}`);
  const permissions = [...set.permissions, permission];
  expect((await change(owner, key, { permissions })).status).toBe(200);
}

let invited = 0;
const invite = (as: TestClient, role: 'owner' | 'member', ...sets: readonly string[]) =>
  as.request('POST', '/v1/invitations', {
    people: [{ address: `new${++invited}@team.example` }],
    role,
    grants: sets.map((permissionSetId) => ({
      permissionSetId,
      scope: organization.organizationId,
    })),
  });
const outcome = async (answer: ReturnType<typeof invite>) => {
  const { body } = await answer;
  const [result] = body.results ?? [];
  return result?.problem?.code ?? result?.result ?? body.code;
};

beforeAll(async () => {
  server = await startTestServer();
  const { services } = server;
  organization = await createTestOrganization(services, { modelKey: 'conversations' });
  owner = await signInAs(server, organization.organizationId, organization.owner);
  const adam = await addMember(services, organization.organizationId, {
    grants: [{ grantId: newId('grt'), setId: roleId('admin'), scope: organization.organizationId }],
  });
  admin = await signInAs(server, organization.organizationId, adam);
});
afterAll(() => server[Symbol.asyncDispose]());

test('each person has exactly one role', async () => {
  expect(await outcome(invite(owner, 'member', roleId('admin'), roleId('teammate')))).toBe(
    'one_set_per_person',
  );
  expect(await outcome(invite(owner, 'member', roleId('teammate')))).toBe('invited');
});

test('before team settings are opened to a role, nobody in it sees or adds people', async () => {
  expect((await admin.request('GET', '/v1/members')).body.data ?? []).toHaveLength(0);
  expect(await outcome(invite(admin, 'member', roleId('teammate')))).not.toBe('invited');
});

test('opened to a role, the access permissions can be read, and only owners change them', async () => {
  await switchOn('admin', 'team.permissions.view');
  const { body } = await admin.request('GET', '/v1/permission-sets');
  expect(body.data.map(({ name }: { name: string }) => name)).toEqual(['Admin', 'Teammate']);
  expect(body.data.map(({ cannotChange }: { cannotChange: string }) => cannotChange)).toEqual([
    'owners_only',
    'owners_only',
  ]);
  const refused = await change(admin, 'teammate', { restrictions: ['hide-contact-number'] });
  expect(refused.status).toBe(403);
  const made = await admin.request('POST', '/v1/permission-sets', {
    name: 'Night shift',
    permissions: ['inbox.conversation.view'],
  });
  expect(made.status).toBe(403);
});

test('opened to a role, team settings let it add members within what it may do itself, and no owner', async () => {
  await switchOn('admin', 'team.settings.manage');
  expect(await outcome(invite(admin, 'member', roleId('teammate')))).toBe('invited');
  expect(await outcome(invite(admin, 'member', roleId('admin')))).toBe('invited');
  expect(await outcome(invite(admin, 'owner'))).toBe('owners_only');
});

test('whose role hides numbers hands out no role that shows them', async () => {
  expect((await change(owner, 'admin', { restrictions: ['hide-contact-number'] })).status).toBe(
    200,
  );
  expect(await outcome(invite(admin, 'member', roleId('teammate')))).not.toBe('invited');
  expect(await outcome(invite(admin, 'member', roleId('admin')))).toBe('invited');
  expect((await change(owner, 'teammate', { restrictions: ['hide-contact-number'] })).status).toBe(
    200,
  );
  expect(await outcome(invite(admin, 'member', roleId('teammate')))).toBe('invited');
});

test('whose role hides numbers manages those whose role hides them too, and nobody else', async () => {
  const { services } = server;
  const add = (key: 'admin' | 'teammate') =>
    addMember(services, organization.organizationId, {
      grants: [{ grantId: newId('grt'), setId: roleId(key), scope: organization.organizationId }],
    });
  const suspend = async ({ memberId }: Awaited<ReturnType<typeof add>>) =>
    (await admin.request('POST', `/v1/members/${memberId}/suspend`, {})).status;
  expect(await suspend(await add('teammate'))).toBe(200);
  expect((await change(owner, 'teammate', { restrictions: [] })).status).toBe(200);
  expect(await suspend(await add('teammate'))).toBe(403);
});
