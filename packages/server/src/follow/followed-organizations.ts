import type { OrganizationId } from '@latchkey/engine';
import type { SnapshotKeeper } from '../change/snapshot-keeper.ts';
import { FollowedOrganization, type FollowListener } from './followed-organization.ts';

interface Followed {
  readonly organization: FollowedOrganization;
  readonly unwatch: () => void;
}

/** The organizations that somebody follows through this process. */
export class FollowedOrganizations {
  readonly #snapshots: SnapshotKeeper;
  readonly #followed = new Map<OrganizationId, Followed>();

  constructor(snapshots: SnapshotKeeper) {
    this.#snapshots = snapshots;
  }

  join(organizationId: OrganizationId, listener: FollowListener): FollowedOrganization {
    const known = this.#followed.get(organizationId);
    const organization =
      known?.organization ?? new FollowedOrganization(organizationId, this.#snapshots);
    organization.add(listener);
    if (!known) {
      const unwatch = this.#snapshots.watch(organizationId, organization);
      this.#followed.set(organizationId, { organization, unwatch });
    }
    return organization;
  }

  leave(organizationId: OrganizationId, listener: FollowListener): void {
    const known = this.#followed.get(organizationId);
    known?.organization.remove(listener);
    if (known?.organization.followers !== 0) return;
    known.unwatch();
    this.#followed.delete(organizationId);
  }
}
