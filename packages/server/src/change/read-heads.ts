import type { OrganizationId } from '@latchkey/engine';
import { acrossOrganizations } from '../db/across-organizations.ts';
import type { Database } from '../db/database.ts';

/** Where an organization's log ends. */
export interface LogHead {
  readonly revision: number;
  /** Another log has another one at the same revision. */
  readonly hash: string;
}

/** What the database says is the newest. */
export interface Heads {
  readonly epoch: string;
  /** Another one with every platform key that is made or revoked. */
  readonly platformKeys: string;
  /** Without those organizations that are there no more. */
  readonly logs: ReadonlyMap<OrganizationId, LogHead>;
}

interface HeadRow {
  readonly epoch: string;
  readonly platform_keys_version: string;
  readonly id: OrganizationId | null;
  readonly revision: number | null;
  readonly hash: string | null;
}

/** Where the logs of these organizations end, in one statement however many they are. */
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
        text: `select i.epoch, i.platform_keys_version, o.organization_id as id, o.revision,
                      o.head_hash as hash
               from installation i left join organizations o on o.organization_id = any($1)`,
        values: [organizationIds],
      });
      const [first] = rows;
      if (!first) throw new Error('The table `installation` has lost its row.');
      const logs = new Map<OrganizationId, LogHead>();
      for (const { id, revision, hash } of rows)
        if (id !== null && revision !== null && hash !== null) logs.set(id, { revision, hash });
      return { epoch: first.epoch, platformKeys: first.platform_keys_version, logs };
    },
    { withinMs },
  );
}
