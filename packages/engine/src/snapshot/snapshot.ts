import type { OrganizationId } from '../ids.ts';

/** One organization's access as of one revision. Opaque: only the engine looks inside. */
export abstract class Snapshot {
  abstract readonly organizationId: OrganizationId;
  /** Keeps other objects from standing in for a snapshot. */
  protected abstract readonly kind: 'snapshot';
}
