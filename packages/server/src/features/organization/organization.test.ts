import { expect, test } from 'vitest';
import { createMarketOrganization } from '../../../test/market-organization.ts';
import { signInAs } from '../../../test/sign-in-as.ts';
import { startTestServer } from '../../../test/start-test-server.ts';

test('an owner reads and changes the settings; a member reads them', async () => {
  await using server = await startTestServer();
  const market = await createMarketOrganization(server.services);
  const owner = await signInAs(server, market.organizationId, market.owner);
  const person = await market.addMember(market.grant('manager', market.organizationId));
  const member = await signInAs(server, market.organizationId, person);

  expect((await owner.request('GET', '/v1/organization')).body).toMatchObject({
    id: market.organizationId,
    modelKey: 'market',
    ownerCount: 1,
    memberCount: 2,
    placeCount: 5,
    invitationDays: 7,
  });
  const update = { name: 'Northwind', allowedDomains: ['Market.Example'], invitationDays: 3 };
  const { etag } = (await owner.request('GET', '/v1/organization')).body;
  const change = (by: typeof owner, body: object, ifMatch?: string) =>
    by.request('PATCH', '/v1/organization', body, ifMatch ? { 'if-match': ifMatch } : {});
  expect((await change(owner, update)).status).toBe(428);
  expect((await change(owner, update, etag)).status).toBe(200);
  expect((await change(owner, { name: 'Other' }, etag)).status).toBe(412);
  expect((await member.request('GET', '/v1/organization')).body).toMatchObject({
    name: 'Northwind',
    allowedDomains: ['market.example'],
    invitationDays: 3,
  });
  const now = (await owner.request('GET', '/v1/organization')).body.etag;
  expect((await change(member, { name: 'Mine' }, now)).status).toBe(403);
  expect((await change(owner, { revision: 1 }, now)).status).toBe(400);
});

test('the model shows modules, places and what the reader holds', async () => {
  await using server = await startTestServer();
  const market = await createMarketOrganization(server.services);
  const owner = await signInAs(server, market.organizationId, market.owner);
  const person = await market.addMember(market.grant('editor', market.organizationId));
  const member = await signInAs(server, market.organizationId, person);

  const { body } = await owner.request('GET', '/v1/model');
  expect(body.held).toBe('*');
  expect(Object.keys(body.modules)).toEqual(['campaign', 'access']);
  expect(body.modules.campaign.permissions['campaign.publish'].requires).toEqual(['campaign.edit']);
  expect((await member.request('GET', '/v1/model')).body.held).toEqual([
    'campaign.edit',
    'campaign.read',
  ]);
});
