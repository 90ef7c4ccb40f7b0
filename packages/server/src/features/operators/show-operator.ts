import type { OperatorSession } from '@latchkey/contract';
import { sendsMail, showsMailbox } from '../../outbox/mail-mode.ts';
import type { Services } from '../../services.ts';
import { membershipsOf } from '../../sign-in/memberships.ts';
import type { SignedInOperator } from '../../sign-in/operator-sessions.ts';

/** Which operator is asking, and what there is to choose from. */
export async function showOperator(
  { config, db, models }: Services,
  { userId, name, address, expiresAt }: SignedInOperator,
): Promise<OperatorSession> {
  const organizations = await membershipsOf(db, userId);
  return {
    userId,
    name,
    address,
    platformName: config.platformName,
    organizations: organizations.map(({ organizationId, organizationName }) => ({
      id: organizationId,
      name: organizationName,
    })),
    models: [...models.values()].map(({ key, label }) => ({ key, label })),
    features: { mailbox: showsMailbox(config), mail: sendsMail(config) },
    expiresAt: expiresAt.toISOString(),
  };
}
