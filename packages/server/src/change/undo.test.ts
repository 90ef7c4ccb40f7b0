import type { ChangeId, OrganizationId } from '@latchkey/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember } from '../../test/add-member.ts';
import { createTestOrganization } from '../../test/create-test-organization.ts';
import { inviteOperation } from '../../test/invite-operation.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import type { TestMember } from '../../test/test-member.ts';
import { inOrganization } from '../db/in-organization.ts';
import { newId } from '../ids.ts';
import { type Committed, commit } from './commit.ts';
import { previewUndo, undoChanges } from './undo.ts';
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

test('an undone change leaves the person as before, personal values included', async () => {
  const person = await addMember(services, organizationId);
  const before = await member(person.memberId);
  const committed = await commit(services, organizationId, {
    ...owner.as,
    operations: [
      { type: 'member.update', memberId: person.memberId, name: 'Another', phone: '+911234567890' },
    ],
  });
  const request = { ...owner.as, changeIds: [changeIdOf(committed)] };
  expect(await previewUndo(services, organizationId, request)).toMatchObject({ conflicts: [] });
  const undone = await undoChanges(services, organizationId, request);
  expect(undone).toMatchObject({ undoneCount: 1, conflicts: [] });
  expect(await member(person.memberId)).toEqual(before);
});

test('what was changed again since stays, and is named', async () => {
  const person = await addMember(services, organizationId);
  const rename = (name: string) =>
    commit(services, organizationId, {
      ...owner.as,
      operations: [{ type: 'member.update', memberId: person.memberId, name }],
    });
  const first = await rename('First');
  await rename('Second');
  const undone = await undoChanges(services, organizationId, {
    ...owner.as,
    changeIds: [changeIdOf(first)],
  });
  expect(undone).toMatchObject({
    changes: [],
    undoneCount: 0,
    conflicts: [{ object: 'member', id: person.memberId, code: 'changed_since' }],
  });
  expect(await member(person.memberId)).toMatchObject({ name: 'Second' });
});

test('several changes are undone newest first', async () => {
  const person = await addMember(services, organizationId);
  const before = await member(person.memberId);
  const changeIds: ChangeId[] = [];
  for (const name of ['First', 'Second', 'Third'])
    changeIds.push(
      changeIdOf(
        await commit(services, organizationId, {
          ...owner.as,
          operations: [{ type: 'member.update', memberId: person.memberId, name }],
        }),
      ),
    );
  const undone = await undoChanges(services, organizationId, { ...owner.as, changeIds });
  expect(undone).toMatchObject({ undoneCount: 3, conflicts: [] });
  expect(await member(person.memberId)).toEqual(before);
});

test('an undone invitation is gone with everything it brought', async () => {
  const operations = Array.from({ length: 1_500 }, (_, index) =>
    inviteOperation({ address: `undone${index}@aurora.example` }),
  );
  const committed = await commit(services, organizationId, { ...owner.as, operations });
  const undone = await undoChanges(services, organizationId, {
    ...owner.as,
    changeIds: [changeIdOf(committed)],
  });
  expect(undone).toMatchObject({ undoneCount: 3_000, conflicts: [] });
  expect(undone.changes.length).toBe(2);
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
  const undone = await undoChanges(services, organizationId, {
    ...owner.as,
    changeIds: [changeIdOf(committed)],
  });
  expect(undone.changes).toEqual([]);
  expect(undone.conflicts.map(({ object }) => object).toSorted()).toEqual(['invitation', 'member']);
});

test('a change that does not exist is not found', async () => {
  const undone = undoChanges(services, organizationId, { ...owner.as, changeIds: [newId('chg')] });
  await expect(undone).rejects.toMatchObject({ code: 'not_found' });
});
