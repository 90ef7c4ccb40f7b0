import type { EntityId } from '@latchkey/engine';
import { expect, test } from 'vitest';
import { createPromotionsOrganization } from '../../../test/promotions-organization.ts';
import { startTestServer } from '../../../test/start-test-server.ts';
import type { TestMember } from '../../../test/test-member.ts';
import { createKey } from '../keys/create-key.ts';

const covered = { firstName: 'redacted', surname: 'redacted', email: 'redacted' };

test('a contact’s name and address are covered by the decision for whoever is no contact details viewer there', async () => {
  await using server = await startTestServer();
  const group = await createPromotionsOrganization(server.services);
  const alpha = await group.addCompany('ALPHA', true);
  const beta = await group.addCompany('BETA', true);
  const codes = new Map([
    [alpha, 'ALPHA'],
    [beta, 'BETA'],
  ]);
  const lou = await group.addMember('Lou', group.grant(alpha, ['company.use', 'loyalty.view']));
  const vic = await group.addMember(
    'Vic',
    group.grant(alpha, ['company.use', 'loyalty.contact.reveal', 'loyalty.view']),
    group.grant(beta, ['company.use', 'loyalty.view']),
  );
  const ada = await group.addMember('Ada', group.grant(alpha, ['company.administer']));
  const { organizationId, owner } = group;
  const { secret } = await createKey(server.services, { organizationId, ...owner }, 'Cases');
  const ask = async ({ memberId }: TestMember, company: EntityId, type = 'contact') => {
    const answer = await fetch(
      `${server.url}/organizations/${organizationId}/access/v1/evaluation`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          subject: { type: 'user', id: memberId },
          action: { name: 'loyalty.view' },
          resource: { type, id: 'any', properties: { company: codes.get(company) } },
          context: { supported_obligations: ['custom'] },
        }),
      },
    );
    // Said by the contract of the decision point.
    return (await answer.json()) as { decision: boolean; context?: object };
  };
  const masksOf = async (...asked: Parameters<typeof ask>) =>
    JSON.stringify((await ask(...asked)).context ?? {});
  expect((await ask(lou, alpha)).decision).toBe(true);
  for (const [field, way] of Object.entries(covered)) {
    expect(await masksOf(lou, alpha)).toContain(`"${field}":"${way}"`);
    expect(await masksOf(vic, beta)).toContain(`"${field}":"${way}"`);
    for (const person of [vic, ada, owner]) {
      expect(await masksOf(person, alpha)).not.toContain(field);
    }
  }
  expect(await masksOf(lou, alpha, 'account')).not.toContain('redacted');
});
