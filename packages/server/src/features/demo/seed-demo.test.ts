import { engagementDemo, loyaltyDemo } from '@latchkey/models';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServices, type TestServices } from '../../../test/start-test-services.ts';
import { verifyChain } from '../../change/verify-chain.ts';
import { acrossOrganizations } from '../../db/across-organizations.ts';
import { listOrganizations } from '../organization/list-organizations.ts';
import { findDemoOwners } from './find-demo-owners.ts';
import { seedDemo } from './seed-demo.ts';

const demo = loyaltyDemo();
let services: TestServices;
let tookMs: number;

beforeAll(async () => {
  services = await startTestServices({ config: { demo: true } });
  const began = performance.now();
  await seedDemo(services, demo);
  tookMs = performance.now() - began;
});

afterAll(() => services[Symbol.asyncDispose]());

describe('the demo', () => {
  test('is one organization with all of its places and people, each in the state it is to have', async () => {
    expect(await listOrganizations(services.db)).toMatchObject([{ name: demo.name }]);
    expect(await count('select count(*)::integer from entities')).toBe(demo.entities.length);
    for (const state of ['active', 'suspended', 'removed'] as const) {
      const people = demo.people.filter((person) => person.state === state);
      const sql = `select count(*)::integer from members where status = '${state}'`;
      expect(await count(sql)).toBe(people.length);
    }
    const expired = demo.people.filter(({ state }) => state === 'expired').length;
    const waiting = demo.people.filter(({ state }) => state === 'waiting').length;
    const invitations = `select count(*)::integer from invitations where status = 'waiting'`;
    expect(await count(`${invitations} and link_ends_at < now()`)).toBe(expired);
    expect(await count(`${invitations} and link_ends_at > now()`)).toBe(waiting);
  });

  test('has a past in the order of time, whose chain holds', async () => {
    const [organization] = await listOrganizations(services.db);
    if (!organization) throw new Error('There is no organization.');
    expect(await verifyChain(services.db, organization.organizationId)).toEqual([]);
    const backwards = `select count(*)::integer from changes a join changes b
      on b.organization_id = a.organization_id and b.revision = a.revision + 1 where b.at < a.at`;
    expect(await count(backwards)).toBe(0);
    expect(await count('select count(*)::integer from changes where at > now()')).toBe(0);
  });

  test('sends nothing to its invented people, and shows the invitations that wait', async () => {
    expect(await count("select count(*)::integer from outbox_mails where status = 'queued'")).toBe(
      0,
    );
    const waiting = demo.people.filter(({ state }) => state === 'waiting' || state === 'expired');
    const shown = "select count(*)::integer from outbox_mails where status = 'no_mail_server'";
    expect(await count(shown)).toBe(waiting.length);
  });

  test('can be entered as its owner, whose address counts as proven', async () => {
    const [owner] = await findDemoOwners(services.db);
    expect(owner).toMatchObject({
      name: demo.people[0]?.name,
      organizationName: demo.name,
      model: 'Loyalty suite',
    });
    const { rows } = await services.db.pool.query(
      'select verified_at is not null as proven from users where user_id = $1',
      [owner?.userId],
    );
    expect(rows).toEqual([{ proven: true }]);
  });

  test('is there within seconds', () => {
    expect(tookMs).toBeLessThan(15_000);
  });

  test('of another model tells of invitations that were declined and taken back', async () => {
    const { people, ...rest } = engagementDemo();
    await seedDemo(services, { ...rest, people });
    for (const state of ['declined', 'revoked'] as const) {
      const wanted = people.filter((person) => person.state === state).length;
      const sql = `select count(*)::integer from invitations where status = '${state}'`;
      expect(wanted).toBeGreaterThan(0);
      expect(await count(sql)).toBe(wanted);
    }
  });
});

function count(sql: string): Promise<number> {
  return acrossOrganizations(services.db, 'list-organizations', async ({ client }) => {
    const { rows } = await client.query<{ count: number }>(sql);
    return rows[0]?.count ?? -1;
  });
}
