import {
  contextualParents,
  descendants,
  entityName,
  listPlaces,
  listPlacesSeenWhole,
  resolveEntity,
  type Scope,
  type Snapshot,
} from '@latchkey/engine';
import { answerQuestion } from './answer-question.ts';
import type { AskedQuestion } from './asked-question.ts';
import { keptOf } from './kept-of.ts';
import type { KnownOrganization } from './known-organization.ts';
import type { Listing } from './listing.ts';
import { supportsObligations } from './mask-obligation.ts';
import { findMember, groupsOf, permissionOf, resourceOf } from './resolved-question.ts';

/**
 * Where this person may do it: the places that are stored, by their codes. Of resources that are not stored nobody here
 * knows which there are.
 */
export function searchResources(
  organization: KnownOrganization,
  question: AskedQuestion,
  now: number,
): Listing {
  return {
    page: pages(organization, question, now),
    text: (scope) =>
      JSON.stringify({
        type: question.resourceType,
        // The listing hands out what its pages were made of.
        id: entityName(organization.snapshot, scope as Scope),
      }),
  };
}

function pages(
  organization: KnownOrganization,
  question: AskedQuestion,
  now: number,
): Listing['page'] {
  const { snapshot } = organization;
  const { resourceType: type } = question;
  const memberId = findMember(organization, question);
  const parents = contextualParents(snapshot, resourceOf(question));
  if (memberId === null || parents === null) return () => ({ ids: [], next: null });

  if (parents.length > 0) {
    // Each place lies where it is stored and where the properties say: no index knows that.
    const may = (resourceId: Scope) =>
      answerQuestion(organization, { ...question, resourceId }, now).allowed;
    const places = placesOfType(snapshot, type);
    return (page) => keptOf(places, may, page);
  }

  const permission = permissionOf(organization, question);
  const groups = groupsOf(organization, question);
  const list = supportsObligations(question.context) ? listPlaces : listPlacesSeenWhole;
  return (page) => list(snapshot, { memberId, permission, type, groups }, page, now);
}

function placesOfType(snapshot: Snapshot, type: string): Scope[] {
  const ofType = (scope: Scope) => resolveEntity(snapshot, type, scope) === scope;
  return [...descendants(snapshot, [snapshot.organizationId])].filter(ofType).sort();
}
