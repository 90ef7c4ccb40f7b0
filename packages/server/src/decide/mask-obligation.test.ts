import type { PermissionSetId } from '@latchkey/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember } from '../../test/add-member.ts';
import {
  createTestOrganization,
  type TestOrganization,
} from '../../test/create-test-organization.ts';
import { signInAs, type TestAnswer, type TestClient } from '../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import type { TestMember } from '../../test/test-member.ts';
import { newId } from '../ids.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: TestClient;
let key: string;
let tara: TestMember;
let adam: TestMember;

const setId = (name: string): PermissionSetId => {
  const found = organization.sets.get(name);
  if (!found) throw new Error(`There is no set \`${name}\`.`);
  return found;
};
const holding = (name: string, endsAt?: number) => ({
  grants: [
    {
      grantId: newId('grt'),
      setId: setId(name),
      scope: organization.organizationId,
      ...(endsAt !== undefined && { endsAt }),
    },
  ],
});
const restrict = async (name: string, restrictions: readonly string[]) => {
  const { body: set } = await owner.request('GET', `/v1/permission-sets/${setId(name)}`);
  const changed = await owner.request(
    'PATCH',
    `/v1/permission-sets/${setId(name)}`,
    { restrictions },
    { 'if-match': set.etag },
  );
  expect(changed.status).toBe(200);
};

beforeAll(async () => {
  server = await startTestServer();
  organization = await createTestOrganization(server.services, { modelKey: 'conversations' });
  owner = await signInAs(server, organization.organizationId, organization.owner);
  key = (await owner.request('POST', '/v1/keys', { name: 'Inbox' })).body.secret;
  tara = await addMember(server.services, organization.organizationId, holding('teammate'));
  adam = await addMember(server.services, organization.organizationId, holding('admin'));
  await restrict('teammate', ['hide-contact-number', 'hide-trait-data']);
});
afterAll(() => server[Symbol.asyncDispose]());

const supports = { supported_obligations: ['notification', 'custom'] };
const contact = { type: 'contact', id: '7' };
const question = ({ userId }: TestMember, overrides: object = {}) => ({
  subject: { type: 'user', id: userId },
  action: { name: 'inbox.conversation.view' },
  resource: contact,
  ...overrides,
});
async function ask(body: object, endpoint = 'evaluation'): Promise<TestAnswer['body']> {
  const answer = await fetch(
    `${server.url}/organizations/${organization.organizationId}/access/v1/${endpoint}`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
  );
  expect(answer.status).toBe(200);
  return answer.json();
}
const masked = {
  decision: true,
  context: {
    reason: 'granted',
    obligations: [
      {
        id: 'mask-fields',
        type: 'custom',
        properties: {
          vendor: 'latchkey',
          action: 'mask_fields',
          fields: { phone: 'country_code', traits: 'absent' },
        },
      },
    ],
  },
};
const refused = { decision: false, context: { reason: 'obligation_not_supported' } };

test('a caller that masks is told what to mask', async () => {
  expect(await ask(question(tara, { context: supports }))).toEqual(masked);
});

test('a caller that does not say it masks gets a no: it would show everything', async () => {
  for (const context of [
    undefined,
    null,
    {},
    { supported_obligations: [] },
    { supported_obligations: ['notification'] },
    { supported_obligations: 'custom' },
    { supported_obligations: { custom: true } },
  ]) {
    expect(await ask(question(tara, { context }))).toEqual(refused);
  }
});

test('where nothing is masked the answer is as plain as ever, whatever the caller can do', async () => {
  const plain = { decision: true, context: { reason: 'granted' } };
  expect(await ask(question(adam))).toEqual(plain);
  expect(await ask(question(adam, { context: supports }))).toEqual(plain);
  expect(await ask(question(tara, { resource: { type: 'conversation', id: '1' } }))).toEqual(plain);
  expect(await ask(question(organization.owner))).toEqual({
    decision: true,
    context: { reason: 'owner' },
  });
});

test('a no is a no for its own reason and masks nothing', async () => {
  const body = question(tara, { action: { name: 'users.contact.view' }, context: supports });
  expect(await ask(body)).toEqual({ decision: false, context: { reason: 'masked' } });
});

test('in a batch each question is answered for itself; an item’s context replaces the shared one', async () => {
  const { subject, action } = question(tara);
  const evaluations = [
    { resource: contact },
    { resource: contact, context: {} },
    { resource: { type: 'conversation', id: '1' } },
    { resource: contact, subject: { type: 'user', id: adam.userId } },
  ];
  const { evaluations: answers } = await ask(
    { subject, action, context: supports, evaluations },
    'evaluations',
  );
  expect(answers).toEqual([
    masked,
    refused,
    { decision: true, context: { reason: 'granted' } },
    { decision: true, context: { reason: 'granted' } },
  ]);
});

test('a yes that cannot be carried out ends a batch that stops at the first no', async () => {
  const { subject, action } = question(tara);
  const { evaluations } = await ask(
    {
      subject,
      action,
      evaluations: [{ resource: contact }, { resource: { type: 'conversation', id: '1' } }],
      options: { evaluations_semantic: 'deny_on_first_deny' },
    },
    'evaluations',
  );
  expect(evaluations).toEqual([refused]);
});

test('an answer may be kept no longer than what it masks stays the same', async () => {
  const endsAt = Date.now() + 3_600_000;
  const temp = await addMember(
    server.services,
    organization.organizationId,
    holding('teammate', endsAt),
  );
  expect((await ask(question(temp, { context: supports }))).context).toMatchObject({
    valid_until: new Date(endsAt).toISOString(),
    obligations: [{ type: 'custom' }],
  });
});

test('lifting the restriction shows again at the next question', async () => {
  await restrict('teammate', []);
  expect(await ask(question(tara))).toEqual({ decision: true, context: { reason: 'granted' } });
  await restrict('teammate', ['hide-contact-number', 'hide-trait-data']);
  expect(await ask(question(tara))).toEqual(refused);
});
