import type {
  EntityId,
  Instant,
  InvitationId,
  MemberId,
  NewGrant,
  OrganizationId,
  PermissionSetId,
  UserId,
} from '@latchkey/engine';
import { newId } from '../../ids.ts';
import type { DemoEntityName, DemoOrganization, DemoPerson } from './demo-organization.ts';

export interface PersonIds {
  readonly memberId: MemberId;
  readonly invitationId: InvitationId;
  readonly userId: UserId;
}

/** The ids under which the demo's entities, sets and people are stored. */
export interface DemoIds {
  entity(name: DemoEntityName): EntityId;
  permissionSet(key: string): PermissionSetId;
  person(person: DemoPerson): PersonIds;
  grant(grant: DemoPerson['grants'][number], endsAt: Instant | null): NewGrant;
}

/** `setIds`: the sets that came with the model, by their key. */
export function makeDemoIds(
  demo: DemoOrganization,
  organizationId: OrganizationId,
  owner: Pick<PersonIds, 'memberId' | 'invitationId'>,
  setIds: ReadonlyMap<string, PermissionSetId>,
): DemoIds {
  const entities = new Map(demo.entities.map((entity) => [keyOf(entity), newId('ent')]));
  const sets = new Map([
    ...setIds,
    ...demo.permissionSets.map(({ key }) => [key, newId('pst')] as const),
  ]);
  const people = new Map(
    demo.people.map((person, index) => [
      person,
      {
        memberId: newId('mem'),
        invitationId: newId('inv'),
        userId: newId('usr'),
        ...(index === 0 ? owner : {}),
      },
    ]),
  );
  const entity = (name: DemoEntityName) => required(entities.get(keyOf(name)), keyOf(name));
  const permissionSet = (key: string) => required(sets.get(key), key);
  return {
    entity,
    permissionSet,
    person: (person) => required(people.get(person), person.address),
    grant: ({ place, ...holding }, endsAt) => ({
      grantId: newId('grt'),
      ...('set' in holding
        ? { setId: permissionSet(holding.set) }
        : { permissions: holding.permissions }),
      scope: place === 'organization' ? organizationId : entity(place),
      endsAt,
    }),
  };
}

const keyOf = ({ type, code }: DemoEntityName) => `${type} ${code}`;

function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`The demo names \`${name}\`, which it does not define.`);
  return value;
}
