import type {
  EntityId,
  EntityState,
  Facts,
  FactsNeeded,
  InvitationId,
  InvitationState,
  KeyId,
  KeyState,
  MemberId,
  MemberState,
  OrganizationId,
  PermissionSetId,
  PermissionSetState,
} from '@latchkey/engine';
import type { QueryResultRow } from 'pg';
import type { Transaction } from '../db/database.ts';

/** What was read for a plan. */
export interface ReadFacts {
  /** Everything but the organization itself, which comes with its lock. */
  readonly facts: Omit<Facts, 'organization'>;
  /** What the personal references of the members read are made with. */
  readonly salts: ReadonlyMap<MemberId, Buffer>;
}

/** Reads the rows that operations name: one statement per kind of row, however many are named, in one round trip. */
export async function readFacts(
  transaction: Transaction,
  organizationId: OrganizationId,
  needed: FactsNeeded,
): Promise<ReadFacts> {
  const read: Read = async (name, text, ...values) =>
    (await transaction.client.query({ name, text, values: [organizationId, ...values] })).rows;

  const [{ members, salts }, invitations, permissionSets, entities, places, keys] =
    await Promise.all([
      readMembers(read, needed),
      readInvitations(read, needed),
      readPermissionSets(read),
      readEntities(read, needed),
      readPlacesToSwitch(read, needed),
      readKeys(read, needed),
    ]);
  const memberByAddress = new Map<string, MemberId>();
  for (const [memberId, member] of members)
    if (member.status !== 'removed') memberByAddress.set(member.address, memberId);

  const facts = {
    members,
    memberByAddress,
    invitations,
    invitationOfMember: newestOfMember(invitations),
    permissionSets,
    entities: new Map([...entities, ...places]),
    keys,
  };
  return { facts, salts };
}

type Read = <Row extends QueryResultRow>(
  name: string,
  text: string,
  ...values: readonly unknown[]
) => Promise<readonly Row[]>;
type Identified<Id, State> = State & { readonly id: Id };

/** The named members, those with a named address or the address of a named one who was removed, and those of named invitations. */
async function readMembers(
  read: Read,
  { memberIds, addresses, invitationIds, invitationsOfMembers }: FactsNeeded,
): Promise<{ members: Map<MemberId, MemberState>; salts: Map<MemberId, Buffer> }> {
  const members = new Map<MemberId, MemberState>();
  const salts = new Map<MemberId, Buffer>();
  const ids = [...memberIds, ...invitationsOfMembers];
  if (ids.length + addresses.size + invitationIds.size === 0) return { members, salts };
  const rows = await read<MemberState & { readonly id: MemberId; readonly salt: Buffer }>(
    'facts-members',
    `select member_id as id, personal_salt as salt, role, status, user_id as "userId", name, phone, address,
              sign_in_method as "signInMethod", external_id as "externalId",
              ${milliseconds('access_ends_at')} as "accessEndsAt",
              ${milliseconds('joined_at')} as "joinedAt", ${milliseconds('removed_at')} as "removedAt",
              visiting
       from members
       where organization_id = $1
         and member_id in (
           select unnest($2::text[])
           union select m.member_id from unnest($3::text[]) as named(address)
             cross join lateral (
               select member_id from members
               where organization_id = $1 and address = named.address and status <> 'removed' offset 0) m
           union select present.member_id from members removed
             join members present using (organization_id, address)
             where organization_id = $1 and removed.member_id = any($2)
               and removed.status = 'removed' and present.status <> 'removed'
           union select member_id from invitations
             where organization_id = $1 and invitation_id = any($4))`,
    ids,
    [...addresses],
    [...invitationIds],
  );
  for (const { id, salt, ...member } of rows) {
    members.set(id, member);
    salts.set(id, salt);
  }
  return { members, salts };
}

