import { randomUUID } from 'node:crypto';
import {
  evaluate,
  type OrganizationId,
  type PermissionSetId,
  snapshotRevision,
} from '@latchkey/engine';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  createTestOrganization,
  type TestOrganization,
} from '../../test/create-test-organization.ts';
import { inviteOperation } from '../../test/invite-operation.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import { inOrganization } from '../db/in-organization.ts';
import { newId } from '../ids.ts';
import { commit, preview } from './commit.ts';

let services: TestServices;
let organization: TestOrganization;
let organizationId: OrganizationId;
let anySet: PermissionSetId;

beforeAll(async () => {
  services = await startTestServices();
  organization = await createTestOrganization(services);
  organizationId = organization.organizationId;
  const [set] = organization.sets.values();
  if (!set) throw new Error('The model has no permission set.');
  anySet = set;
});
afterAll(() => services[Symbol.asyncDispose]());
afterEach(() => void vi.restoreAllMocks());

const uniqueAddress = () => `person-${randomUUID()}@aurora.example`;
const granted = () => [{ grantId: newId('grt'), setId: anySet, scope: organizationId }] as const;
const invite = () => inviteOperation({ address: uniqueAddress(), grants: granted() });

function count(table: 'members' | 'invitations' | 'changes' | 'outbox_mails' | 'grants') {
  return inOrganization(services.db, organizationId, async (transaction) => {
    const { rows } = await transaction.client.query<{ count: number }>(
      `select count(*) from ${table}`,
    );
    return rows[0]?.count ?? 0;
  });
}

describe('a change', () => {
  test('is written whole: rows, mail, log entry and revision', async () => {
    const before = snapshotRevision(await services.snapshots.current(organizationId));
    const operation = invite();
    const committed = await commit(services, organizationId, {
      ...organization.owner.as,
      operations: [operation],
      reason: 'New in Delhi',
    });
    expect(committed.revision).toBe(before + 1);
    const found = await inOrganization(services.db, organizationId, async (transaction) => ({
      member: await transaction
        .selectFrom('members')
        .selectAll()
        .where('member_id', '=', operation.memberId)
        .executeTakeFirst(),
      mail: await transaction
        .selectFrom('outbox_mails')
        .selectAll()
        .where('invitation_id', '=', operation.invitationId)
        .executeTakeFirst(),
      change: await transaction
        .selectFrom('changes')
        .selectAll()
        .where('revision', '=', committed.revision)
        .executeTakeFirst(),
      organization: await transaction
        .selectFrom('organizations')
        .selectAll()
        .executeTakeFirstOrThrow(),
    }));
    expect(found.member).toMatchObject({
      address: operation.address,
      status: 'invited',
      revision: committed.revision,
    });
    expect(found.mail).toMatchObject({
      kind: 'invitation',
      recipient: operation.address,
      status: 'queued',
      generation: 1,
    });
    expect(found.change).toMatchObject({
      change_id: committed.changeId,
      actor_type: 'user',
      actor_id: organization.owner.memberId,
      reason: 'New in Delhi',
      object_types: ['grant', 'invitation', 'member'],
    });
    expect(found.organization).toMatchObject({
      revision: committed.revision,
      head_hash: found.change?.hash,
    });
  });

  test('is decided on at once in the process that made it', async () => {
    const { memberId } = organization.owner;
    const snapshot = await services.snapshots.current(organizationId);
    const question = { memberId, permission: 'access.member.invite', place: organizationId };
    expect(evaluate(snapshot, question, Date.now()).allowed).toBe(true);
  });

  test('that is refused throws the problem and leaves nothing behind', async () => {
    const good = invite();
    const before = await Promise.all([count('members'), count('changes'), count('outbox_mails')]);
    const refused = commit(services, organizationId, {
      ...organization.owner.as,
      operations: [good, { type: 'member.suspend', memberId: newId('mem') }],
    });
    await expect(refused).rejects.toMatchObject({
      code: 'unknown_member',
      places: [{ code: 'unknown_member', values: { operation: 1 } }],
    });
    expect(await Promise.all([count('members'), count('changes'), count('outbox_mails')])).toEqual(
      before,
    );
  });

  test('that takes the good ones leaves the refused out', async () => {
    const good = invite();
    const { plan, changeId } = await commit(services, organizationId, {
      ...organization.owner.as,
      take: 'good-ones',
      operations: [{ type: 'member.suspend', memberId: newId('mem') }, good],
    });
    expect(changeId).not.toBeNull();
    expect(plan.outcomes).toEqual(['refused', 'applied']);
  });

  test('that changes nothing gets no number', async () => {
    const before = snapshotRevision(await services.snapshots.current(organizationId));
    const committed = await commit(services, organizationId, {
      ...organization.owner.as,
      operations: [{ type: 'organization.update', name: 'Aurora Retail' }],
    });
    expect(committed).toMatchObject({ changeId: null, revision: before });
  });

  test('that fails midway publishes nothing', async () => {
    const operation = invite();
    const before = snapshotRevision(await services.snapshots.current(organizationId));
    const failing = commit(services, organizationId, {
      ...organization.owner.as,
      operations: [operation],
      alongside: async () => {
        throw new Error('The disk is full.');
      },
    });
    await expect(failing).rejects.toThrow('The disk is full.');
    const snapshot = await services.snapshots.current(organizationId);
    expect(snapshotRevision(snapshot)).toBe(before);
    const question = {
      memberId: operation.memberId,
      permission: 'access.member.read',
      place: organizationId,
    };
    expect(evaluate(snapshot, question, Date.now())).toEqual({
      allowed: false,
      reason: 'unknown_subject',
    });
  });

  test('to an organization that does not exist is not found', async () => {
    const unknown = commit(services, newId('org'), {
      ...organization.owner.as,
      operations: [invite()],
    });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
  });

  test('can be looked at first, and nothing is written', async () => {
    const operation = invite();
    const before = await Promise.all([count('members'), count('changes')]);
    const plan = await preview(services, organizationId, {
      ...organization.owner.as,
      operations: [operation],
    });
    expect(plan.effects.map((effect) => effect.object).toSorted()).toEqual([
      'grant',
      'invitation',
      'member',
    ]);
    expect(await Promise.all([count('members'), count('changes')])).toEqual(before);
  });
});

