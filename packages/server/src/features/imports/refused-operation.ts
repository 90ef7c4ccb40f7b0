import { problems } from '@latchkey/contract';
import type { PlanProblem } from '@latchkey/engine';
import type { StoredIssue } from './plan/planned-row.ts';
import { rowError } from './plan/row-issues.ts';
import type { PlanningContext } from './planning-context.ts';
import { placeLabel } from './values/place-index.ts';

/** The field that a refusal is about, where one cell can be named. */
const fieldOf: Readonly<Partial<Record<PlanProblem['code'], string>>> = {
  already_member: 'email',
  invitation_waiting: 'email',
  address_in_use: 'email',
  domain_not_allowed: 'email',
  member_needs_access: 'permissionSets',
  owner_needs_no_access: 'permissionSets',
  unknown_permission_set: 'permissionSets',
  grant_ceiling: 'permissionSets',
  unknown_place: 'places',
  place_closed: 'places',
  duplicate_grant: 'places',
  ends_in_past: 'accessEnds',
  ends_before_start: 'accessEnds',
  owners_only: 'type',
  last_owner: 'type',
  not_dominated: 'email',
  place_code_taken: 'code',
  unknown_place_type: 'type',
};

/** Why the guards refuse a row, in words, with ids replaced by the names that people know. */
export function refusedOperation(
  { code, subject }: PlanProblem,
  kind: 'people' | 'places',
  { sets, places, organizationId }: Pick<PlanningContext, 'sets' | 'places' | 'organizationId'>,
): StoredIssue {
  const named = nameOf(subject, { sets, places, organizationId });
  const about = named === null ? '' : ` (${named})`;
  const { title, remedy } = problems[code];
  const field = kind === 'places' && fieldOf[code] === 'places' ? null : (fieldOf[code] ?? null);
  return rowError({
    field,
    code,
    message: `${title.replace(/\.$/, '')}${about}. ${remedy}`,
    value: named,
  });
}

function nameOf(
  subject: string | null,
  { sets, places, organizationId }: Pick<PlanningContext, 'sets' | 'places' | 'organizationId'>,
): string | null {
  if (subject === null || !/^[a-z]{3}_[0-9a-z]+$/.test(subject)) return subject;
  if (subject === organizationId) return 'the whole organization';
  // The two look-ups take ids of their own kind; any other id finds nothing.
  const set = sets.get(subject as `pst_${string}`);
  if (set) return set.name;
  const place = places.get(subject as `ent_${string}`);
  return place ? placeLabel(place) : null;
}
