import type { PlanView } from '@latchkey/contract';
import type { KeyId } from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { type ChangeRequest, type Committed, commit } from '../../change/commit.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';

/** Ends a key at once: the next question asked with it is refused, in every process. */
export function revokeKey(
  services: Services,
  signedIn: SignedIn,
  keyId: KeyId,
): Promise<Committed> {
  return commit(services, signedIn.organizationId, revocation(signedIn, keyId));
}

/** That no person loses anything, and what would stand in its way. */
export function previewKeyRevocation(
  services: Services,
  signedIn: SignedIn,
  keyId: KeyId,
  page: AffectedPage,
): Promise<PlanView> {
  return previewChange(services, signedIn, revocation(signedIn, keyId), page, () => ({
    remarks: ['Modules that ask with this key are refused at once. It cannot be undone.'],
  }));
}

const revocation = (signedIn: SignedIn, keyId: KeyId): ChangeRequest => ({
  ...byMember(signedIn),
  operations: [{ type: 'key.revoke', keyId }],
});
