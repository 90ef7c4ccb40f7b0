import {
  type AccessModel,
  createSnapshot,
  type OrganizationId,
  type Snapshot,
  type SnapshotEntity,
  type SnapshotGrant,
  type SnapshotMember,
  type SnapshotPermissionSet,
} from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import type { ModelVersions } from './model-versions.ts';

export interface LoadedSnapshot {
  readonly snapshot: Snapshot;
  /** The log's hash at its revision: another log has another one. */
  readonly hash: string;
}

/** Reads one organization whole, or null when there is none. The transaction must see one state of the database throughout, or hold the organization's lock. */
export async function loadSnapshot(
  transaction: Transaction,
  organizationId: OrganizationId,
  models: ModelVersions,
): Promise<LoadedSnapshot | null> {
  const { client } = transaction;
  const read = async <Row extends object>(name: string, text: string) =>
    (await client.query<Row>({ name, text, values: [organizationId] })).rows;

  const [organization] = await read<{
    model_hash: string;
    modules_off: string[];
    revision: number;
    head_hash: string;
  }>(
    'snapshot-organization',
    'select model_hash, modules_off, revision, head_hash from organizations where organization_id = $1',
  );
  if (!organization) return null;
  const model: AccessModel = await models.require(transaction, organization.model_hash);
  const members = await read<SnapshotMember>(
    'snapshot-members',
    `select member_id as "memberId", user_id as "userId", external_id as "externalId", role, status, visiting,
            ${milliseconds('access_ends_at')} as "accessEndsAt"
     from members where organization_id = $1 order by member_id collate "C"`,
  );
  const grants = await read<SnapshotGrant>(
    'snapshot-grants',
    `select grant_id as "grantId", member_id as "memberId", set_id as "setId", permissions, scope,
            ${milliseconds('starts_at')} as "startsAt", ${milliseconds('ends_at')} as "endsAt"
     from grants where organization_id = $1`,
  );
  const permissionSets = await read<SnapshotPermissionSet>(
    'snapshot-permission-sets',
    `select set_id as "setId", permissions, coalesce(to_json(may_grant), '"*"') as "mayGrant", restrictions
     from permission_sets where organization_id = $1`,
  );
  const entities = await read<SnapshotEntity>(
    'snapshot-entities',
    `select entity_id as "entityId", type, code, closed, modules_off as "modulesOff",
            coalesce((select array_agg(parent_id order by parent_id collate "C") from entity_parents p
                      where p.organization_id = e.organization_id and p.entity_id = e.entity_id), '{}') as parents
     from entities e where organization_id = $1`,
  );
  const { revision, head_hash: hash } = organization;
  return {
    snapshot: createSnapshot({
      organizationId,
      revision,
      model,
      modulesOff: organization.modules_off,
      members,
      grants,
      permissionSets,
      entities,
    }),
    hash,
  };
}

/** Epoch milliseconds, as the engine counts; a number of the wire, not a date to be parsed. */
function milliseconds(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`;
}
