import { hash } from 'node:crypto';
import type { EntityTree } from '@latchkey/contract';
import { snapshotModel } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { requireVisible } from './require-visible.ts';
import { readTree, readTreeState, type TreeRow } from './tree-queries.ts';
import type { VisibleEntities } from './visible-entities.ts';

/** The hierarchy as the reader may see it; null when it is still what the reader has. */
export async function getTree(
  services: Services,
  signedIn: SignedIn,
  has: (revision: string) => boolean,
): Promise<EntityTree | null> {
  const { organizationId } = signedIn;
  const visible = await requireVisible(services, signedIn);
  const snapshot = await services.snapshots.current(organizationId);
  const types = Object.keys(snapshotModel(snapshot).entityTypes);
  const shown = visible.managed && [...visible.managed, ...visible.context];

  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const { newest, size } = await readTreeState(transaction, organizationId);
      const revision = `${newest}-${size}-${fingerprint(visible, types)}`;
      if (has(revision)) return null;
      const rows = await readTree(transaction, organizationId, shown);
      return { revision, types, rows: compactRows(rows, types), whole: visible.managed === null };
    },
    // Its revision has to be that of exactly these rows.
    { readOnly: true, repeatableRead: true },
  );
}

/** Parents as row numbers: an id of thirty characters repeated twice per store would double the answer. */
function compactRows(rows: readonly TreeRow[], types: readonly string[]): EntityTree['rows'] {
  const rowOf = new Map(rows.map((row, index) => [row.entity_id, index]));
  const typeOf = new Map(types.map((type, index) => [type, index]));
  return rows.map((row) => [
    row.entity_id,
    typeOf.get(row.type) ?? -1,
    row.code,
    row.name,
    row.city,
    (row.parents ?? []).flatMap((parent) => rowOf.get(parent) ?? []),
    row.closed ? 1 : 0,
  ]);
}

const fingerprint = ({ managed, context }: VisibleEntities, types: readonly string[]) =>
  hash('sha256', JSON.stringify([managed, context, types]), 'hex').slice(0, 16);
