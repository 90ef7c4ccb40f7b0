import { problems } from '@latchkey/contract';
import type { PlanProblem } from '@latchkey/engine';
import { listed } from './plan/in-words.ts';
import type { StoredIssue } from './plan/planned-row.ts';
import { rowError } from './plan/row-issues.ts';
import type { PlanningContext } from './planning-context.ts';
import { placeLabel } from './values/place-index.ts';

/** The field that a refusal is about, where one cell can be named; `access`: sets or permissions. */
const fieldOf: Readonly<Partial<Record<PlanProblem['code'], string>>> = {
  already_member: 'email',
  invitation_waiting: 'email',
  address_in_use: 'email',
  domain_not_allowed: 'email',
  member_needs_access: 'access',
  owner_needs_no_access: 'access',
  unknown_permission_set: 'access',
  grant_ceiling: 'access',
  one_set_per_person: 'access',
  missing_required_permission: 'access',
  excluded_permissions: 'access',
  module_disabled: 'access',
  unknown_permission: 'access',
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

type Names = Pick<PlanningContext, 'access' | 'holdings' | 'places' | 'organizationId'>;

/** Why the guards refuse a row, in words, with ids replaced by the names that people know. */
export function refusedOperation(
  { code, subject, details }: PlanProblem,
  kind: 'people' | 'places',
  names: Names,
): StoredIssue {
  const named = nameOf(subject, names);
  const about = named === null ? '' : ` (${named})`;
  const { title, remedy } = problems[code];
  const field = fieldNamed(fieldOf[code] ?? null, kind, names.access);
  return rowError({
    field,
    code,
    message: `${title.replace(/\.$/, '')}${about}. ${remedy}${permissionsNamed(details, names)}`,
    value: named,
  });
}

function fieldNamed(
  field: string | null,
  kind: 'people' | 'places',
  access: PlanningContext['access'],
): string | null {
  if (field === 'access') return access.field;
  return kind === 'places' && field === 'places' ? null : field;
}

/** The permissions that are missing or in the way, by their names. */
function permissionsNamed({ permissions }: PlanProblem['details'], { holdings }: Names): string {
  if (!Array.isArray(permissions)) return '';
  const labels = permissions.flatMap((permission) => holdings.get(permission)?.name ?? []);
  return labels.length === 0 ? '' : ` Concerned: ${listed(labels)}.`;
}

function nameOf(
  subject: string | null,
  { holdings, places, organizationId }: Names,
): string | null {
  const holding = subject === null ? undefined : holdings.get(subject);
  if (holding) return holding.name;
  if (subject === null || !/^[a-z]{3}_[0-9a-z]+$/.test(subject)) return subject;
  if (subject === organizationId) return 'the whole organization';
  // The look-up takes ids of places; any other id finds nothing.
  const place = places.get(subject as `ent_${string}`);
  return place ? placeLabel(place) : null;
}
