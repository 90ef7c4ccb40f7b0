import type { PlanProblemCode } from '@latchkey/engine';

interface ProblemSpec {
  readonly status: number;
  readonly title: string;
  /** What to do about it; `{name}` stands for a value of the problem. */
  readonly remedy: string;
}

const planProblems = {
  unknown_member: {
    status: 404,
    title: 'There is no such person here.',
    remedy: 'Look the person up in the list of people.',
  },
  unknown_invitation: {
    status: 404,
    title: 'There is no such invitation here.',
    remedy: 'Look it up under People, Invitations.',
  },
  unknown_permission_set: {
    status: 422,
    title: 'There is no such permission set.',
    remedy: 'Choose one from the list of permission sets.',
  },
  unknown_permission: {
    status: 422,
    title: 'The access model has no such permission.',
    remedy: 'Choose one that the model declares.',
  },
  unknown_place: {
    status: 422,
    title: 'There is no such place.',
    remedy: 'Check the code, or import the place first.',
  },
  unknown_place_type: {
    status: 422,
    title: 'The access model has no such type of place.',
    remedy: 'Use a type that the model declares.',
  },
  unknown_key: {
    status: 404,
    title: 'There is no such API key.',
    remedy: 'Look it up under Settings, API keys.',
  },
  already_member: {
    status: 409,
    title: 'This person already belongs to the organization.',
    remedy: 'Open the person and change the access there.',
  },
  one_set_per_person: {
    status: 422,
    title: 'Everybody here has exactly one role.',
    remedy: 'Choose one, for the whole organization.',
  },
  permissions_not_direct: {
    status: 422,
    title: 'Permissions are given by permission sets here.',
    remedy: 'Give a permission set that holds them.',
  },
  sets_not_assigned: {
    status: 422,
    title: 'Permissions are given directly here, not by sets.',
    remedy: 'Name the permissions.',
  },
  module_disabled: {
    status: 422,
    title: 'The module is switched off here.',
    remedy: 'Leave its permissions out, or ask whoever runs the platform to switch it on.',
  },
  module_not_switchable: {
    status: 422,
    title: 'This module cannot be switched off.',
    remedy: 'Name one that the access model declares as switchable.',
  },
  unknown_restriction: {
    status: 422,
    title: 'The access model has no such restriction.',
    remedy: 'Choose one that the model declares.',
  },
  place_type_off: {
    status: 422,
    title: 'This organization does without this type of place.',
    remedy: 'An owner can switch it on under Settings.',
  },
  place_type_in_use: {
    status: 409,
    title: 'There are open places of this type.',
    remedy: 'Close them first.',
  },
  operators_only: {
    status: 403,
    title: 'Only whoever runs the platform may do this.',
    remedy: 'Ask them.',
  },
  self_serve_off: {
    status: 403,
    title: 'Self-serve is not switched on for this organization yet.',
    remedy: 'Ask whoever runs the platform to make the change, or to switch it on.',
  },
  invitation_waiting: {
    status: 409,
    title: 'An invitation to this address is waiting.',
    remedy: 'Resend it, or correct it.',
  },
  address_in_use: {
    status: 409,
    title: 'Somebody else here has this address.',
    remedy: 'Use another address.',
  },
  domain_not_allowed: {
    status: 422,
    title: 'This address is outside the allowed domains.',
    remedy: 'Use an address of an allowed domain, or ask an owner to allow this one.',
  },
  wrong_member_status: {
    status: 409,
    title: 'The person is not in a state in which this can be done.',
    remedy: 'Reload to see the present state.',
  },
  invitation_not_waiting: {
    status: 409,
    title: 'This invitation is no longer waiting.',
    remedy: 'Reload to see what became of it.',
  },
  invitation_expired: {
    status: 409,
    title: 'This invitation has ended.',
    remedy: 'Ask for a new one.',
  },
  invitation_superseded: {
    status: 409,
    title: 'A newer invitation was sent.',
    remedy: 'Use the link in the newest mail.',
  },
  invitation_for_another_person: {
    status: 403,
    title: 'This invitation is for another address.',
    remedy: 'Sign in with the address that was invited.',
  },
  member_needs_access: {
    status: 422,
    title: 'A member needs at least one permission set at one place.',
    remedy: 'Choose where and what, or make the person an owner.',
  },
  owner_needs_no_access: {
    status: 422,
    title: 'An owner has every permission everywhere.',
    remedy: 'Leave places and permission sets out.',
  },
  duplicate_grant: {
    status: 422,
    title: 'The same set at the same place was given twice.',
    remedy: 'Leave one of them out.',
  },
  ends_in_past: { status: 422, title: 'The end lies in the past.', remedy: 'Choose a later time.' },
  ends_before_start: {
    status: 422,
    title: 'The end lies before the start.',
    remedy: 'Choose a later end or an earlier start.',
  },
  link_end_out_of_range: {
    status: 422,
    title: 'An invitation can wait for 1 to 30 days.',
    remedy: 'Choose a number of days from 1 to 30.',
  },
  standard_set_read_only: {
    status: 403,
    title: 'Standard sets cannot be changed.',
    remedy: 'Duplicate the set and change the copy.',
  },
  set_name_taken: {
    status: 409,
    title: 'Another set has this name.',
    remedy: 'Choose another name.',
  },
  set_name_missing: { status: 422, title: 'A set needs a name.', remedy: 'Enter a name.' },
  set_in_use: {
    status: 409,
    title: 'People hold this set.',
    remedy: 'Choose a set to replace it, or take it from them.',
  },
  missing_required_permission: {
    status: 422,
    title: 'A permission lacks another that it needs.',
    remedy: 'Add what is needed, or leave the permission out.',
  },
  excluded_permissions: {
    status: 422,
    title: 'Two of these permissions may not be held together.',
    remedy: 'Leave one of them out.',
  },
  place_code_taken: {
    status: 409,
    title: 'Another place has this code.',
    remedy: 'Use another code.',
  },
  wrong_parent_type: {
    status: 422,
    title: 'A place of this type cannot lie there.',
    remedy: 'Choose a parent of a type that the access model allows.',
  },
  too_many_parents: {
    status: 422,
    title: 'A place lies in at most one parent of each type.',
    remedy: 'Leave one parent out.',
  },
  place_cycle: {
    status: 422,
    title: 'A place cannot lie below itself.',
    remedy: 'Choose another parent.',
  },
  place_closed: {
    status: 422,
    title: 'This place is closed.',
    remedy: 'Choose a place that is open.',
  },
  not_allowed: {
    status: 403,
    title: 'You may not do this here.',
    remedy: 'Ask an owner, or somebody who manages this place.',
  },
  grant_ceiling: {
    status: 403,
    title: 'You cannot give more than you hold.',
    remedy: 'Choose a set and a place within your own access, or ask an owner.',
  },
  not_dominated: {
    status: 403,
    title: 'This person holds access outside of yours.',
    remedy: 'Ask an owner.',
  },
  last_owner: {
    status: 409,
    title: 'An organization always keeps an owner.',
    remedy: 'Make somebody else an owner first.',
  },
  owners_only: { status: 403, title: 'Only owners may do this.', remedy: 'Ask an owner.' },
  visit_open: {
    status: 409,
    title: 'You are visiting this organization already.',
    remedy: 'Continue the visit, or leave it first.',
  },
  visit_too_long: {
    status: 422,
    title: 'A visit lasts 8 hours at the longest.',
    remedy: 'Choose an earlier end; you can visit again.',
  },
  visitor_may_not: {
    status: 403,
    title:
      'A visiting operator changes no owner, no API key, no sign-in and nothing of the visit itself.',
    remedy: 'Ask an owner of the organization to do it.',
  },
  changed_since: {
    status: 409,
    title: 'This was changed again since.',
    remedy: 'It stays as it is; change it by hand.',
  },
  cannot_undo: { status: 409, title: 'This cannot be undone.', remedy: 'Change it by hand.' },
} as const satisfies Record<PlanProblemCode, ProblemSpec>;

