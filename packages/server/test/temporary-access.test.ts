import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestOrganization, type TestOrganization } from './create-test-organization.ts';
import { signInAs, type TestClient } from './sign-in-as.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';
import { newVisitor } from './visitor.ts';

// No job runs here: services without a worker are all there is. What ends, ends because it is asked about.

let server: TestServer;
let organization: TestOrganization;
let owner: TestClient;
let key: string;

beforeAll(async () => {
  server = await startTestServer();
  organization = await createTestOrganization(server.services, { modelKey: 'engagement' });
  owner = await signInAs(server, organization.organizationId, organization.owner);
  key = (await owner.request('POST', '/v1/keys', { name: 'Messages' })).body.secret;
});
afterAll(() => server[Symbol.asyncDispose]());

const password = 'a quiet blue morning';
const address = 'temp@agency.example';

/** Timers may fire a moment early; the clock decides. */
async function until(instant: number): Promise<void> {
  while (Date.now() < instant) await wait(Math.max(1, instant - Date.now()));
}

async function mayLookAtContacts(userId: string): Promise<unknown> {
  const answer = await fetch(
    `${server.url}/organizations/${organization.organizationId}/access/v1/evaluation`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        subject: { type: 'user', id: userId },
        action: { name: 'data.contact.view' },
        resource: { type: 'contact', id: '7' },
      }),
    },
  );
  expect(answer.status).toBe(200);
  const body: { decision?: unknown } = Object(await answer.json());
  return body.decision;
}

test('a temporary invitation gives access until the second in which it ends: then there is no session, no way to sign in, and nothing is held', async () => {
  const end = Math.ceil(Date.now() / 1000) * 1000 + 5000;
  const invited = await owner.request('POST', '/v1/invitations', {
    people: [{ address, name: 'Tess Temp' }],
    role: 'member',
    grants: [
      {
        permissionSetId: organization.sets.get('restricted-access'),
        scope: organization.organizationId,
      },
    ],
    accessEndsAt: new Date(end).toISOString(),
  });
  const { invitationId } = invited.body.results[0];
  const { body: link } = await owner.request('POST', `/v1/invitations/${invitationId}/link`);
  const person = newVisitor(server);
  const accepted = await person.request('POST', '/v1/activation/accept', {
    token: new URL(link.url).hash.slice(1),
    name: 'Tess Temp',
    password,
  });
  expect(accepted.status).toBe(200);
  const signIn = () => newVisitor(server).request('POST', '/v1/sign-in', { address, password });
  const session = () => person.request('GET', '/v1/session');
  const { userId } = (await session()).body;
  expect((await signIn()).status).toBe(200);

  await until(end - 1000);
  expect(await mayLookAtContacts(userId)).toBe(true);
  expect((await session()).status).toBe(200);
  expect(Date.now()).toBeLessThan(end);

  await until(end);
  expect(await mayLookAtContacts(userId)).toBe(false);
  expect((await session()).status).toBe(401);
  expect((await signIn()).body).toMatchObject({ code: 'no_active_membership' });
});

test('an invitation without an end gives access without one', async () => {
  const invited = await owner.request('POST', '/v1/invitations', {
    people: [{ address: 'stays@agency.example' }],
    role: 'member',
    grants: [
      {
        permissionSetId: organization.sets.get('restricted-access'),
        scope: organization.organizationId,
      },
    ],
  });
  const { memberId } = invited.body.results[0];
  const { body: member } = await owner.request('GET', `/v1/members/${memberId}`);
  expect(member.accessEndsAt).toBeNull();
});
