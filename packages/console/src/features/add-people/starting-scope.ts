import type { Session } from '@latchkey/contract';
import type { AddPeopleDraft } from './add-people-draft.ts';

/** Later places can only be included by whoever manages people in the whole organization, and are of no matter for one place. */
export const asksLater = ({ member, manages }: Session, { at }: AddPeopleDraft): boolean =>
  at === null && (member.role === 'owner' || manages['access.member.invite'] === 'everywhere');
