import type { OrganizationId } from '@latchkey/engine';
import { acrossOrganizations } from '../db/across-organizations.ts';
import type { Database } from '../db/database.ts';

/** What the database says is the newest. */
export interface Heads {
  readonly epoch: string;
  /** Another one with every platform key that is made or revoked. */
  readonly platformKeys: string;
  /** Without those organizations that are there no more. */
  readonly revisions: ReadonlyMap<OrganizationId, number>;
}

interface HeadRow {
  readonly epoch: string;
  readonly platform_keys_version: string;
  readonly id: OrganizationId | null;
  readonly revision: number | null;
}

/** The newest revisions of these organizations, in one statement however many they are. */
export function readHeads(
  db: Database,
  organizationIds: readonly OrganizationId[],
  withinMs: number,
): Promise<Heads> {
  return acrossOrganizations(
    db,
    'heads-of-organizations',
    async ({ client }) => {
      const { rows } = await client.query<HeadRow>({
        name: 'heads-of-organizations',
        text: `select i.epoch, i.platform_keys_version, o.organization_id as id, o.revision
               from installation i left join organizations o on o.organization_id = any($1)`,
        values: [organizationIds],
      });
      const [first] = rows;
      if (!first) throw new Error('The table `installation` has lost its row.');
      const revisions = new Map<OrganizationId, number>();
      for (const { id, revision } of rows)
        if (id !== null && revision !== null) revisions.set(id, revision);
      return { epoch: first.epoch, platformKeys: first.platform_keys_version, revisions };
    },
    { withinMs },
  );
}
