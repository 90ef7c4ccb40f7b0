import { type PermissionSetId, type Snapshot, snapshotRevision } from '@latchkey/engine';
import { inOrganization } from '../db/in-organization.ts';
import type { Services } from '../services.ts';

interface Known {
  readonly revision: number;
  readonly sets: ReadonlyMap<string, PermissionSetId>;
}

const lookUpWithinMs = 5_000;

/**
 * Which of an organization's sets is which of its model's, for subjects that count as holding one.
 * INVARIANT: sets come and go with changes, so what is known counts only at the revision it was read for.
 */
export class StandardSets {
  readonly #services: Services;
  readonly #known = new WeakMap<Snapshot, Known>();

  constructor(services: Services) {
    this.#services = services;
  }

  async of(snapshot: Snapshot): Promise<ReadonlyMap<string, PermissionSetId>> {
    const known = this.#known.get(snapshot);
    const revision = snapshotRevision(snapshot);
    const { organizationId } = snapshot;
    if (known?.revision === revision) return known.sets;
    const { rows } = await inOrganization(
      this.#services.db,
      organizationId,
      ({ client }) =>
        client.query<{ model_key: string; set_id: PermissionSetId }>({
          name: 'standard-sets-by-key',
          text: `select model_key, set_id from permission_sets
                 where organization_id = $1 and kind = 'standard'`,
          values: [organizationId],
        }),
      { readOnly: true, withinMs: lookUpWithinMs },
    );
    const sets = new Map(rows.map((row) => [row.model_key, row.set_id]));
    this.#known.set(snapshot, { revision, sets });
    return sets;
  }
}
