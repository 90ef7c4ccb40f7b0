import {
  type AccessModel,
  type Instant,
  type MemberId,
  type MemberStatus,
  type OrganizationId,
  type PermissionSetId,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { Services } from '../../services.ts';
import { visibleEntities } from '../entities/visible-entities.ts';
import type { KnownPerson } from './plan/plan-people.ts';
import { type KnownPlace, PlaceIndex } from './values/place-index.ts';
import { SetIndex } from './values/set-index.ts';

/** What the cells of a file are measured against: read once per plan, however many rows there are. */
export interface PlanningContext {
  readonly organizationId: OrganizationId;
  readonly organizationName: string;
  readonly model: AccessModel;
  readonly sets: SetIndex;
  readonly setNames: readonly string[];
  readonly places: PlaceIndex;
  /** What the reader manages, and what lies above it. */
  readonly visiblePlaces: readonly KnownPlace[];
  readonly now: Instant;
  /** When the link of an invitation sent now would end. */
  readonly linkEndsAt: Instant;
}

const dayMilliseconds = 86_400_000;

export async function readPlanningContext(
  { db, snapshots }: Services,
  organizationId: OrganizationId,
  readerId: MemberId,
): Promise<PlanningContext> {
  const snapshot = await snapshots.current(organizationId);
  const model = snapshotModel(snapshot);
  const isVisible = visibleTo(snapshot, readerId);
  return inOrganization(
    db,
    organizationId,
    async (transaction) => {
      const organization = await readOrganization(transaction, organizationId);
      const sets = await readSets(transaction, organizationId);
      const allPlaces = await readPlaces(transaction, organizationId);
      const now = Date.now();
      return {
        organizationId,
        organizationName: organization.name,
        model,
        sets: new SetIndex(sets),
        setNames: sets.map(({ name }) => name),
        places: new PlaceIndex(
          model,
          { id: organizationId, name: organization.name },
          allPlaces,
          isVisible,
        ),
        visiblePlaces: allPlaces.filter(isVisible),
        now,
        linkEndsAt: now + organization.invitationDays * dayMilliseconds,
      };
    },
    { readOnly: true },
  );
}

function visibleTo(snapshot: Snapshot, readerId: MemberId): (place: KnownPlace) => boolean {
  const visible = visibleEntities(snapshot, readerId, Date.now());
  if (visible?.managed === null) return () => true;
  const shown = new Set([...(visible?.managed ?? []), ...(visible?.context ?? [])]);
  return ({ id }) => shown.has(id);
}

/** When the link of an invitation sent now ends. */
export async function linkEndFromNow(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<Instant> {
  const { invitationDays } = await readOrganization(transaction, organizationId);
  return Date.now() + invitationDays * dayMilliseconds;
}

async function readOrganization(transaction: Transaction, organizationId: OrganizationId) {
  return transaction
    .selectFrom('organizations')
    .select(['name', 'invitation_days as invitationDays'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
}

async function readSets(transaction: Transaction, organizationId: OrganizationId) {
  const { rows } = await sql<{ id: PermissionSetId; name: string }>`
    select set_id as id, name from permission_sets where organization_id = ${organizationId} order by lower(name)
  `.execute(transaction);
  return rows;
}

async function readPlaces(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<KnownPlace[]> {
  const { rows } = await sql<KnownPlace>`
    select e.entity_id as id, e.type, e.code, e.name, e.city, e.closed, coalesce(p.parents, '{}') as parents
    from entities e
    left join (select entity_id, array_agg(parent_id) as parents from entity_parents
               where organization_id = ${organizationId} group by entity_id) p on p.entity_id = e.entity_id
    where e.organization_id = ${organizationId}
    order by e.type, lower(e.code)
  `.execute(transaction);
  return rows;
}

interface PersonRow {
  readonly address: string;
  readonly memberId: MemberId;
  readonly status: MemberStatus;
  readonly name: string;
  readonly linkEndsAt: Date | null;
  readonly removedAt: Date | null;
}

/** What is known about the addresses of a batch of rows; of several people removed under one address, the last. */
export async function readKnownPeople(
  { db }: Services,
  organizationId: OrganizationId,
  addresses: readonly string[],
): Promise<Map<string, KnownPerson>> {
  const people = await inOrganization(
    db,
    organizationId,
    async ({ client }) =>
      (
        await client.query<PersonRow>({
          name: 'import-known-people',
          // Looked up address by address: a list of two thousand would make the planner read every member.
          text: `select m.address, m.member_id as "memberId", m.status, m.name, m.removed_at as "removedAt",
                        i.link_ends_at as "linkEndsAt"
                 from unnest($2::text[]) as named(address)
                 cross join lateral (
                   select member_id, address, status, name, removed_at from members
                   where organization_id = $1 and address collate "C" = named.address offset 0) m
                 left join lateral (
                   select link_ends_at from invitations
                   where organization_id = $1 and member_id = m.member_id and status = 'waiting' limit 1) i on true
                 order by m.status <> 'removed', m.removed_at`,
          values: [organizationId, addresses],
        })
      ).rows,
    { readOnly: true },
  );
  return new Map<string, KnownPerson>(
    people.map(({ address, linkEndsAt, removedAt, ...person }) => [
      address,
      {
        ...person,
        linkEndsAt: linkEndsAt?.getTime() ?? null,
        removedAt: removedAt?.getTime() ?? null,
      },
    ]),
  );
}
