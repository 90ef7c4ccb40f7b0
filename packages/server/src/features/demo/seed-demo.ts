import type { Actor, OrganizationId } from '@latchkey/engine';
import { commit } from '../../change/commit.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { Services } from '../../services.ts';
import { createOrganization } from '../organization/create-organization.ts';
import { type DemoEvent, dayMs, demoHistory } from './demo-history.ts';
import { type DemoIds, makeDemoIds } from './demo-ids.ts';
import type { DemoOrganization } from './demo-organization.ts';
import { dropAnsweredMails, insertDemoUsers, readSetIds, settleDemoMails } from './queries.ts';

const actor = { type: 'system', name: 'demo' } as const;

/** Fills an empty installation with an invented organization and its past, through the door every change takes. */
export async function seedDemo(services: Services, demo: DemoOrganization): Promise<void> {
  const now = Date.now();
  const [owner] = demo.people;
  if (!owner) throw new Error('The demo has no owner.');
  const at = now - 90 * dayMs;
  const created = await createOrganization(services, {
    name: demo.name,
    modelKey: demo.modelKey,
    owner,
    actor,
    at,
  });
  const { organizationId } = created;
  const setIds = await inOrganization(services.db, organizationId, async (transaction) => {
    await settleDemoMails(transaction, organizationId, at);
    return readSetIds(transaction, organizationId);
  });
  const ids = makeDemoIds(demo, organizationId, created.owner, setIds);
  const { memberId, userId } = ids.person(owner);
  const byOwner: Actor = { type: 'user', memberId, userId };
  for (const event of demoHistory(demo, ids, now)) {
    await commitEvent(services, organizationId, event, event.by === 'owner' ? byOwner : actor, ids);
  }
  await inOrganization(services.db, organizationId, (transaction) =>
    dropAnsweredMails(transaction, organizationId),
  );
}

async function commitEvent(
  services: Services,
  organizationId: OrganizationId,
  { at, operations, accepting }: DemoEvent,
  by: Actor,
  ids: DemoIds,
): Promise<void> {
  const users = accepting.map((person) => ({
    userId: ids.person(person).userId,
    address: person.address,
  }));
  await commit(services, organizationId, {
    actor: by,
    // What the owner did counts as done by that member: the invitations name their sender.
    ...(by.type === 'user'
      ? { authority: { kind: 'member', memberId: by.memberId }, channel: 'console' }
      : { authority: { kind: 'system' }, channel: 'system' }),
    operations,
    at,
    alongside: async (transaction) => {
      await insertDemoUsers(transaction, users, at);
      await settleDemoMails(transaction, organizationId, at);
    },
  });
}
