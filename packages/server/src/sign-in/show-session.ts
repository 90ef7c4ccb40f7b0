import type { Session } from '@latchkey/contract';
import { placeFilter, snapshotModel, snapshotRevision } from '@latchkey/engine';
import type { SignedIn } from '../http/env.ts';
import { sendsMail, showsMailbox } from '../outbox/mail-mode.ts';
import type { Services } from '../services.ts';
import { offeredProvider } from './provider/identity-provider.ts';

/** Who is asking, where they are, and what of the management they may do where. */
export async function showSession(services: Services, signedIn: SignedIn): Promise<Session> {
  const { config, snapshots } = services;
  const snapshot = await snapshots.current(signedIn.organizationId);
  const provider = await offeredProvider(services, signedIn.organizationId);
  const now = Date.now();
  const manages: Session['manages'] = {};
  for (const permission of Object.keys(
    snapshotModel(snapshot).modules['access']?.permissions ?? {},
  )) {
    const reach = placeFilter(snapshot, signedIn.memberId, permission, now);
    if (reach.kind === 'all') manages[permission] = 'everywhere';
    // Managing is always on, so that nothing within these places is excepted.
    if (reach.kind === 'some') manages[permission] = [...reach.under];
  }
  return {
    id: signedIn.sessionId,
    organization: {
      id: signedIn.organizationId,
      name: signedIn.organizationName,
      platformName: config.platformName,
      selfServe: signedIn.selfServe,
      support: config.support,
    },
    member: {
      id: signedIn.memberId,
      name: signedIn.memberName,
      address: signedIn.memberAddress,
      role: signedIn.role,
      accessEndsAt: signedIn.accessEndsAt?.toISOString() ?? null,
    },
    userId: signedIn.userId,
    visit: signedIn.visit && { ...signedIn.visit, endsAt: signedIn.visit.endsAt.toISOString() },
    hasPassword: signedIn.hasPassword,
    manages,
    features: {
      mailbox: showsMailbox(config),
      mail: sendsMail(config),
      identityProvider: provider?.name ?? null,
    },
    revision: services.revisions.of(signedIn.organizationId, snapshotRevision(snapshot)),
    expiresAt: signedIn.expiresAt.toISOString(),
  };
}
