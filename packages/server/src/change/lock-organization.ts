import type { Instant, OrganizationId, OrganizationState } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import { ProblemError } from '../http/problem.ts';
import type { LogHead } from './read-heads.ts';

export interface OrganizationHead extends LogHead {
  readonly state: OrganizationState;
  /** The database's clock, read after the lock was had, so that times and revisions run the same way. */
  readonly now: Instant;
}

/** Everything a change is planned on is read after this; whoever comes next waits until it is committed. */
export function lockOrganization(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<OrganizationHead> {
  return readHead(transaction, organizationId, 'for update');
}

/** The same without the lock, for previews. */
export function lookAtOrganization(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<OrganizationHead> {
  return readHead(transaction, organizationId, '');
}

async function readHead(
  transaction: Transaction,
  organizationId: OrganizationId,
  lock: 'for update' | '',
): Promise<OrganizationHead> {
  // Materialized: the clock is read from what the lock has let through, not while waiting for it.
  const { rows } = await transaction.client.query<
    Omit<OrganizationHead, 'state'> & OrganizationState
  >({
    name: lock === '' ? 'look-at-organization' : 'lock-organization',
    text: `with organization as materialized (
             select name, model_hash, allowed_domains, invitation_days, self_serve, modules_off,
                    types_off, revision, head_hash
             from organizations where organization_id = $1 ${lock})
           select name, model_hash as "modelHash", allowed_domains as "allowedDomains",
                  invitation_days as "invitationDays", self_serve as "selfServe",
                  modules_off as "modulesOff", types_off as "typesOff", revision, head_hash as hash,
                  floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now
           from organization`,
    values: [organizationId],
  });
  const [row] = rows;
  if (!row) throw new ProblemError('not_found');
  const { revision, hash, now, ...state } = row;
  return { state, revision, hash, now };
}
