import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addMember } from '../../test/add-member.ts';
import { createTestOrganization } from '../../test/create-test-organization.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import { commit } from './commit.ts';

// The negative control of the races: the door with its lock taken away.
vi.mock('./lock-organization.ts', async (original) => {
  const real = await original<typeof import('./lock-organization.ts')>();
  return { ...real, lockOrganization: real.lookAtOrganization };
});

let one: TestServices;
let other: TestServices;

beforeAll(async () => {
  one = await startTestServices();
  other = await startTestServices({ sharing: one });
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await one[Symbol.asyncDispose]();
});

test('without the lock two changes at once take the same revision, and only the log’s key stops the second', async () => {
  const { organizationId, owner } = await createTestOrganization(one);
  const second = await addMember(one, organizationId);
  const suspend = (services: TestServices, by: typeof owner, whom: typeof owner) =>
    commit(services, organizationId, {
      ...by.as,
      operations: [{ type: 'member.suspend', memberId: whom.memberId }],
      // Both have planned before either has written the log.
      alongside: () => new Promise((resolve) => setTimeout(resolve, 100)),
    });
  const outcomes = await Promise.allSettled([
    suspend(one, owner, second),
    suspend(other, second, owner),
  ]);
  const failures = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [String(outcome.reason)] : [],
  );
  expect(failures).toEqual([expect.stringMatching(/change(s|_objects)_pkey/)]);
});
