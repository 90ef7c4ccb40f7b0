import type { OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import type { ConnectionId } from '../../db/tables.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';

export interface ProviderRow {
  readonly connection_id: ConnectionId;
  readonly name: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly changed_at: Date;
  readonly member_count: number;
  readonly owner_count: number;
}

/** The organization's own provider, and how many people depend on it. */
export async function readProvider(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<ProviderRow | null> {
  const { rows } = await sql<ProviderRow>`
    select p.connection_id, p.name, p.issuer, p.client_id, p.changed_at, people.member_count, people.owner_count
    from identity_providers p
    cross join lateral (
      select count(*)::int as member_count, (count(*) filter (where m.role = 'owner'))::int as owner_count
      from member_connections c
      join members m on m.organization_id = c.organization_id and m.member_id = c.member_id
      where c.organization_id = p.organization_id and c.connection_id = p.connection_id
        and m.status in ('active', 'suspended')
    ) people
    where p.organization_id = ${organizationId}
  `.execute(transaction);
  return rows[0] ?? null;
}

/**
 * Changes of the provider and of who is an owner wait for each other. Who asks is read again under the lock: the
 * provider was asked meanwhile, and may have taken its time. Where the platform looks after everything, nobody
 * changes it from inside.
 */
export async function lockSettings(
  transaction: Transaction,
  { organizationId, memberId }: Pick<SignedIn, 'organizationId' | 'memberId'>,
): Promise<void> {
  const { self_serve } = await transaction
    .selectFrom('organizations')
    .select('self_serve')
    .where('organization_id', '=', organizationId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const member = await transaction
    .selectFrom('members')
    .select(['role', 'status', 'visiting'])
    .select(sql<boolean>`coalesce(access_ends_at <= clock_timestamp(), false)`.as('has_ended'))
    .where('organization_id', '=', organizationId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  const isOwner = member?.role === 'owner' && member.status === 'active' && !member.has_ended;
  if (!isOwner) throw new ProblemError('owners_only');
  if (member.visiting) throw new ProblemError('visitor_may_not');
  if (!self_serve) throw new ProblemError('self_serve_off');
}

export interface ProviderToWrite {
  readonly connectionId: ConnectionId;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: the present one stays. */
  readonly clientSecret: Buffer | undefined;
}

export async function writeProvider(
  transaction: Transaction,
  organizationId: OrganizationId,
  { connectionId, name, issuer, clientId, clientSecret }: ProviderToWrite,
): Promise<void> {
  const values = { connection_id: connectionId, name, issuer, client_id: clientId };
  if (clientSecret === undefined) {
    await transaction
      .updateTable('identity_providers')
      .set({ ...values, changed_at: sql`now()` })
      .where('organization_id', '=', organizationId)
      .execute();
    return;
  }
  await transaction
    .insertInto('identity_providers')
    .values({ organization_id: organizationId, ...values, client_secret: clientSecret })
    .onConflict((conflict) =>
      conflict
        .column('organization_id')
        .doUpdateSet({ ...values, client_secret: clientSecret, changed_at: sql`now()` }),
    )
    .execute();
}

export async function deleteProvider(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<void> {
  await transaction
    .deleteFrom('identity_providers')
    .where('organization_id', '=', organizationId)
    .execute();
}

/** Whoever came in through a provider that no longer counts is signed out, and whom it knew is forgotten. */
export async function forgetConnection(
  transaction: Transaction,
  connectionId: ConnectionId,
): Promise<void> {
  await transaction
    .updateTable('sign_ins')
    .set({ expires_at: sql`now()` })
    .where('connection_id', '=', connectionId)
    .where('expires_at', '>', sql<Date>`now()`)
    .execute();
  await transaction.deleteFrom('identities').where('connection_id', '=', connectionId).execute();
}
