import type { UserId } from '@latchkey/engine';
import type { ChangeRequest } from '../../change/commit.ts';

/** A change that one of the platform's own people makes from above; the organization's log says who and why. */
export const byOperator = (
  { userId }: { readonly userId: UserId },
  reason: string,
): Pick<ChangeRequest, 'actor' | 'authority' | 'channel' | 'reason'> => ({
  actor: { type: 'operator', userId },
  authority: { kind: 'system' },
  channel: 'console',
  reason,
});
