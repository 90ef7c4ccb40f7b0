import { expect, test } from 'vitest';
import { signInAs } from '../../../test/sign-in-as.ts';
import { startTestServer } from '../../../test/start-test-server.ts';
import { acceptAsNewUser } from '../../../test/test-member.ts';
import { createOrganization } from './create-organization.ts';

test('an optional type of places is off once no such place is open, and is then offered nowhere', async () => {
  await using server = await startTestServer();
  const { organizationId, owner: invited } = await createOrganization(server.services, {
    name: 'Corner Shops',
    modelKey: 'loyalty',
    owner: { address: 'olga@corner.example', name: 'Olga' },
  });
  const person = await acceptAsNewUser(server.services, organizationId, {
    ...invited,
    address: 'olga@corner.example',
  });
  const client = await signInAs(server, organizationId, person);
  const concept = { type: 'concept', code: 'HB', name: 'Hearth', parents: [] };
  const created = await client.request('POST', '/v1/entities', concept);
  const switchOff = async (typesOff: string[]) => {
    const { etag } = (await client.request('GET', '/v1/organization')).body;
    return client.request('PATCH', '/v1/organization', { typesOff }, { 'if-match': etag });
  };
  expect((await switchOff(['concept'])).body.code).toBe('place_type_in_use');
  expect((await switchOff(['store'])).body.code).toBe('unknown_place_type');
  const { etag } = (await client.request('GET', `/v1/entities/${created.body.id}`)).body;
  await client.request(
    'PATCH',
    `/v1/entities/${created.body.id}`,
    { closed: true },
    { 'if-match': etag },
  );
  expect((await switchOff(['concept'])).status).toBe(200);
  expect((await client.request('GET', '/v1/model')).body.typesOff).toEqual(['concept']);
  const again = await client.request('POST', '/v1/entities', { ...concept, code: 'TR' });
  expect(again.body.code).toBe('place_type_off');
  const sample = await fetch(`${server.url}/v1/imports/sample.csv?kind=places`, {
    headers: { authorization: `Bearer ${client.token}` },
  });
  const [head] = (await sample.text()).split('\n');
  expect(head).toMatch(/zone/i);
  expect(head).not.toMatch(/concept/i);
});
