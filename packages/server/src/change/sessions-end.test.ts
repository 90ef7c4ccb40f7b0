import type { Operation, OrganizationId } from '@latchkey/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember } from '../../test/add-member.ts';
import { createTestOrganization } from '../../test/create-test-organization.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import type { TestMember } from '../../test/test-member.ts';
import { globally } from '../db/globally.ts';
import { inOrganization } from '../db/in-organization.ts';
import { newId } from '../ids.ts';
import { newSessionToken, newSignInToken } from '../tokens/secret-token.ts';
import { commit } from './commit.ts';

let services: TestServices;
let organizationId: OrganizationId;
let owner: TestMember;

beforeAll(async () => {
  services = await startTestServices();
  ({ organizationId, owner } = await createTestOrganization(services));
});
afterAll(() => services[Symbol.asyncDispose]());

async function signIn({ userId, memberId }: TestMember) {
  const signInId = newId('sgn');
  const expiresAt = new Date(Date.now() + 1_000_000);
  await globally(services.db, (transaction) =>
    transaction
      .insertInto('sign_ins')
      .values({
        sign_in_id: signInId,
        user_id: userId,
        token_hash: newSignInToken().hash,
        method: 'password',
        expires_at: expiresAt,
      })
      .execute(),
  );
  await inOrganization(services.db, organizationId, (transaction) =>
    transaction
      .insertInto('sessions')
      .values({
        organization_id: organizationId,
        session_id: newId('ses'),
        token_hash: newSessionToken(organizationId).hash,
        user_id: userId,
        member_id: memberId,
        sign_in_id: signInId,
        expires_at: expiresAt,
      })
      .execute(),
  );
}

const sessionsOf = ({ memberId }: TestMember) =>
  inOrganization(services.db, organizationId, async (transaction) => {
    const sessions = await transaction
      .selectFrom('sessions')
      .select('session_id')
      .where('member_id', '=', memberId)
      .execute();
    return sessions.length;
  });

const change = (...operations: Operation[]) =>
  commit(services, organizationId, { ...owner.as, operations });

test.each(['member.suspend', 'member.remove'] as const)(
  'with %s every session of the person ends in the same transaction',
  async (type) => {
    const person = await addMember(services, organizationId);
    const other = await addMember(services, organizationId);
    for (const member of [person, person, other]) await signIn(member);
    await change({ type, memberId: person.memberId });
    expect(await sessionsOf(person)).toBe(0);
    expect(await sessionsOf(other)).toBe(1);
  },
);

test('a session outlives a change that leaves the person active', async () => {
  const person = await addMember(services, organizationId);
  await signIn(person);
  await change({ type: 'member.update', memberId: person.memberId, name: 'Renamed' });
  expect(await sessionsOf(person)).toBe(1);
});