describe('many at once', () => {
  test('revisions have no gaps and none comes twice', async () => {
    const from = snapshotRevision(await services.snapshots.current(organizationId));
    const committed = await Promise.all(
      Array.from({ length: 25 }, () =>
        commit(services, organizationId, { ...organization.owner.as, operations: [invite()] }),
      ),
    );
    expect(committed.map(({ revision }) => revision).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 25 }, (_, index) => from + 1 + index),
    );
  });

  test('one invitation is accepted once, however many accept it at the same time', async () => {
    const operation = invite();
    await commit(services, organizationId, { ...organization.owner.as, operations: [operation] });
    const { memberId, invitationId, address } = operation;
    const userId = newId('usr');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        commit(services, organizationId, {
          actor: { type: 'invitee', memberId },
          authority: { kind: 'invitee', memberId },
          channel: 'link',
          operations: [{ type: 'invitation.accept', invitationId, generation: 1, userId }],
          alongside: async (transaction, { effects }) => {
            if (effects.length > 0)
              await transaction.insertInto('users').values({ user_id: userId, address }).execute();
          },
        }),
      ),
    );
    const changed = outcomes.filter(
      (outcome) => outcome.status === 'fulfilled' && outcome.value.changeId !== null,
    );
    expect(changed.length).toBe(1);
  });

  test('a chunk of an import that is applied again is the same change', async () => {
    const importChunk = { importId: newId('imp'), chunkNumber: 1 };
    const request = { ...organization.owner.as, operations: [invite()], importChunk };
    const first = await commit(services, organizationId, request);
    const members = await count('members');
    const again = await commit(services, organizationId, request);
    expect(again).toMatchObject({ changeId: first.changeId, revision: first.revision });
    expect(again.plan.outcomes).toEqual(['unchanged']);
    expect(await count('members')).toBe(members);
  });

  test('two thousand operations take as many statements as ten', async () => {
    const statements = async (size: number) => {
      const operations = Array.from({ length: size }, invite);
      const query = vi.spyOn(pg.Client.prototype, 'query');
      await commit(services, organizationId, { ...organization.owner.as, operations });
      const { calls, contexts } = query.mock;
      const textOf = (index: number) => JSON.stringify(calls[index]?.[0]);
      const appended = calls.findIndex((_, index) => /append-change/.test(textOf(index)));
      // Others use the same connection before and after, and other connections meanwhile.
      const own = [...calls.keys()].filter((index) => contexts[index] === contexts[appended]);
      const begin = own.findLast((index) => index < appended && /begin/i.test(textOf(index))) ?? 0;
      const end = own.find((index) => index > appended && /commit/i.test(textOf(index))) ?? 0;
      const statements = own.filter((index) => index >= begin && index <= end).length;
      query.mockRestore();
      return statements;
    };
    const small = await statements(10);
    const large = await statements(2_000);
    expect(small).toBeGreaterThan(5);
    expect(large).toBe(small);
  }, 120_000);
});
