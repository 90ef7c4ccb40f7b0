import type { OrganizationId, SignInMethod } from '@latchkey/engine';
import type { Config } from '../../config.ts';
import type { Transaction } from '../../db/database.ts';
import type { ConnectionId } from '../../db/tables.ts';
import { installationProvider, readOwnProvider } from '../../sign-in/provider/identity-provider.ts';

interface SignsIn {
  readonly sign_in_method: SignInMethod;
  /** Null: has not come in through a provider yet. */
  readonly connection_id: ConnectionId | null;
}

/** How a person signs in, in words: by the provider's name where one vouches. */
export async function signInLabels(
  transaction: Transaction,
  config: Config,
  organizationId: OrganizationId,
): Promise<(person: SignsIn) => string> {
  const own = await readOwnProvider(transaction, config, organizationId);
  const installation = installationProvider(config);
  return ({ sign_in_method, connection_id }) => {
    if (sign_in_method !== 'sso') return 'Local';
    const through =
      connection_id === null
        ? (own ?? installation)
        : [own, installation].find((provider) => provider?.connectionId === connection_id);
    return through?.name ?? 'Single sign-on';
  };
}
