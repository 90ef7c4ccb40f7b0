import { promotionsDemo } from '@latchkey/models';
import { expect, test } from 'vitest';
import { startTestServices } from '../../../test/start-test-services.ts';
import { verifyChain } from '../../change/verify-chain.ts';
import { acrossOrganizations } from '../../db/across-organizations.ts';
import { listOrganizations } from '../organization/list-organizations.ts';
import { seedDemo } from './seed-demo.ts';

test('the demo of the promotions model has its companies, its switches and everybody’s permissions', async () => {
  await using services = await startTestServices({ config: { demo: true } });
  const demo = promotionsDemo();
  await seedDemo(services, demo);
  const count = (sql: string) =>
    acrossOrganizations(services.db, 'list-organizations', async ({ client }) => {
      const { rows } = await client.query<{ count: number }>(sql);
      return rows[0]?.count ?? -1;
    });
  const [organization] = await listOrganizations(services.db);
  if (!organization) throw new Error('There is no organization.');
  expect(await verifyChain(services.db, organization.organizationId)).toEqual([]);
  expect(await count('select count(*)::integer from entities')).toBe(demo.entities.length);
  expect(
    await count("select count(*)::integer from entities where 'loyalty' = any(modules_off)"),
  ).toBe(2);
  expect(await count('select count(*)::integer from grants')).toBe(
    demo.people.reduce((sum, { grants }) => sum + grants.length, 0),
  );
});