/** Every failure that a caller can be told, once. */
export const problems = {
  ...planProblems,
  unknown_platform_key: {
    status: 404,
    title: 'There is no such key of the platform, or it is revoked already.',
    remedy: 'Look it up under Platform keys.',
  },
  unknown_request: {
    status: 404,
    title: 'There is no such request here.',
    remedy: 'Look it up under Requests.',
  },
  own_request: {
    status: 403,
    title: 'Nobody decides their own request.',
    remedy: 'Ask another owner.',
  },
  request_decided: {
    status: 409,
    title: 'The request no longer waits.',
    remedy: 'Look at what became of it, and ask again if it is still needed.',
  },
  request_differs: {
    status: 409,
    title: 'Approving would do something else now than what was shown.',
    remedy: 'Read it once more and decide again.',
  },
  malformed_request: {
    status: 400,
    title: 'The request cannot be read.',
    remedy: 'Correct the places named in `errors`.',
  },
  not_signed_in: { status: 401, title: 'You are not signed in.', remedy: 'Sign in and try again.' },
  wrong_credentials: {
    status: 401,
    title: 'Address and password do not match.',
    remedy: 'Try again, or reset the password.',
  },
  invalid_link: {
    status: 404,
    title: 'This link is not valid.',
    remedy: 'Use the newest mail, or ask for a new link.',
  },
  weak_password: {
    status: 422,
    title: 'This password is too easy to guess.',
    remedy: 'Use 12 characters or more that do not contain your address.',
  },
  invalid_address: {
    status: 422,
    title: 'This is not an e-mail address.',
    remedy: 'Correct it; it has the form `name@example.com`.',
  },
  address_unverified: {
    status: 403,
    title: 'This address has an account that was never confirmed by mail.',
    remedy: 'Open the invitation from the mail itself; a copied link is not enough.',
  },
  no_active_membership: {
    status: 403,
    title: 'This account has no access to an organization at present.',
    remedy: 'Ask an owner of your organization.',
  },
  mailed_link_needed: {
    status: 403,
    title: 'This address has an account already.',
    remedy:
      'Open the invitation from the mail itself; a copied link is not enough to join with it.',
  },
  other_sign_in_method: {
    status: 403,
    title: 'You sign in to this organization in another way.',
    remedy: 'Sign in with {way}.',
  },
  no_identity_provider: {
    status: 422,
    title: 'No identity provider is set up.',
    remedy: 'Choose the local account, or ask an owner to set one up under Settings.',
  },
  issuer_unusable: {
    status: 422,
    title: 'This issuer does not answer as an identity provider.',
    remedy: 'Check the address with the provider; it begins with https://.',
  },
  provider_in_use: {
    status: 409,
    title: 'An owner signs in through this provider.',
    remedy: 'Make sure that every owner signs in with a password first.',
  },
  provider_failed: {
    status: 502,
    title: 'The identity provider did not let you in.',
    remedy: 'Try again; if it stays, tell whoever looks after the provider.',
  },
  provider_attempt_ended: {
    status: 409,
    title: 'This sign-in took too long, or another one was begun.',
    remedy: 'Begin again.',
  },
  provider_address_unverified: {
    status: 403,
    title: 'The identity provider does not vouch for your address.',
    remedy: 'Ask whoever looks after the provider to confirm your address there.',
  },
  provider_wrong_address: {
    status: 403,
    title: 'The identity provider knows you by another address.',
    remedy: 'Sign in there with the address that was invited.',
  },
  identity_of_another_person: {
    status: 409,
    title: 'This account at the identity provider belongs to somebody else here.',
    remedy: 'Sign in there with your own account, or ask whoever invited you.',
  },
  unknown_identity: {
    status: 403,
    title: 'Nobody here signs in with this account.',
    remedy: 'Accept your invitation first, or sign in with your password.',
  },
  sign_in_name_taken: {
    status: 409,
    title: 'This sign-in name is taken.',
    remedy: 'Choose another, or leave the e-mail address.',
  },
  invalid_sign_in_name: {
    status: 422,
    title: 'This cannot be a sign-in name.',
    remedy:
      'Use 3 to 64 letters, digits, dots, hyphens and underscores, or the own e-mail address.',
  },
  too_many_attempts: {
    status: 429,
    title: 'Too many attempts.',
    remedy: 'Wait {retryAfterSeconds} seconds and try again.',
  },
  visit_read_only: {
    status: 403,
    title: 'You are visiting to read only.',
    remedy: 'Ask to change things, with a reason, and try again.',
  },
  no_visit: {
    status: 409,
    title: 'You are not visiting this organization.',
    remedy: 'Begin a visit with a reason and a time limit.',
  },
  starting_access_missing: {
    status: 422,
    title: 'Nobody is added without saying what they begin with.',
    remedy: 'Choose one of the ways to begin that the access model offers.',
  },
  starting_access_not_offered: {
    status: 422,
    title: 'The access model offers no such way to begin.',
    remedy: 'Choose one of those that it offers, or name the access itself.',
  },
  copies_an_owner: {
    status: 422,
    title: 'An owner’s access is no permissions to copy.',
    remedy: 'Make the new person an owner, or copy from somebody else.',
  },
  forbidden: { status: 403, title: 'You may not see this.', remedy: 'Ask an owner.' },
  not_found: { status: 404, title: 'There is nothing here.', remedy: 'Check the address.' },
  stale: {
    status: 412,
    title: 'This was changed by somebody else meanwhile.',
    remedy: 'Reload, look at the changes and try again.',
  },
  precondition_required: {
    status: 428,
    title: 'The revision you edited is missing.',
    remedy: 'Send it as `If-Match`.',
  },
  selection_grew: {
    status: 409,
    title: 'More people match now than when you chose.',
    remedy: 'Look at the list again and confirm.',
  },
  file_unreadable: {
    status: 422,
    title: 'This file cannot be read as a table.',
    remedy: 'Save it as CSV (UTF-8) and try again.',
  },
  file_too_large: {
    status: 413,
    title: 'The file is larger than 50 MB or 100,000 rows.',
    remedy: 'Split it and import the parts one after another.',
  },
  columns_missing: {
    status: 422,
    title: 'A mandatory column is missing.',
    remedy: 'Match a column to it.',
  },
  import_wrong_state: {
    status: 409,
    title: 'The import is not in a state in which this can be done.',
    remedy: 'Reload to see where it stands.',
  },
  mail_limit: {
    status: 429,
    title: 'This address had three invitation mails today.',
    remedy: 'Send the next one tomorrow, or copy the link.',
  },
  behind: {
    status: 503,
    title: 'This server has not caught up with the revision you named.',
    remedy: 'Try again in a moment.',
  },
  outcome_unknown: {
    status: 504,
    title: 'The database has not said whether this was done.',
    remedy: 'Look whether it is there, and do it again only if it is not.',
  },
  internal: {
    status: 500,
    title: 'Something failed on our side.',
    remedy: 'Try again; if it stays, give your administrator the request id.',
  },
} as const satisfies Record<string, ProblemSpec>;

export type ProblemCode = keyof typeof problems;
