import {
  askedPermission,
  claimedSets,
  type MemberId,
  type NamedResource,
  type PermissionSetId,
  placeOf,
  type Question,
  resolveMember,
  snapshotModel,
} from '@latchkey/engine';
import type { AskedQuestion } from './asked-question.ts';
import type { KnownOrganization } from './known-organization.ts';

/** Names become ids and properties what the access model says of them; a text says which name leads nowhere. */
export function resolvedQuestion(
  organization: KnownOrganization,
  question: AskedQuestion,
): Question | 'unknown_subject' | 'unknown_entity' {
  const memberId = findMember(organization, question);
  if (memberId === null) return 'unknown_subject';
  const place = placeOf(organization.snapshot, resourceOf(question));
  if (place === null) return 'unknown_entity';
  const permission = permissionOf(organization, question);
  const groups = groupsOf(organization, question);
  return groups.length === 0
    ? { memberId, permission, place }
    : { memberId, permission, place, groups };
}

/** What is asked about, as the engine places it. */
export const resourceOf = ({
  resourceType: type,
  resourceId: id,
  resourceProperties: properties,
}: AskedQuestion): NamedResource => ({ type, id, properties });

/** The only subjects there are: people, by `usr_…`, `mem_…`, the platform's own id or a verified address. */
export const subjectType = 'user';

export function findMember(
  { snapshot, memberByAddress }: KnownOrganization,
  question: AskedQuestion,
): MemberId | null {
  if (question.subjectType !== subjectType) return null;
  const { subjectId } = question;
  return resolveMember(snapshot, subjectId) ?? memberByAddress.get(subjectId) ?? null;
}

/** The permission that the action stands for; one that stands for none gets a name that no permission has. */
export const permissionOf = (
  { snapshot }: KnownOrganization,
  { action, actionProperties }: AskedQuestion,
): string => askedPermission(snapshotModel(snapshot), action, actionProperties) ?? '';

/** The sets that the subject counts as holding for this question, because the caller says so. */
export function groupsOf(
  { snapshot, standardSets }: KnownOrganization,
  { subjectProperties }: AskedQuestion,
): readonly PermissionSetId[] {
  const keys = claimedSets(snapshotModel(snapshot), subjectProperties);
  return keys.length === 0 ? noGroups : keys.flatMap((key) => standardSets.get(key) ?? []);
}

const noGroups: readonly PermissionSetId[] = [];
