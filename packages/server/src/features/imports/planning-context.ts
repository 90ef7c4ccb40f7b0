import {
  type AccessModel,
  type Instant,
  type MemberId,
  type MemberStatus,
  type OrganizationId,
  type PermissionSetId,
  type Role,
  type SignInMethod,
  type Snapshot,
  sees,
  snapshotModel,
} from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { Services } from '../../services.ts';
import { offeredProvider } from '../../sign-in/provider/identity-provider.ts';
import { type AccessKind, accessKind } from '../../words/access-kind.ts';
import { modelInUse } from '../../words/model-in-use.ts';
import { visibleEntities } from '../entities/visible-entities.ts';
import type { HeldGrant, KnownPerson } from './plan/known-person.ts';
import { HoldingIndex, permissionHoldings } from './values/holding-index.ts';
import { type KnownPlace, PlaceIndex } from './values/place-index.ts';

/** What the cells of a file are measured against: read once per plan, however many rows there are. */
export interface PlanningContext {
  readonly organizationId: OrganizationId;
  readonly organizationName: string;
  readonly model: AccessModel;
  /** How access is given: what a row names beside places. */
  readonly access: AccessKind;
  /** The sets that can be held, or the permissions where those are given directly. */
  readonly holdings: HoldingIndex;
  readonly places: PlaceIndex;
  /** What the reader manages, and what lies above it. */
  readonly visiblePlaces: readonly KnownPlace[];
  /** Whether whoever reads sees a person in the list. */
  readonly seesPerson: (memberId: MemberId) => boolean;
  readonly now: Instant;
  /** When the link of an invitation sent now would end. */
  readonly linkEndsAt: Instant;
  /** Whether there is an identity provider to sign in with. */
  readonly hasProvider: boolean;
}

const dayMilliseconds = 86_400_000;

export async function readPlanningContext(
  services: Services,
  organizationId: OrganizationId,
  readerId: MemberId,
): Promise<PlanningContext> {
  const { db, snapshots } = services;
  const provider = await offeredProvider(services, organizationId);
  const snapshot = await snapshots.current(organizationId);
  const isVisible = visibleTo(snapshot, readerId);
  return inOrganization(
    db,
    organizationId,
    async (transaction) => {
      const organization = await readOrganization(transaction, organizationId);
      const model = modelInUse(snapshotModel(snapshot), organization.typesOff);
      const access = accessKind(model);
      const allPlaces = await readPlaces(transaction, organizationId);
      const now = Date.now();
      return {
        organizationId,
        organizationName: organization.name,
        model,
        access,
        holdings: new HoldingIndex(
          access.assignment === 'direct'
            ? permissionHoldings(model)
            : await readSets(transaction, organizationId),
        ),
        places: new PlaceIndex(
          model,
          { id: organizationId, name: organization.name },
          allPlaces,
          isVisible,
        ),
        visiblePlaces: allPlaces.filter(isVisible),
        seesPerson: (memberId) => sees(snapshot, readerId, memberId, now),
        now,
        linkEndsAt: now + organization.invitationDays * dayMilliseconds,
        hasProvider: provider !== null,
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
    .select(['name', 'invitation_days as invitationDays', 'types_off as typesOff'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
}

async function readSets(transaction: Transaction, organizationId: OrganizationId) {
  const { rows } = await sql<{ setId: PermissionSetId; permission: null; name: string }>`
    select set_id as "setId", null as permission, name from permission_sets where organization_id = ${organizationId} order by lower(name)
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
  readonly phone: string | null;
  readonly role: Role;
  readonly signInMethod: SignInMethod;
  readonly accessEndsAt: Date | null;
  readonly linkEndsAt: Date | null;
  readonly removedAt: Date | null;
  readonly grants: readonly HeldGrant[] | null;
  readonly touchedRevision: number;
  readonly touchedAt: Date;
}

/** What is known about the addresses of a batch of rows; of several people removed under one address, the last. */
export async function readKnownPeople(
  { db }: Services,
  { organizationId, seesPerson }: Pick<PlanningContext, 'organizationId' | 'seesPerson'>,
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
          text: `select m.address, m.member_id as "memberId", m.status, m.name, m.phone, m.role,
                        m.sign_in_method as "signInMethod", m.access_ends_at as "accessEndsAt",
                        m.removed_at as "removedAt", i.link_ends_at as "linkEndsAt", h.grants,
                        coalesce(t.revision, m.revision) as "touchedRevision", coalesce(t.at, now()) as "touchedAt"
                 from unnest($2::text[]) as named(address)
                 cross join lateral (
                   select * from members
                   where organization_id = $1 and address collate "C" = named.address offset 0) m
                 left join lateral (
                   select link_ends_at from invitations
                   where organization_id = $1 and member_id = m.member_id and status = 'waiting' limit 1) i on true
                 left join lateral (
                   select json_agg(json_build_object('grantId', grant_id, 'setId', set_id,
                     'permissions', permissions, 'scope', scope, 'timed', starts_at is not null or ends_at is not null) order by grant_id) as grants
                   from grants
                   where organization_id = $1 and member_id = m.member_id and (ends_at is null or ends_at > now())) h on true
                 left join lateral (
                   select revision, at from changes
                   where organization_id = $1 and revision = (
                     select max(revision) from change_objects where organization_id = $1 and member_id = m.member_id)) t on true
                 order by m.status <> 'removed', m.removed_at`,
          values: [organizationId, addresses],
        })
      ).rows,
    { readOnly: true },
  );
  // The first under an address wins, for the later ones were removed.
  return new Map<string, KnownPerson>(
    people.map(({ address, linkEndsAt, removedAt, accessEndsAt, grants, ...row }) => {
      const { touchedRevision, touchedAt, ...person } = row;
      return [
        address,
        {
          ...person,
          grants: grants ?? [],
          linkEndsAt: linkEndsAt?.getTime() ?? null,
          removedAt: removedAt?.getTime() ?? null,
          accessEndsAt: accessEndsAt?.getTime() ?? null,
          touched: { revision: touchedRevision, at: touchedAt.getTime() },
          visible: seesPerson(person.memberId),
        },
      ];
    }),
  );
}
