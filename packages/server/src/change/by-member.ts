import type { MemberId, UserId } from '@latchkey/engine';
import type { Visit } from '../sign-in/find-session.ts';
import type { ChangeRequest } from './commit.ts';

/** A change that a signed-in person makes in the console, measured by that person's own rights; a visiting operator says why. */
export const byMember = ({
  memberId,
  userId,
  visit,
}: {
  readonly memberId: MemberId;
  readonly userId: UserId;
  readonly visit?: Visit | null;
}): Pick<ChangeRequest, 'actor' | 'authority' | 'channel' | 'reason'> => ({
  actor: { type: 'user', userId, memberId },
  authority: { kind: 'member', memberId },
  channel: 'console',
  ...(visit?.writeReason != null && { reason: visit.writeReason }),
});
