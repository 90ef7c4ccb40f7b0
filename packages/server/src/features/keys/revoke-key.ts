import type { KeyId } from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { type Committed, commit } from '../../change/commit.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';

/** Ends a key at once: the next question asked with it is refused, in every process. */
export function revokeKey(
  services: Services,
  signedIn: SignedIn,
  keyId: KeyId,
): Promise<Committed> {
  return commit(services, signedIn.organizationId, {
    ...byMember(signedIn),
    operations: [{ type: 'key.revoke', keyId }],
  });
}
