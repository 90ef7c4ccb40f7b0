import {
  activeMembers,
  listMembers,
  listMembersSeeingAll,
  type MemberId,
  memberName,
  placeOf,
} from '@latchkey/engine';
import { answerQuestion } from './answer-question.ts';
import type { AskedQuestion } from './asked-question.ts';
import { keptOf } from './kept-of.ts';
import type { KnownOrganization } from './known-organization.ts';
import type { Listing } from './listing.ts';
import { supportsObligations } from './mask-obligation.ts';
import { groupsOf, permissionOf, resourceOf, subjectType } from './resolved-question.ts';

/** Who may do this here: active people, by the platform's own id where it has given one. */
export function searchSubjects(
  organization: KnownOrganization,
  question: AskedQuestion,
  now: number,
): Listing {
  return {
    page: pages(organization, question, now),
    text: (memberId) =>
      JSON.stringify({
        type: subjectType,
        // The listing hands out what its pages were made of.
        id: memberName(organization.snapshot, memberId as MemberId),
      }),
  };
}

function pages(
  organization: KnownOrganization,
  question: AskedQuestion,
  now: number,
): Listing['page'] {
  const { snapshot } = organization;
  const isKnownType = question.subjectType === subjectType;
  const place = isKnownType ? placeOf(snapshot, resourceOf(question)) : null;
  if (place === null) return () => ({ ids: [], next: null });

  if (groupsOf(organization, question).length > 0) {
    // With a group of the question's own everybody may be among them: each is asked about.
    const may = (memberId: MemberId) =>
      answerQuestion(organization, { ...question, subjectId: memberId }, now).allowed;
    const everybody = activeMembers(snapshot, null, now);
    return (page) => keptOf(everybody, may, page);
  }

  const permission = permissionOf(organization, question);
  const { resourceType } = question;
  const list = supportsObligations(question.context) ? listMembers : listMembersSeeingAll;
  return (page) => list(snapshot, { permission, place, resourceType }, page, now);
}
