import {
  defineAccessModel,
  type EntityId,
  type Operation,
  type OrganizationId,
  type PermissionSetId,
} from '@latchkey/engine';
import { commit } from '../src/change/commit.ts';
import { inOrganization } from '../src/db/in-organization.ts';
import { createKey } from '../src/features/keys/create-key.ts';
import { createOrganization } from '../src/features/organization/create-organization.ts';
import { newId } from '../src/ids.ts';
import { addMember } from './add-member.ts';
import type { DecisionCaller } from './ask-decision-point.ts';
import type { TestServer } from './start-test-server.ts';
import { acceptAsNewUser, type TestMember } from './test-member.ts';

/** Records that are active or archived, told by a property; people who count as archivists by one; and two ways to delete. */
export const recordsModel = defineAccessModel({
  key: 'records',
  label: 'Records',
  entityTypes: {
    status: { label: 'Status', plural: 'Statuses', parents: ['organization'] },
    record: { label: 'Record', plural: 'Records', parents: ['status', 'organization'] },
  },
  modules: {
    record: {
      label: 'Records',
      permissions: {
        'record.read': { label: 'Read', description: 'Open a record.' },
        'record.write': { label: 'Write', description: 'Change a record.' },
        'record.archive': { label: 'Archive', description: 'Put a record away.' },
        'record.erase': { label: 'Erase', description: 'Remove a record for good.' },
      },
    },
  },
  permissionSets: {
    reader: { name: 'Reader', description: 'Reads.', permissions: ['record.read'] },
    writer: {
      name: 'Writer',
      description: 'Writes.',
      permissions: ['record.write', 'record.archive'],
    },
    archivist: {
      name: 'Archivist',
      description: 'Writes what is archived too.',
      permissions: ['record.read', 'record.write'],
    },
  },
  membersMayHoldNothing: true,
  resources: { record: { status: 'status' }, note: { status: 'status' } },
  subjects: { role: { admin: 'archivist', guest: 'reader' } },
  actions: {
    read: { permission: 'record.read' },
    write: { permission: 'record.write' },
    delete: {
      permission: 'record.erase',
      variants: { soft: { true: 'record.archive', false: 'record.erase' } },
    },
  },
});

export interface RecordsOrganization extends DecisionCaller {
  readonly organizationId: OrganizationId;
  readonly alice: TestMember;
  readonly bob: TestMember;
  readonly carol: TestMember;
  readonly sets: ReadonlyMap<string, PermissionSetId>;
  change(...operations: Operation[]): ReturnType<typeof commit>;
}

/**
 * The organization that AuthZEN's certification describes: `record-1` is active, `record-2` is archived when a question
 * says so. Alice writes what is active and Bob what is archived; both read everything. Carol holds nothing.
 */
export async function createRecordsOrganization({
  services,
  url,
}: TestServer): Promise<RecordsOrganization> {
  const address = 'owner@records.example';
  const { organizationId, owner } = await createOrganization(
    { ...services, models: new Map([['records', recordsModel]]) },
    { name: 'Records', modelKey: 'records', owner: { address, name: 'Olga Owner' } },
  );
  const olga = await acceptAsNewUser(services, organizationId, { ...owner, address });
  const rows = await inOrganization(services.db, organizationId, (transaction) =>
    transaction.selectFrom('permission_sets').select(['model_key', 'set_id']).execute(),
  );
  const sets = new Map(rows.map((row) => [row.model_key ?? '', row.set_id]));
  const change = (...operations: Operation[]) =>
    commit(services, organizationId, {
      actor: { type: 'system', name: 'test' },
      authority: { kind: 'system' },
      channel: 'system',
      operations,
    });

  const active = newId('ent');
  const archived = newId('ent');
  const entity = (entityId: EntityId, entityType: string, code: string, ...parents: EntityId[]) =>
    ({ type: 'entity.create', entityId, entityType, code, name: code, parents }) as const;
  await change(
    entity(active, 'status', 'active'),
    entity(archived, 'status', 'archived'),
    entity(newId('ent'), 'record', 'record-1', active),
    entity(newId('ent'), 'record', 'record-2'),
  );

  const grant = (set: string, scope: EntityId | OrganizationId) => ({
    grantId: newId('grt'),
    setId: sets.get(set) ?? newId('pst'),
    scope,
  });
  const person = async (externalId: string, ...grants: ReturnType<typeof grant>[]) => {
    const member = await addMember(services, organizationId, { role: 'member', grants });
    await change({ type: 'member.update', memberId: member.memberId, externalId });
    return member;
  };
  const alice = await person('alice', grant('reader', organizationId), grant('writer', active));
  const bob = await person('bob', grant('reader', organizationId), grant('writer', archived));
  const carol = await person('carol');
  const asOwner = { organizationId, memberId: olga.memberId, userId: olga.userId };
  const { secret: key } = await createKey(services, asOwner, 'Records');
  return { url, organizationId, key, alice, bob, carol, sets, change };
}
