import type { MemberId, UserId } from '@latchkey/engine';
import type { ChangeRequest } from './commit.ts';

/** A change that a signed-in person makes in the console, measured by that person's own rights. */
export const byMember = ({
  memberId,
  userId,
}: {
  readonly memberId: MemberId;
  readonly userId: UserId;
}): Pick<ChangeRequest, 'actor' | 'authority' | 'channel'> => ({
  actor: { type: 'user', userId, memberId },
  authority: { kind: 'member', memberId },
  channel: 'console',
});