/** The named invitations, and the newest of each member that is named or has a named address. */
async function readInvitations(
  read: Read,
  { invitationIds, invitationsOfMembers, addresses }: FactsNeeded,
): Promise<Map<InvitationId, InvitationState>> {
  if (invitationIds.size + invitationsOfMembers.size + addresses.size === 0) return new Map();
  return mapOf(
    await read<Identified<InvitationId, InvitationState>>(
      'facts-invitations',
      `select invitation_id as id, member_id as "memberId", address, status, generation, note,
              ${milliseconds('link_ends_at')} as "linkEndsAt", sent_by as "sentBy",
              ${milliseconds('created_at')} as "createdAt",
              ${milliseconds('responded_at')} as "respondedAt"
       from invitations
       where organization_id = $1
         and invitation_id in (
           select unnest($2::text[])
           union (select distinct on (member_id) invitation_id from invitations
             where organization_id = $1 and member_id in (
               select unnest($3::text[])
               union select m.member_id from unnest($4::text[]) as named(address)
                 cross join lateral (
                   select member_id from members
                   where organization_id = $1 and address = named.address and status <> 'removed' offset 0) m)
             order by member_id, created_at desc, invitation_id desc))`,
      [...invitationIds],
      [...invitationsOfMembers],
      [...addresses],
    ),
  );
}

function newestOfMember(
  invitations: ReadonlyMap<InvitationId, InvitationState>,
): Map<MemberId, InvitationId> {
  const newest = new Map<MemberId, InvitationId>();
  for (const [id, { memberId, createdAt }] of invitations) {
    const other = newest.get(memberId);
    const otherCreatedAt = other && invitations.get(other)?.createdAt;
    const isNewer =
      other === undefined ||
      otherCreatedAt === undefined ||
      createdAt > otherCreatedAt ||
      (createdAt === otherCreatedAt && id > other);
    if (isNewer) newest.set(memberId, id);
  }
  return newest;
}

async function readPermissionSets(read: Read): Promise<Map<PermissionSetId, PermissionSetState>> {
  return mapOf(
    await read<Identified<PermissionSetId, PermissionSetState>>(
      'facts-permission-sets',
      `select set_id as id, kind, model_key as "modelKey", name, description, permissions,
              coalesce(to_json(may_grant), '"*"') as "mayGrant", copied_from as "copiedFrom",
              restrictions
       from permission_sets where organization_id = $1`,
    ),
  );
}

async function readEntities(
  read: Read,
  { entityIds }: FactsNeeded,
): Promise<Map<EntityId, EntityState>> {
  if (entityIds.size === 0) return new Map();
  return mapOf(
    await read<Identified<EntityId, EntityState>>(
      'facts-entities',
      `${entityStates} and entity_id = any($2)`,
      [...entityIds],
    ),
  );
}

/** Places where a move to another model may switch modules. */
async function readPlacesToSwitch(
  read: Read,
  { placesToSwitch }: FactsNeeded,
): Promise<Map<EntityId, EntityState>> {
  if (placesToSwitch === null) return new Map();
  return mapOf(
    await read<Identified<EntityId, EntityState>>(
      'facts-places-to-switch',
      `${entityStates} and (type = any($2) or modules_off <> '{}')`,
      [...placesToSwitch],
    ),
  );
}

const entityStates = `
  select entity_id as id, type, code, name, city, closed, modules_off as "modulesOff",
         coalesce((select array_agg(parent_id order by parent_id collate "C") from entity_parents p
                   where p.organization_id = e.organization_id and p.entity_id = e.entity_id), '{}') as parents
  from entities e where organization_id = $1`;

async function readKeys(read: Read, { keyIds }: FactsNeeded): Promise<Map<KeyId, KeyState>> {
  if (keyIds.size === 0) return new Map();
  return mapOf(
    await read<Identified<KeyId, KeyState>>(
      'facts-keys',
      `select key_id as id, name, hint, ${milliseconds('created_at')} as "createdAt",
              ${milliseconds('revoked_at')} as "revokedAt"
       from api_keys where organization_id = $1 and key_id = any($2)`,
      [...keyIds],
    ),
  );
}

function mapOf<Id, State extends object>(rows: readonly Identified<Id, State>[]): Map<Id, State> {
  return new Map(
    rows.map(({ id, ...state }) => [id, state as unknown as State]), // `State` without the id added by the query
  );
}

/** Epoch milliseconds, as the engine counts. */
function milliseconds(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`;
}
