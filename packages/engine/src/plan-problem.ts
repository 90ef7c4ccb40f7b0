/** Why an operation cannot be carried out; one code per failure. */
export type PlanProblemCode =
  // names that lead nowhere
  | 'unknown_member'
  | 'unknown_invitation'
  | 'unknown_permission_set'
  | 'unknown_permission'
  | 'unknown_place'
  | 'unknown_place_type'
  | 'unknown_key'
  // addresses
  | 'already_member'
  | 'invitation_waiting'
  | 'address_in_use'
  | 'domain_not_allowed'
  // states that do not fit the act
  | 'wrong_member_status'
  | 'invitation_not_waiting'
  | 'invitation_expired'
  | 'invitation_superseded'
  | 'invitation_for_another_person'
  | 'member_needs_access'
  | 'owner_needs_no_access'
  | 'duplicate_grant'
  | 'ends_in_past'
  | 'ends_before_start'
  | 'link_end_out_of_range'
  | 'one_set_per_person'
  | 'permissions_not_direct'
  | 'sets_not_assigned'
  | 'module_disabled'
  | 'module_not_switchable'
  // permission sets
  | 'standard_set_read_only'
  | 'set_name_taken'
  | 'set_name_missing'
  | 'set_in_use'
  | 'missing_required_permission'
  | 'excluded_permissions'
  | 'unknown_restriction'
  // places
  | 'place_type_off'
  | 'place_type_in_use'
  | 'place_code_taken'
  | 'wrong_parent_type'
  | 'too_many_parents'
  | 'place_cycle'
  | 'place_closed'
  // guards
  | 'not_allowed'
  | 'grant_ceiling'
  | 'not_dominated'
  | 'last_owner'
  | 'owners_only'
  | 'operators_only'
  | 'self_serve_off'
  | 'visit_open'
  | 'visit_too_long'
  | 'visitor_may_not'
  // undo
  | 'changed_since'
  | 'cannot_undo';

/** A failure of one operation: the code, what it is about and the values a message needs. */
export interface PlanProblem {
  /** Index of the operation in the list that was planned. */
  readonly operation: number;
  readonly code: PlanProblemCode;
  /** The id, address, code or name the problem is about. */
  readonly subject: string | null;
  /** The permission, set or place that would help, or the nearest one: raw names, ids or codes, never sentences. */
  readonly details: Readonly<Record<string, string | number | readonly string[]>>;
}
