import { createHash } from 'node:crypto';
import type { OrganizationId } from '@latchkey/engine';
import type { Config } from '../../config.ts';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { ConnectionId } from '../../db/tables.ts';
import type { Services } from '../../services.ts';
import { openSealed } from '../../tokens/seal.ts';

/** A provider as people are sent to it. */
export interface IdentityProvider {
  readonly connectionId: ConnectionId;
  /** Null: the installation's own. */
  readonly organizationId: OrganizationId | null;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The installation's provider, from its settings. */
export function installationProvider({ sso }: Config): IdentityProvider | null {
  if (!sso) return null;
  return { ...sso, organizationId: null, connectionId: installationConnection(sso.issuer) };
}

/** The same on every server and after every start; another issuer is another connection, for its subjects are other people. */
function installationConnection(issuer: string): ConnectionId {
  const digest = createHash('sha256').update(new URL(issuer).href).digest('hex');
  return `con_${digest.slice(0, 26)}`;
}

/** What people of this organization are invited to sign in with: its own provider, else the installation's. */
export async function offeredProvider(
  { db, config }: Pick<Services, 'db' | 'config'>,
  organizationId: OrganizationId,
): Promise<IdentityProvider | null> {
  const own = await inOrganization(
    db,
    organizationId,
    (transaction) => readOwnProvider(transaction, config, organizationId),
    { readOnly: true },
  );
  return own ?? installationProvider(config);
}

export async function readOwnProvider(
  transaction: Transaction,
  config: Config,
  organizationId: OrganizationId,
): Promise<IdentityProvider | null> {
  const row = await transaction
    .selectFrom('identity_providers')
    .select(['connection_id', 'name', 'issuer', 'client_id', 'client_secret'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    connectionId: row.connection_id,
    organizationId,
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    // Sealed under another server key it is lost; the provider then refuses, and an owner enters it again.
    clientSecret:
      openSealed(config.serverKey, 'provider-secret', row.connection_id, row.client_secret) ?? '',
  };
}
