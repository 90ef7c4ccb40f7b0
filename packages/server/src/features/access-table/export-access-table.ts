import type { AccessTableFilter, AccessTableRow } from '@latchkey/contract';
import { type EntityId, modulesOffAt, permissionGraph, snapshotModel } from '@latchkey/engine';
import { recordEvent } from '../../audit/record-event.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { csvLine } from '../../words/csv-line.ts';
import { getAccessTable } from './get-access-table.ts';
import { requireTable } from './require-table.ts';

/** The whole table as a file, a page at a time; a column for each permission whose module is on. */
export async function exportAccessTable(
  services: Services,
  signedIn: SignedIn,
  entityId: EntityId,
  filter: AccessTableFilter,
  ipAddress: string,
): Promise<ReadableStream<Uint8Array>> {
  const { organizationId, memberId } = signedIn;
  const { snapshot } = await requireTable(services, signedIn, entityId);
  await inOrganization(services.db, organizationId, (transaction) =>
    recordEvent(transaction, {
      organizationId,
      kind: 'members.exported',
      memberId,
      ipAddress,
      details: { place: entityId, filter },
    }),
  );
  const model = snapshotModel(snapshot);
  const graph = permissionGraph(model);
  const off = modulesOffAt(snapshot, entityId);
  const columns = Object.entries(model.modules)
    .filter(([key]) => key !== 'access' && !off.has(key))
    .flatMap(([, { permissions }]) => Object.entries(permissions));
  const cellsOf = (row: AccessTableRow): string[] => {
    const here = new Set(graph.closure(row.permissions));
    const above = new Map(row.inherited.map(({ permission, from }) => [permission, from.name]));
    return columns.map(([permission]) => {
      if (row.role === 'owner') return 'owner';
      return here.has(permission) ? 'yes' : (above.get(permission) ?? '');
    });
  };
  const encoder = new TextEncoder();
  let next: string | null | undefined;
  return new ReadableStream({
    start(controller) {
      const header = ['E-mail', 'Name', 'Type', 'Status', ...columns.map(([, { label }]) => label)];
      controller.enqueue(encoder.encode(`\ufeff${csvLine(header)}`));
    },
    async pull(controller) {
      if (next === null) return controller.close();
      // Asked for each page: a right that is taken away in between counts at once.
      const page = await getAccessTable(services, signedIn, entityId, {
        ...filter,
        limit: 100,
        cursor: next,
      });
      next = page.nextCursor;
      const lines = page.data.map((row) =>
        csvLine([row.address, row.name, row.role, row.status, ...cellsOf(row)]),
      );
      controller.enqueue(encoder.encode(lines.join('')));
    },
  });
}
