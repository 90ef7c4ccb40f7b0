import { evaluate, type OrganizationId, snapshotRevision } from '@latchkey/engine';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addMember } from '../../test/add-member.ts';
import { createTestOrganization } from '../../test/create-test-organization.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import type { TestMember } from '../../test/test-member.ts';
import { newId } from '../ids.ts';
import { commit } from './commit.ts';

let one: TestServices;
let other: TestServices;
let organizationId: OrganizationId;
let owner: TestMember;
let second: TestMember;

beforeAll(async () => {
  one = await startTestServices();
  other = await startTestServices({ sharing: one });
  ({ organizationId, owner } = await createTestOrganization(one));
  second = await addMember(one, organizationId);
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await one[Symbol.asyncDispose]();
});

const mayInvite = (snapshot: Parameters<typeof evaluate>[0], { memberId }: TestMember) =>
  evaluate(
    snapshot,
    { memberId, permission: 'access.member.invite', place: organizationId },
    Date.now(),
  ).allowed;

const suspend = (services: TestServices, by: TestMember, whom: TestMember) =>
  commit(services, organizationId, {
    ...by.as,
    operations: [{ type: 'member.suspend', memberId: whom.memberId }],
  });

const resume = (services: TestServices, by: TestMember, whom: TestMember) =>
  commit(services, organizationId, {
    ...by.as,
    operations: [{ type: 'member.resume', memberId: whom.memberId }],
  });

describe('what one process changes', () => {
  test('is in the answer of another to a question with the revision', async () => {
    for (let round = 0; round < 20; round++) {
      expect(mayInvite(await other.snapshots.current(organizationId), second)).toBe(true);
      const { revision } = await suspend(one, owner, second);
      const token = one.revisions.of(organizationId, revision);
      const asked = other.revisions.read(organizationId, token);
      expect(asked).toBe(revision);
      const snapshot = await other.snapshots.atLeast(organizationId, Number(asked));
      expect(mayInvite(snapshot, second)).toBe(false);
      const resumed = await resume(other, owner, second);
      await one.snapshots.atLeast(organizationId, resumed.revision);
    }
  });

  test('reaches another that nobody asks, within a moment', async () => {
    await other.snapshots.current(organizationId);
    const { revision } = await suspend(one, owner, second);
    await vi.waitFor(async () => {
      const snapshot = await other.snapshots.current(organizationId);
      expect(snapshotRevision(snapshot)).toBe(revision);
      expect(mayInvite(snapshot, second)).toBe(false);
    });
    await resume(one, owner, second);
  });

  test('reaches another that had lost its connection', async () => {
    await other.snapshots.current(organizationId);
    const admin = new pg.Client(one.database.connection);
    await admin.connect();
    const { rowCount } = await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'latchkey_changes'`,
    );
    await admin.end();
    expect(rowCount).toBeGreaterThanOrEqual(2);
    const { revision } = await suspend(one, owner, second);
    await vi.waitFor(
      async () =>
        expect(snapshotRevision(await other.snapshots.current(organizationId))).toBe(revision),
      { timeout: 5_000 },
    );
    await resume(one, owner, second);
  });

  test('that has not happened yet is answered with `behind`, never with something older', async () => {
    const { revision } = await suspend(one, owner, second);
    await resume(one, owner, second);
    await expect(other.snapshots.atLeast(organizationId, revision + 100)).rejects.toMatchObject({
      code: 'behind',
    });
  });
});

describe('two owners who suspend each other at the same moment', () => {
  test('never leave the organization without an owner', async () => {
    for (let round = 0; round < 200; round++) {
      const outcomes = await Promise.allSettled([
        suspend(one, owner, second),
        suspend(other, second, owner),
      ]);
      const done = outcomes.filter((outcome) => outcome.status === 'fulfilled');
      expect(done.length).toBe(1);
      const [failed] = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason] : [],
      );
      expect(failed).toMatchObject({ name: 'ProblemError' });
      const [winner, loser] =
        outcomes[0]?.status === 'fulfilled' ? [owner, second] : [second, owner];
      await resume(one, winner, loser);
    }
  }, 180_000);

  test('leave it without one when each counts first and writes then', async () => {
    const left = new pg.Client(one.database.connection);
    const right = new pg.Client(one.database.connection);
    await Promise.all([left.connect(), right.connect()]);
    const owners = async (client: pg.Client) => {
      const { rows } = await client.query<{ count: string }>(
        `select count(*) from members where organization_id = $1 and role = 'owner' and status = 'active'`,
        [alone.organizationId],
      );
      return Number(rows[0]?.count);
    };
    const alone = await createTestOrganization(one);
    const beside = await addMember(one, alone.organizationId);
    await Promise.all([left.query('begin'), right.query('begin')]);
    expect(await Promise.all([owners(left), owners(right)])).toEqual([2, 2]);
    const write = `update members set status = 'suspended' where organization_id = $1 and member_id = $2`;
    await left.query(write, [alone.organizationId, beside.memberId]);
    await right.query(write, [alone.organizationId, alone.owner.memberId]);
    await Promise.all([left.query('commit'), right.query('commit')]);
    expect(await owners(left)).toBe(0);
    await Promise.all([left.end(), right.end()]);
  });
});

test('two processes that start on an organization load it once each', async () => {
  const fresh = await startTestServices({ sharing: one });
  const [first, again] = await Promise.all([
    fresh.snapshots.current(organizationId),
    fresh.snapshots.current(organizationId),
  ]);
  expect(first).toBe(again);
  await expect(fresh.snapshots.current(newId('org'))).rejects.toMatchObject({ code: 'not_found' });
  await fresh[Symbol.asyncDispose]();
});
