import type { Instant, Operation } from '@latchkey/engine';
import type { DemoIds } from './demo-ids.ts';
import type { DemoOrganization, DemoPerson } from './demo-organization.ts';

export const dayMs = 24 * 60 * 60 * 1000;

/** How long an invitation's link lives in the demo's organization. */
const linkDays = 7;

/** One change of the demo's past. */
export interface DemoEvent {
  readonly at: Instant;
  readonly by: 'owner' | 'invitees' | 'installation';
  readonly operations: readonly Operation[];
  /** People whose accounts come into being with it. */
  readonly accepting: readonly DemoPerson[];
}

/** What has happened in the organization since it was made, in the order of time; a change for many people at once. */
export function demoHistory(demo: DemoOrganization, ids: DemoIds, now: Instant): DemoEvent[] {
  const [owner, ...others] = demo.people;
  if (!owner) return [];
  const begun = now - 90 * dayMs;
  const events: DemoEvent[] = [
    accept(begun + dayMs, [owner], ids),
    {
      at: begun + dayMs + 600_000,
      by: 'owner',
      operations: [...sets(demo, ids), ...entities(demo, ids)],
      accepting: [],
    },
    {
      at: begun + dayMs + 660_000,
      by: 'installation',
      operations: entitlements(demo, ids),
      accepting: [],
    },
  ];
  for (const [at, people] of byInvitationTime(others, now)) {
    events.push(invite(at, people, ids, now));
    const came = people.filter(({ state }) => !absent.includes(state));
    if (came.length > 0) events.push(accept(at + dayMs, came, ids));
    events.push(unanswered(at + dayMs, 'declined', people, ids));
    events.push(unanswered(at + dayMs, 'revoked', people, ids));
  }
  const suspended = others.filter(({ state }) => state === 'suspended');
  const removed = others.filter(({ state }) => state === 'removed');
  events.push(leave(now - 6 * dayMs, 'member.suspend', suspended, ids));
  events.push(leave(now - 5 * dayMs, 'member.remove', removed, ids));
  return events.filter(({ operations }) => operations.length > 0).sort((a, b) => a.at - b.at);
}

/** People who have come were invited in five waves; an invitation that waits is as old as its link says. */
function byInvitationTime(people: readonly DemoPerson[], now: Instant): Map<Instant, DemoPerson[]> {
  const waves = [80, 64, 47, 29, 12];
  const groups = new Map<Instant, DemoPerson[]>();
  people.forEach((person, index) => {
    const age = linkDays - person.linkEndsInDays;
    const daysAgo = waits(person) ? Math.max(age, 0) : (waves[index % waves.length] ?? 12);
    // An hour before the other events of that day.
    const at = now - daysAgo * dayMs - 3_600_000;
    groups.set(at, [...(groups.get(at) ?? []), person]);
  });
  return groups;
}

/** States of people who were invited and did not come. */
const absent: readonly DemoPerson['state'][] = ['waiting', 'expired', 'declined', 'revoked'];

const waits = ({ state }: DemoPerson) => state === 'waiting' || state === 'expired';

function sets(demo: DemoOrganization, ids: DemoIds): Operation[] {
  return demo.permissionSets.map(({ key, name, description, permissions }) => ({
    type: 'permissionSet.create',
    setId: ids.permissionSet(key),
    name,
    description,
    permissions,
    mayGrant: [],
  }));
}

function entities(demo: DemoOrganization, ids: DemoIds): Operation[] {
  return demo.entities.map((entity) => ({
    type: 'entity.create',
    entityId: ids.entity(entity),
    entityType: entity.type,
    code: entity.code,
    name: entity.name,
    city: entity.city,
    parents: entity.parents.map(ids.entity),
  }));
}

/** Switches are the installation's to turn. */
function entitlements(demo: DemoOrganization, ids: DemoIds): Operation[] {
  return demo.entities.flatMap(({ modulesOff, ...entity }): Operation[] =>
    modulesOff === undefined
      ? []
      : [{ type: 'entitlements.set', scope: ids.entity(entity), modulesOff }],
  );
}

function invite(at: Instant, people: readonly DemoPerson[], ids: DemoIds, now: Instant): DemoEvent {
  const inDays = (days: number | null) => (days === null ? null : now + days * dayMs);
  const operations = people.map((person): Operation => {
    const { memberId, invitationId } = ids.person(person);
    const { address, name, phone, role, signInMethod, note } = person;
    return {
      type: 'member.invite',
      memberId,
      invitationId,
      address,
      name,
      phone,
      role,
      signInMethod,
      note,
      grants: person.grants.map((grant) => ids.grant(grant, inDays(grant.endsInDays))),
      accessEndsAt: inDays(person.accessEndsInDays),
      linkEndsAt: waits(person) ? now + person.linkEndsInDays * dayMs : at + linkDays * dayMs,
    };
  });
  return { at, by: 'owner', operations, accepting: [] };
}

function accept(at: Instant, people: readonly DemoPerson[], ids: DemoIds): DemoEvent {
  const operations = people.map((person): Operation => {
    const { invitationId, userId } = ids.person(person);
    return { type: 'invitation.accept', invitationId, generation: 1, userId };
  });
  return { at, by: 'invitees', operations, accepting: people };
}

/** Invitations that came to nothing: the invited person said no, or the owner took them back. */
function unanswered(
  at: Instant,
  how: 'declined' | 'revoked',
  people: readonly DemoPerson[],
  ids: DemoIds,
): DemoEvent {
  const operations = people
    .filter(({ state }) => state === how)
    .map((person): Operation => {
      const { invitationId } = ids.person(person);
      return how === 'declined'
        ? { type: 'invitation.decline', invitationId, generation: 1 }
        : { type: 'invitation.revoke', invitationId };
    });
  return { at, by: how === 'declined' ? 'invitees' : 'owner', operations, accepting: [] };
}

function leave(
  at: Instant,
  type: 'member.suspend' | 'member.remove',
  people: readonly DemoPerson[],
  ids: DemoIds,
): DemoEvent {
  const operations = people.map((person) => ({ type, memberId: ids.person(person).memberId }));
  return { at, by: 'owner', operations, accepting: [] };
}
