import type { MemberFilter } from '@latchkey/contract';
import {
  type AccessModel,
  type MemberId,
  type OrganizationId,
  type PermissionSetId,
  type Role,
  type Scope,
  type SignInMethod,
  snapshotModel,
} from '@latchkey/engine';
import { sql } from 'kysely';
import { recordEvent } from '../../audit/record-event.ts';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { placesWithin, requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { type AccessKind, accessKind } from '../../words/access-kind.ts';
import { csvLine } from '../../words/csv-line.ts';
import { listCell } from '../../words/list-cell.ts';
import { permissionName } from '../../words/permission-label.ts';
import { type Names, readNames } from '../../words/read-names.ts';
import { memberConditions } from './member-conditions.ts';

interface Row {
  readonly member_id: MemberId;
  readonly address: string;
  readonly name: string;
  readonly phone: string | null;
  readonly role: Role;
  readonly sign_in_method: SignInMethod;
  readonly access_ends_at: Date | null;
  /** Of the newest change that touched the person or what is held. */
  readonly touched: number;
}

interface GrantRow {
  readonly member_id: MemberId;
  readonly set_id: PermissionSetId | null;
  readonly permissions: readonly string[] | null;
  readonly scope: Scope;
}

/** Where everybody has one set, it is held in the whole organization, and no column says so. */
const hasPlaces = ({ assignment }: AccessKind) => assignment !== 'one_set';

const headerOf = (access: AccessKind) => [
  'E-mail',
  'Name',
  'Phone',
  'Type',
  access.label,
  ...(hasPlaces(access) ? ['Places'] : []),
  'Sign-in method',
  'Access ends',
  // Tells an import which people were changed after the export.
  '_etag',
];
const batchSize = 1000;

/** The people of a list as a file that can be edited and imported again; read and written in parts. */
export async function exportMembers(
  services: Services,
  signedIn: SignedIn,
  filter: MemberFilter,
  ipAddress: string,
): Promise<ReadableStream<Uint8Array>> {
  const { organizationId, memberId } = signedIn;
  const { snapshot } = await requireReach(services, signedIn, 'access.member.read');
  const header = headerOf(accessKind(snapshotModel(snapshot)));
  await inOrganization(services.db, organizationId, (transaction) =>
    recordEvent(transaction, {
      organizationId,
      kind: 'members.exported',
      memberId,
      ipAddress,
      details: { filter },
    }),
  );
  const encoder = new TextEncoder();
  let after: MemberId | '' | null = '';
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`\ufeff${csvLine(header)}`)),
    async pull(controller) {
      if (after === null) return controller.close();
      const { rows, lines } = await readBatch(services, signedIn, filter, after);
      after = rows === batchSize ? lines.last : null;
      controller.enqueue(encoder.encode(lines.text));
    },
  });
}

async function readBatch(
  services: Services,
  signedIn: SignedIn,
  filter: MemberFilter,
  after: string,
) {
  const { organizationId, memberId: reader } = signedIn;
  // Asked for each batch: a right that is taken away in between counts at once.
  const { snapshot, reach } = await requireReach(services, signedIn, 'access.member.read');
  const model = snapshotModel(snapshot);
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const where = await memberConditions(transaction, {
        organizationId,
        snapshot,
        filter,
        reader,
        places: placesWithin(snapshot, reach),
      });
      const { rows } = await sql<Row>`
        select m.member_id, m.address, m.name, m.phone, m.role, m.sign_in_method, m.access_ends_at,
          coalesce((select max(c.revision) from change_objects c
            where c.organization_id = m.organization_id and c.member_id = m.member_id), m.revision) as touched
        from members m
        where m.organization_id = ${organizationId} and ${where('page')} and m.member_id > ${after}
        order by m.member_id limit ${batchSize}
      `.execute(transaction);
      const access = await readAccess(
        transaction,
        organizationId,
        rows.map((row) => row.member_id),
        model,
      );
      const kind = accessKind(model);
      const text = rows.flatMap((row) => linesOf(row, access(row.member_id), kind)).join('');
      return { rows: rows.length, lines: { text, last: rows.at(-1)?.member_id ?? null } };
    },
    { readOnly: true },
  );
}

async function readAccess(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberIds: readonly MemberId[],
  model: AccessModel,
) {
  const { rows } = await sql<GrantRow>`
    select member_id, set_id, permissions, scope from grants
    where organization_id = ${organizationId} and member_id = any(${[...memberIds]}) and (ends_at is null or ends_at > now())
    order by grant_id
  `.execute(transaction);
  const names = await readNames(transaction, organizationId, {
    sets: rows.flatMap((row) => row.set_id ?? []),
    places: rows.map((row) => row.scope),
  });
  const byMember = Map.groupBy(rows, (row) => row.member_id);
  return (memberId: MemberId) => cellsOf(byMember.get(memberId) ?? [], names, model);
}

/** What is held at the same places stands in one row; a person with several such groups has several rows. */
function cellsOf(
  grants: readonly GrantRow[],
  names: Names,
  model: AccessModel,
): { held: string; places: string }[] {
  const placesOf = new Map<string, Set<string>>();
  for (const { set_id, permissions, scope } of grants) {
    const place = placeCell(names, scope);
    const held =
      set_id === null
        ? (permissions ?? []).map((permission) => permissionName(model, permission))
        : [names.sets.get(set_id) ?? ''];
    for (const name of held) placesOf.set(name, (placesOf.get(name) ?? new Set()).add(place));
  }
  const heldAt = Map.groupBy(placesOf, ([, places]) => listCell([...places].sort()));
  return [...heldAt].map(([places, held]) => ({
    held: listCell(held.map(([name]) => name)),
    places,
  }));
}

function placeCell(names: Names, scope: Scope): string {
  const place = names.places.get(scope);
  if (!place) return '';
  return place.type === 'organization' ? 'organization' : `${place.type}:${place.code}`;
}

function linesOf(
  row: Row,
  access: readonly { held: string; places: string }[],
  kind: AccessKind,
): string[] {
  const groups = access.length === 0 ? [{ held: '', places: '' }] : access;
  return groups.map(({ held, places }) =>
    csvLine([
      row.address,
      row.name,
      row.phone ?? '',
      row.role,
      held,
      ...(hasPlaces(kind) ? [places] : []),
      row.sign_in_method,
      row.access_ends_at?.toISOString() ?? '',
      String(row.touched),
    ]),
  );
}
