import type { ChangeId, OrganizationId } from '@latchkey/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember } from '../../test/add-member.ts';
import { createTestOrganization } from '../../test/create-test-organization.ts';
import { inviteOperation } from '../../test/invite-operation.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import type { TestMember } from '../../test/test-member.ts';
import { inOrganization } from '../db/in-organization.ts';
import { undoChange } from '../features/changes/undo-change.ts';
import { newId } from '../ids.ts';
import { type Committed, commit } from './commit.ts';
import { previewUndo } from './undo.ts';
import { verifyChain } from './verify-chain.ts';

let services: TestServices;
let organizationId: OrganizationId;
let owner: TestMember;

beforeAll(async () => {
  services = await startTestServices();
  ({ organizationId, owner } = await createTestOrganization(services));
});
afterAll(() => services[Symbol.asyncDispose]());

const member = (memberId: string) =>
  inOrganization(services.db, organizationId, (transaction) =>
    transaction
      .selectFrom('members')
      .select(['name', 'phone', 'address', 'status'])
      .where('member_id', '=', memberId as TestMember['memberId'])
      .executeTakeFirst(),
  );

const changeIdOf = ({ changeId }: Committed) => {
  if (changeId === null) throw new Error('Nothing was changed.');
  return changeId;
};

/** As the owner does it through the console. */
const undo = (changeId: ChangeId) =>
  undoChange(
    services,
    {
      organizationId,
      organizationName: 'Aurora Retail',
      selfServe: true,
      memberId: owner.memberId,
      memberName: 'Olga Owner',
      memberAddress: owner.address,
      userId: owner.userId,
      role: 'owner',
      accessEndsAt: null,
      hasPassword: false,
      sessionId: newId('ses'),
      signInId: newId('sgn'),
      expiresAt: new Date(Date.now() + 1_000_000),
      visit: null,
    },
    changeId,
  );

const rename = async (person: TestMember, name: string) =>
  changeIdOf(
    await commit(services, organizationId, {
      ...owner.as,
      operations: [{ type: 'member.update', memberId: person.memberId, name }],
    }),
  );

test('an undone change leaves the person as before, personal values included', async () => {
  const person = await addMember(services, organizationId);
  const before = await member(person.memberId);
  const changeId = changeIdOf(
    await commit(services, organizationId, {
      ...owner.as,
      operations: [
        { type: 'member.update', memberId: person.memberId, name: 'Other', phone: '+911234567890' },
      ],
    }),
  );
  expect((await undo(changeId)).plan).toMatchObject({ outcomes: ['applied'], problems: [] });
  expect(await member(person.memberId)).toEqual(before);
});

test('what was changed again since stays, and is named', async () => {
  const person = await addMember(services, organizationId);
  const first = await rename(person, 'First');
  await rename(person, 'Second');
  await expect(undo(first)).rejects.toMatchObject({
    code: 'changed_since',
    places: [{ subject: person.memberId }],
  });
  expect(await member(person.memberId)).toMatchObject({ name: 'Second' });
});

test('several changes to one person can be looked at together, newest first', async () => {
  const person = await addMember(services, organizationId);
  const changeIds: ChangeId[] = [];
  for (const name of ['First', 'Second', 'Third']) changeIds.unshift(await rename(person, name));
  const { plan, conflicts } = await previewUndo(services, organizationId, {
    ...owner.as,
    changeIds,
  });
  expect(conflicts).toEqual([]);
  expect(plan.effects).toMatchObject([
    { before: { name: 'Third' }, after: { name: `Person ${person.address}` } },
  ]);
});

test('an undone invitation is gone with everything it brought', async () => {
  const operations = Array.from({ length: 500 }, (_, index) =>
    inviteOperation({ address: `undone${index}@aurora.example` }),
  );
  const committed = await commit(services, organizationId, { ...owner.as, operations });
  const { plan } = await undo(changeIdOf(committed));
  expect(plan.problems).toEqual([]);
  expect(plan.effects.length).toBe(1_000);
  expect(await member(operations[0]?.memberId ?? '')).toBeUndefined();
  expect(await verifyChain(services.db, organizationId)).toEqual([]);
});

test('an invitation that was sent again since stays, and so does its person', async () => {
  const invite = inviteOperation({ address: 'again@aurora.example' });
  const committed = await commit(services, organizationId, { ...owner.as, operations: [invite] });
  await commit(services, organizationId, {
    ...owner.as,
    operations: [
      {
        type: 'invitation.resend',
        invitationId: invite.invitationId,
        linkEndsAt: Date.now() + 1_000_000,
      },
    ],
  });
  await expect(undo(changeIdOf(committed))).rejects.toMatchObject({ code: 'changed_since' });
  expect(await member(invite.memberId)).toMatchObject({ status: 'invited' });
});

test('a change that does not exist is not found', async () => {
  await expect(undo(newId('chg'))).rejects.toMatchObject({ code: 'not_found' });
});
